import type { MachineAction, RefusalReason, StartStage } from '@virlab/contracts';
import { announcementsEn } from './announcements-en';
import { snapshotsEn } from './snapshots-en';
import { termsEn } from './terms-en';

const actions: Record<MachineAction, string> = {
  start: 'Start',
  shutdown: 'Shut down',
  'force-off': 'Force off',
  restart: 'Restart',
  reset: 'Reset',
  pause: 'Pause',
  resume: 'Resume',
  revert: 'Revert',
};

const refusals: Record<RefusalReason, string> = {
  'already-so': 'It is so already.',
  'still-starting': 'It is still starting. You can do this when it runs.',
  'still-stopping': 'It is still shutting down. You can do this when it is off.',
  'still-reverting': 'It is being put back. You can do this when that is done.',
  'not-running': 'It is off. You can do this when it runs.',
  'is-paused': 'It is paused. Resume it first.',
  'not-paused': 'It is not paused.',
  'is-running': 'It runs. Shut it down first.',
  'has-failed': 'It failed. Start it again, or put it back.',
  'host-silent': 'Its host does not answer. You can do this when it is back.',
  'not-entitled': 'Your access to it does not include this.',
  'driver-cannot': 'Its host cannot do this.',
  'pool-closed': 'It is closed at this time.',
  'pool-full': 'All machines are taken.',
  'lease-ended': 'Its time is over.',
  'no-renewals-left': 'It has been renewed as often as it may be.',
  'right-ends': 'It is yours for as long as your access lasts already.',
  'not-leased': 'It is yours for as long as your access lasts.',
  'not-announced': 'It is not going to be shut down.',
  'stop-is-fixed': 'This end cannot be put off.',
  'not-shared': 'It is yours and cannot be given back.',
  'still-saving': 'Its snapshots are being changed. You can do this in a moment.',
  'snapshots-off': 'No snapshots are kept of its kind of machine.',
  'snapshots-full': 'It has as many snapshots as it may. Delete one first.',
  'never-started': 'It has no disk yet. Start it once first.',
};

const stages: Record<StartStage, string> = {
  placed: 'Place found on a host',
  disk: 'Disk attached',
  power: 'Powering on',
  picture: 'Waiting for the first picture',
  ready: 'Ready to type',
};

/** My machines, and one machine. */
export const machinesEn = {
  announcements: announcementsEn,
  title: 'My machines',
  terms: termsEn,
  snapshots: snapshotsEn,
  noneRuns: 'None of your machines is running.',
  oneRuns: (name: string) => `${name} is running.`,
  someRun: (running: string, all: string) => `${running} of your ${all} machines are running.`,
  other: 'Other machines',
  actions,
  refusal: (reason: RefusalReason, action?: MachineAction) =>
    reason === 'still-starting' && action === 'shutdown'
      ? 'It is still starting. You can shut it down when it runs.'
      : refusals[reason],
  primary: {
    running: 'Open console',
    stopped: 'Start and open',
    paused: 'Resume and open',
    starting: 'Watch it start',
    failed: 'See what happened',
    unknown: 'Look',
    stopping: 'Look',
    reverting: 'Look',
    queued: 'Look',
  },
  more: (name: string) => `More for ${name}`,
  since: (moment: string) => `since ${moment}`,
  sinceOnDisk: (moment: string, day: string) => `since ${moment}, on its disk from ${day}`,
  stageNow: (stage: StartStage) => stages[stage],
  usually: (seconds: string) => `usually ${seconds}`,
  left: (duration: string) => `${duration} left`,
  until: (day: string) => `until ${day}`,
  keeps: 'What you save stays on its disk until you revert it.',
  yoursUntil: (day: string) => `Yours until ${day}.`,
  picture: (name: string, state: string) => `${name}: ${state}`,
  pictureAge: (moment: string) => `Last picture from ${moment}`,
  notYetStarted: 'Not yet started',
  noPicture: 'No picture yet',
  textConsole: (name: string, state: string) => `${name}: ${state}, a text console`,
  textOnly: 'A text console',

  confirm: {
    revertTitle: 'Put the machine back as it was first?',
    revertLoss: (day: string) => `What is on its disk since ${day} is lost, and any snapshots with it.`,
    revertLossAll: 'What is on its disk is lost, and any snapshots with it.',
    forceOffTitle: (name: string) => `Force off ${name}?`,
    forceOffLoss:
      'It is cut off as if the plug were pulled. What is not saved is lost, and the disk may need repair.',
    forceOffLesser: 'Shut down instead',
    resetTitle: (name: string) => `Reset ${name}?`,
    resetLoss: 'It starts anew without saving. What is not saved is lost.',
    resetLesser: 'Restart instead',
  },

  ended: {
    at: (moment: string, why?: string) =>
      why
        ? `Your access to this machine ended on ${moment}. ${why}`
        : `Your access to this machine ended on ${moment}.`,
    runsUntil: (day: string) => `It runs on until ${day} and is then shut down.`,
    diskKept: 'Its disk is kept.',
  },

  locked: {
    title: 'Not open to you now',
    otherCourse: (seen: string, expected: string) =>
      `Your university says you take ${seen}, but not ${expected}.`,
    otherValue: (what: string, seen: string) =>
      `What your university says about ${what}, ${seen}, does not open it.`,
    expected: (expected: string) => `It is for ${expected}.`,
    notReleased: (what: string) => `Your university sent nothing about ${what}.`,
    dropped: (what: string) => `What your university sent about ${what} could not be accepted.`,
    denied: 'A rule keeps it closed to you.',
    opens: (day: string, time: string) => `Opens on ${day}, ${time}.`,
    closedNow: 'It is not open at this time.',
    fixRegistrar: (university: string) => `Who can fix it: the registrar of ${university}.`,
    fixDesk: (university: string) => `Who can fix it: the service desk of ${university}.`,
    fixOperators: 'Who can change it: the operators of this service.',
    nothingToDo: 'Nothing to do.',
    textButton: 'Text to send them',
    textTitle: (pool: string) => `Text about ${pool}`,
    text: (who: string, university: string, pool: string, what: string, needed: string, seen: string) =>
      `I am ${who}, ${university}.\nThe virtual lab Virlab would give me “${pool}” if my record said:\n  ${what}: ${needed}\nIt says now: ${seen}.\nIf I should have it, please put it on my record and release it to Virlab.`,
    nothing: 'nothing',
    some: 'a value that the lab accepts',
  },

  empty: {
    title: 'You have no machines, and this is why',
    notReleased: (university: string, what: string) =>
      `Signing in worked. ${university} told us who you are, but nothing about ${what}. Machines are given by what a university says, so none could be given to you.`,
    noFit: (university: string) =>
      `Signing in worked. What ${university} says about you fits no rule that gives a machine.`,
    sent: 'What your university sent',
    releaseTurn: (university: string) => `The service desk of ${university} has to release`,
    releaseTurnEnd: 'to Virlab. Send them this text; it tells them exactly what to change.',
    recordTurn: (university: string) =>
      `If you are enrolled, the registrar of ${university} has to put it on your record. Send them this text; it tells them exactly what is missing.`,
    helpPage: 'Their help page',
    write: (address: string) => `Write to ${address}`,
    meanwhile: 'Meanwhile',
    again: 'Already fixed? Sign in again and we read it anew.',
    signInAgain: 'Sign in again',
  },

  page: {
    back: 'Back to my machines',
    hidePanel: 'Hide the side panel',
    showPanel: 'Show the side panel',
    panel: 'About this machine',
    about: 'This machine',
    yoursUntil: 'Yours until',
    noEnd: 'No end set',
    disk: 'Disk',
    diskSince: (day: string) => `Kept since ${day}`,
    diskKept: 'Kept between starts',
    runsBy: 'Runs by',
    runsKvm: 'Hardware (KVM)',
    runsQemu: 'Emulation, slower',
    runsLxc: 'A container (LXC)',
    runsSimulated: 'Simulated',
    why: 'Why you have it',
    rule: 'Rule',
    accessEnded: 'Your access has ended',
    mayClose: 'You may close this page. The machine goes on and is in',
    mayCloseEnd: 'when it is ready.',
    opensHere: 'The console opens here',
    ready: 'Getting your machine ready',
    opensItself: 'The screen opens by itself.',
    usually: (seconds: string) => `The screen opens by itself. Usually ${seconds}.`,
    slow: (stage: string) => `${stage} takes longer than usual. We keep trying; nothing is lost.`,
    stageCount: (done: string, all: string) => `${done} of ${all} stages`,
    stopped: 'The machine is off',
    stoppedText: (moment: string) => `Since ${moment}. Its disk is kept.`,
    stoppedUntil: (day: string) => `You may start it until ${day}.`,
    paused: 'The machine is paused',
    pausedText: (moment: string) => `Since ${moment}. It goes on where it stood.`,
    stopping: 'The machine is shutting down',
    stoppingText: 'It gets time to save. Its disk is kept.',
    reverting: 'The machine is being put back as it was first',
    revertingText: 'Its disk is made anew. You can start it when that is done.',
    queued: 'The machine waits for a place',
    queuedText: 'It starts by itself when there is room on a host.',
    failed: 'The machine failed',
    failedText: 'Its disk is kept.',
    failedTurn: 'Start it again. If it fails again, put it back as it was first, or tell the operators.',
    unknown: 'We cannot reach your machine right now',
    unknownText: (moment: string) =>
      `Its host stopped answering at ${moment}. Most likely your machine still runs; nothing is deleted. The screen comes back by itself.`,
    unknownTurn: 'The operators were told.',
    lookNow: 'Look now',
    endedAccess: 'Your access to this machine ended',
    endedAccessText: 'What your university says now gives it no longer. Its disk is kept for a while.',
    tryStartAgain: 'Start it again',
  },
};

export type MachineTexts = typeof machinesEn;
