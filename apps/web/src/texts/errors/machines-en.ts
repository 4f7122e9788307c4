import type { ErrorText } from './en';

/** Failures of machines, their consoles, jobs and snapshots. */
export const machineErrorsEn = {
  'machine-not-found': {
    title: 'There is no such machine, or it is not yours',
    body: 'It may have been taken away with the access to it. Your other machines are where they were.',
    turn: 'your',
    step: 'Go on from your machines.',
  },
  'not-entitled': {
    title: 'You may not use this machine',
    body: 'What your university says about you fits no rule that gives it. Everything else you have still works.',
    turn: 'their',
    step: 'If you should have it, the registrar of your university has to put the course on your record.',
  },
  'action-not-possible': {
    title: 'The machine cannot do this in its present state',
    body: 'Nothing was changed.',
    turn: 'your',
    step: 'Look at its state and try again.',
  },
  'host-unavailable': {
    title: 'We cannot reach your machine right now',
    body: 'Its host stopped answering. Most likely your machine still runs; nothing is deleted.',
    turn: 'nobody',
    step: 'The operators were told. The screen comes back by itself.',
  },
  'console-not-running': {
    title: 'The machine has no screen while it is off',
    body: 'Its disk is kept.',
    turn: 'your',
    step: 'Start it, and the screen opens by itself.',
  },
  'screen-is-text': {
    title: 'This machine shows text',
    body: 'There is no picture of a text console.',
    turn: 'your',
    step: 'Open its console to see what it shows.',
  },
  'ticket-unknown': {
    title: 'The console was not opened',
    body: 'The ticket for it is not known. Your machine keeps running.',
    turn: 'your',
    step: 'Open it again.',
  },
  'ticket-used': {
    title: 'The console was not opened',
    body: 'The ticket for it was already used. Your machine keeps running.',
    turn: 'your',
    step: 'Open it again.',
  },
  'ticket-expired': {
    title: 'The console was not opened in time',
    body: 'A ticket is good for half a minute. Your machine keeps running.',
    turn: 'your',
    step: 'Open it again.',
  },
  'ticket-other-session': {
    title: 'The console was asked for in another session',
    body: 'A ticket is only good for the session that got it. Your machine keeps running.',
    turn: 'your',
    step: 'Open it again from here.',
  },
  'ticket-stale': {
    title: 'The machine was started anew meanwhile',
    body: 'The console of its earlier run is gone.',
    turn: 'your',
    step: 'Open it again.',
  },
  'console-ended': {
    title: 'The machine stopped',
    body: 'Its screen went with it. Its disk is kept.',
    turn: 'your',
    step: 'Start it, and the screen opens by itself.',
  },
  'console-taken-over': {
    title: 'You opened this console in another place',
    body: 'One place at a time has the keyboard. Your machine keeps running.',
    turn: 'your',
    step: 'Take it back here, or go on there.',
  },
  'console-unavailable': {
    title: 'The screen of the machine does not answer',
    body: 'Your machine keeps running.',
    turn: 'nobody',
    step: 'We try again by ourselves.',
  },
  'job-not-found': {
    title: 'There is no such job, or you may not see it',
    body: 'Jobs are kept for a while after their end.',
    turn: 'your',
    step: 'Open the class it was about.',
  },
  'snapshot-not-found': {
    title: 'There is no such snapshot of this machine',
    body: 'It may have been deleted, or thrown away when the machine was put back.',
    turn: 'your',
    step: 'Look at its snapshots again.',
  },
  'snapshot-exists': {
    title: 'The machine has a snapshot of that name',
    body: 'It stays as it is.',
    turn: 'your',
    step: 'Choose another name, or delete that one first.',
  },
} satisfies Record<string, ErrorText>;
