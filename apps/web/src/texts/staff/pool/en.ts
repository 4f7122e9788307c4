/** One pool: how it keeps its machines. */
export const poolEn = {
  lead: (machines: string, owned: string, spares: string) =>
    `${machines} machines: ${owned} are somebody’s, ${spares} are ready for who comes next.`,
  kind: 'Machines are',
  kinds: {
    personal: 'personal: one a person',
    shared: 'shared: any free one',
    group: 'labs: several on one network',
  },
  size: 'At most',
  sizeUnit: 'machines; empty for no limit',
  warmSpares: 'Keep',
  warmSparesUnit: 'machines ready for who comes next',
  idleMinutes: 'Shut down after',
  idleMinutesUnit: 'minutes without input; empty for never',
  limitMinutes: 'Shut down',
  limitMinutesUnit: 'minutes after the start; empty for never',
  keepDays: 'Keep a disk for',
  keepDaysUnit: 'days after right or lease ended; empty for ever',
  snapshots: 'Allow',
  snapshotsUnit: 'snapshots a machine',
  keeps: (running: string) =>
    `${running} machines that run keep running. What a new limit ends is announced ten minutes ahead.`,
  save: 'Save',
  saved: 'Saved',
};

export type PoolTexts = typeof poolEn;
