/** The schedule of coming days beside what the hosts have. */
export const capacityEn = {
  finding: {
    memory: (when: string, short: string) => `${when} the schedule needs ${short} GiB more than there is.`,
    cpu: (when: string, short: string) =>
      `${when} the schedule needs ${short} processors more than there are.`,
  },
  at: (day: string, time: string) => `${day} at ${time}`,
  fits: (days: string) => `The schedule of the next ${days} days fits.`,
  noLessons: (days: string) => `No lesson needs machines in the next ${days} days.`,
  planned: {
    memory: 'Memory planned, GiB',
    cpu: 'Processors planned',
    disk: 'Disk planned, at most, GiB',
  },
  resource: 'What is shown',
  resources: { memory: 'Memory', cpu: 'CPU', disk: 'Disk' },
  today: (day: string) => `${day}, today`,
  now: 'now',
  disks: (free: string, total: string) => `Room for disks: ${free} of ${total} GiB free`,
  disksLow: (hosts: string) => `little room for disks on ${hosts}`,
  disksGrow: 'Disks grow as they are written: this is the most they can take.',
  disksUnknown: 'No host tells how much room for disks it has.',
  disksUntold: (lessons: string) => `Not counted, because the size of a disk is not known: ${lessons}.`,
  have: 'what the hosts have',
  away: (hosts: string) => `without ${hosts}`,
  unknown: (count: string, one: boolean) =>
    one
      ? 'One host never told what it has and is not counted.'
      : `${count} hosts never told what they have and are not counted.`,
  short: { memory: (short: string) => `${short} GiB short`, cpu: (short: string) => `${short} short` },
  mend: {
    move: (lesson: string, day: string) => `move ${lesson} to ${day}`,
    putBack: (hosts: string) => `put ${hosts} back`,
    add: {
      memory: (size: string) => `add a host of ${size} GiB`,
      cpu: (size: string) => `add a host of ${size} processors`,
    },
    or: (first: string, last: string) => `${first}, or ${last}`,
    of: (lessons: string) => `Lessons: ${lessons}.`,
  },
  showTable: 'Show as a table',
  showChart: 'Show as a chart',
  tableKey: 'Key T',
  table: {
    label: 'What the schedule needs and what the hosts have',
    when: 'When',
    lessons: 'Lessons',
    need: 'Needed',
    have: 'There is',
    short: 'Missing',
    none: 'none',
  },
};

export type CapacityTexts = typeof capacityEn;
