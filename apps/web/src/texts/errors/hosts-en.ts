import type { ErrorCode } from '@virlab/contracts';
import type { ErrorText } from './en';

/** Codes around hosts, as operators meet them. */
export type HostCode = Extract<
  ErrorCode,
  | 'host-not-found'
  | 'host-invalid'
  | 'host-exists'
  | 'host-changed'
  | 'host-has-machines'
  | 'host-has-pools'
  | 'host-not-active'
  | 'host-tests-full'
>;

export const hostErrorsEn: Record<HostCode, ErrorText> = {
  'host-not-found': {
    title: 'There is no such host',
    body: 'It may have been removed a moment ago.',
    turn: 'your',
    step: 'Go back to the hosts.',
  },
  'host-invalid': {
    title: 'The settings of this host have faults',
    body: 'Nothing was saved.',
    turn: 'your',
    step: 'Mend the fields that are marked.',
  },
  'host-exists': {
    title: 'There is a host of that name already',
    body: 'Nothing was saved.',
    turn: 'your',
    step: 'Give this one another name, or change the one that is there.',
  },
  'host-changed': {
    title: 'Somebody else saved this host in the meantime',
    body: 'What they saved stands; yours was not saved.',
    turn: 'your',
    step: 'Look at how it is now, then change it again.',
  },
  'host-has-machines': {
    title: 'Machines are still on this host',
    body: 'Nothing was removed. Their disks are there.',
    turn: 'your',
    step: 'Drain the host, and remove it when it is empty.',
  },
  'host-not-active': {
    title: 'This host takes no machines already',
    body: 'It is drained or in maintenance, so there is nothing to plan.',
    turn: 'your',
    step: 'Put it back first, if it is to be drained later.',
  },
  'host-has-pools': {
    title: 'Pools still name this host',
    body: 'Nothing was removed.',
    turn: 'your',
    step: 'Take it out of these pools first.',
  },
  'host-tests-full': {
    title: 'As many hosts are being tested as may be at once',
    body: 'Each test boots a guest, so that there are only a few at a time.',
    turn: 'your',
    step: 'Try again in a minute.',
  },
};
