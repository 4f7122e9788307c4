/** Draining hosts, putting them into maintenance and back. */
export const modeEn = {
  words: { active: 'In use', draining: 'Draining', maintenance: 'Maintenance' },
  chip: { draining: 'draining', maintenance: 'maintenance' },
  drain: 'Drain',
  maintain: 'Maintenance',
  putBack: 'Put back',
  lookCloser: 'Look closer',
  drainTitle: (host: string) => `Drain ${host}?`,
  drainMeans: 'It takes no new machines. What runs goes on until it is off.',
  maintainTitle: (host: string) => `Put ${host} into maintenance?`,
  maintainMeans: (minutes: string) =>
    `It takes no new machines, and those that are on are shut down in ${minutes} minutes. Their people are told now.`,
  minutes: 'Minutes until machines are shut down',
  looking: 'Looking where its machines would go…',
  noMachines: 'No machine is on it.',
  counts: (all: string, on: string, moves: string, stays: string) =>
    `${all} machines: ${on} run now, ${moves} start elsewhere next time, ${stays} cannot move.`,
  more: (count: string) => `and ${count} more`,
  fate: {
    on: 'runs; stays until it is off',
    onThen: (host: string) => `runs until it is off, then ${host}`,
    moves: (host: string) => `starts on ${host} next time`,
    disk: 'cannot move: its disk is here',
    'no-other-host': 'cannot move: its pool has no other host that takes machines',
    'no-room': 'cannot move: no other host has room',
  },
  spare: 'nobody’s',
  where: 'Where its machines go',
  columns: { machine: 'Machine', owner: 'Whose', pool: 'Pool', fate: 'What becomes of it' },
  done: {
    active: (host: string) => `${host} takes machines again.`,
    draining: (host: string) => `${host} is drained.`,
    maintenance: (host: string) => `${host} is in maintenance.`,
  },
};

export type ModeTexts = typeof modeEn;
