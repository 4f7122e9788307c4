import type { Machine, StopCause } from '@virlab/contracts';

const causes: Record<StopCause, string> = {
  idle: 'nobody has used it for a while',
  'time-limit': 'its time limit is reached',
  lease: 'your time with it ends',
  closing: 'its opening hours end',
  lesson: 'the lesson ends',
  drain: 'its host is being serviced',
};

const waits: Record<NonNullable<Machine['waitsFor']>, string> = {
  room: 'Every host is full. It starts by itself when there is room.',
  host: 'No host can take it right now. It starts by itself when one can.',
  proof: 'Its host is still being tried out. It starts by itself after that.',
};

/** On what terms a machine is somebody’s. */
export const termsEn = {
  stops: (time: string, cause: StopCause) => `This machine shuts down at ${time}: ${causes[cause]}.`,
  saveNow: 'Save your work.',
  notYet: 'Not yet',
  until: (moment: string) => `until ${moment}`,
  leaseUntil: (moment: string) => `It is yours until ${moment}.`,
  leaseOver: (moment: string) => `Your time with it ended on ${moment}.`,
  renew: 'Renew',
  renewTo: (moment: string) => `Renew until ${moment}`,
  renewalsLeft: (count: number) =>
    count === 1 ? 'It may be renewed once more.' : `It may be renewed ${count} more times.`,
  lesson: (title: string, when: string, place: string) =>
    `${[title === '' ? 'Lesson' : `Lesson “${title}”`, when, place].filter((part) => part !== '').join(', ')}.`,
  lessonEnds: (moment: string) => `The machine shuts down after it: ${moment}.`,
  runsUntil: (moment: string) => `It runs until ${moment} at most.`,
  closed: (moment: string) => `Closed now. Opens ${moment}.`,
  removed: (day: string) => `Its disk is deleted on ${day}. Copy what you need before.`,
  waits: (cause: NonNullable<Machine['waitsFor']>) => waits[cause],
  shared: 'Borrowed: it is made clean for the next person when you give it back or shut it down.',
  giveBack: 'Give back',
  giveBackTitle: (name: string) => `Give ${name} back?`,
  giveBackLoss: 'It is shut down and made clean. What is on its disk is lost.',
  take: 'Take a machine',
  toTake: 'Machines to borrow',
  free: 'One is free.',
  allTaken: (size: string, one: boolean) => (one ? 'The only one is taken.' : `All ${size} are taken.`),
  noneFree: 'None is free right now.',
  before: (count: number) =>
    count === 0
      ? 'You are next.'
      : count === 1
        ? 'One person is before you.'
        : `${count} people are before you.`,
  keepsAsking: 'Leave this page open: you get one as soon as it is your turn.',
  startLab: 'Start the lab',
  stopLab: 'Shut the lab down',
  labOf: (count: string) => `${count} machines on one network`,
};

export type TermsTexts = typeof termsEn;
