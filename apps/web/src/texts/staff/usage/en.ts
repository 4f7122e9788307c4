/** How long machines were on. */
export const usageEn = {
  title: 'Machine hours',
  lead: (hours: string, runs: string, one: boolean) =>
    `${hours} machine hours in ${one ? 'one run' : `${runs} runs`}.`,
  ownClasses: 'Of your classes only.',
  none: 'No machine was on in this time.',
  noneStep: 'A machine counts from when it was switched on to when it was found off, or last seen on.',
  by: 'Add up by',
  byWord: { class: 'Class', pool: 'Pool', person: 'Person' },
  span: 'Of the last',
  days: (days: string) => `${days} days`,
  csv: 'Download CSV',
  columns: {
    class: 'Class',
    pool: 'Pool',
    person: 'Person',
    runs: 'Runs',
    machines: 'Machines',
    hours: 'Machine hours',
    memory: 'GiB hours',
    processors: 'Processor hours',
  },
  nobody: { class: 'Pools without a class', pool: 'No pool', person: 'Spares that nobody had' },
  gone: (ref: string) => `${ref} (gone)`,
};
