import type { JobAction, JobNextStep } from '@virlab/contracts';

const doing: Record<JobAction, string> = {
  start: 'Starting',
  shutdown: 'Shutting down',
  'force-off': 'Forcing off',
  restart: 'Restarting',
  revert: 'Reverting',
  extend: 'Extending',
  prepare: 'Preparing',
};

/** What is asked of many machines of a class at once. */
export const jobsEn = {
  title: (action: JobAction, count: string, one: boolean) =>
    one ? `${doing[action]} 1 machine` : `${doing[action]} ${count} machines`,
  by: (name: string) => `Begun by ${name}`,
  all: 'Whole class',
  extend: 'Extend',
  done: (done: string, all: string) => `${done} of ${all}`,
  doneWord: 'done',
  underWay: (count: string) => `${count} under way`,
  failed: (count: string) => `${count} failed`,
  waiting: (count: string) => `${count} not begun`,
  cancelled: (count: string) => `${count} cancelled`,
  cancel: 'Cancel',
  cancelTitle: 'Stops what has not begun. What has begun goes on.',
  again: 'Try again',
  close: 'Close this job',
  notBegun: (why: string) => `Nothing was begun: ${why}`,
  revertTitle: (count: string, one: boolean) =>
    one ? 'Revert the machines of 1 student?' : `Revert the machines of ${count} students?`,
  revertLoss:
    'Each machine gets a new disk, as it was at first. Everything that was saved on the old disks is lost, and their snapshots with them. It cannot be undone.',
  revertRunning: (count: string, one: boolean) =>
    one
      ? '1 of them is running now: what is not saved is cut off, and it starts anew.'
      : `${count} of them are running now: what is not saved is cut off, and they start anew.`,
  forceOffTitle: (name: string) => `Force off the machine of ${name}?`,
  forceOffLoss:
    'It is cut off as if the plug were pulled. What is not saved is lost, and the disk may need repair.',
  causes: {
    'no-machine': 'has no machine here.',
    'no-free-machine': 'takes a machine of the shared pool, and no free one runs for them.',
    overtaken: 'something else was asked of it meanwhile.',
    'took-too-long': 'it was not there after half an hour.',
    unreachable: 'its host does not answer.',
    'timed-out': 'its host did not answer in time.',
    'image-missing': 'its disk image is missing on its host.',
    'image-invalid': 'its disk image cannot be used.',
    'not-found': 'its host does not know it any more.',
    'wrong-state': 'it was not in the state that this needs.',
    refused: 'its host refused to run it.',
    'name-taken': 'something else on its host has its name or that of its network.',
    'no-space': 'there is no space left on its host.',
    unsupported: 'its host cannot do this.',
    crashed: 'it ended unexpectedly.',
    'not-ready': 'it runs, but did not say that it is ready.',
    'shutdown-ignored': 'it does not react to its power button.',
    'host-silent': 'its host does not answer. It may still be running.',
    'session-ended': 'whoever began this was signed out before its turn came.',
  },
  steps: {
    'force-off': 'Force off',
    'shut-down-first': 'Shut down first',
    'see-why': 'See why',
    'wait-and-retry': 'Wait a moment, then try again.',
    'ask-operator': 'Tell the operators.',
  } satisfies Partial<Record<JobNextStep, string>>,
};

export type JobTexts = typeof jobsEn;
