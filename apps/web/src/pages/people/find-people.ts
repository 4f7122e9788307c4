import type { PersonSummary } from '@virlab/contracts';
import { hasWords } from '../../texts/staff/has-words';

/** What people can be narrowed down to; `dropped`: some value was dropped at the last sign-in. */
export const OUTCOMES = ['admitted', 'refused', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const PAGE_SIZE = 50;

/** The people with all of some words and of one outcome, by name. */
export function findPeople(
  people: readonly PersonSummary[],
  { search, outcome }: { search: string; outcome: Outcome | '' },
): PersonSummary[] {
  return people
    .filter((person) => (outcome === '' || is(person, outcome)) && hasWords(told(person), search))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName));
}

export function countOutcomes(people: readonly PersonSummary[]): Record<Outcome, number> {
  const count = (outcome: Outcome) => people.filter((person) => is(person, outcome)).length;
  return { admitted: count('admitted'), refused: count('refused'), dropped: count('dropped') };
}

function is(person: PersonSummary, outcome: Outcome): boolean {
  return outcome === 'dropped' ? person.dropped > 0 : person.outcome === outcome;
}

function told({ displayName, identifier, university, roles, classes, pools }: PersonSummary): string {
  const rights = [...roles, ...classes.map(({ ref }) => ref), ...pools];
  return [displayName, identifier, university.title, university.entityId, ...rights].join('\n');
}
