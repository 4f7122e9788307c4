/** Who can sign in at the practice university, and what each will see. */
const PEOPLE = [
  ['Ana Ribeiro', 'student, CS101, year 2', 'one Linux machine'],
  ['Duarte Lima', 'student, CS101 and NET2, year 3', 'two machines'],
  ['Bruno Costa', 'student, CS101, year 1', 'none, and why (year)'],
  ['Beatriz Nogueira', 'student', 'none, and why (no course list)'],
  ['Carla Mendes', 'teaches CS101', 'her class and its machines'],
  ['Rui Paiva', 'student, CS101', 'one machine (his year is not released)'],
  ['Helena Prado', 'identity admin', 'policy, people, why'],
  ['Tomé Valente', 'identity admin', 'approves what Helena wrote'],
  ['Óscar Faria', 'operator', 'hosts and the audit trail'],
  ['Nuno Silva', 'nothing is released about him', 'refused, and why'],
  ['Iris Campos (Northern Institute)', 'student, CS101, year 2', 'none: no rule for her university yet'],
  ['Zé Falso (Northern Institute)', 'claims to be a student of Lagoa', 'none: not their scope'],
];

/**
 * The last words of the start: where to go, and as whom.
 *
 * @param {{ url: string, federationUrl: string, simulated: boolean, seconds: number }} facts
 * @returns {string}
 */
export function sayWho({ url, federationUrl, simulated, seconds }) {
  const width = Math.max(...PEOPLE.map(([name]) => [...(name ?? '')].length));
  const rows = PEOPLE.map(
    ([name = '', who = '', sees = '']) => `  ${name.padEnd(width)}  ${who.padEnd(33)}${sees}`,
  );
  return [
    '',
    `Virlab runs at ${url}  (ready after ${seconds.toFixed(1)} s; Ctrl-C ends it)`,
    simulated
      ? 'Machines are simulated: nothing here runs on real hardware.'
      : 'Machines are real, run by QEMU through libvirt.',
    '',
    'Choose University of Lagoa and sign in as one of:',
    ...rows,
    '',
    `A signed federation of invented universities, to search in and to add: ${federationUrl}`,
    '',
  ].join('\n');
}
