import { gzipSync } from 'node:zlib';
import type { RightMove } from '@virlab/contracts';
import type { MovedPart, MovedPerson } from './messages';

/** People in one part: read and searched in a few milliseconds. */
export const PEOPLE_A_PART = 200;

const ORDER: readonly RightMove[] = ['lose', 'change', 'gain'];

/** Keeps people whose rights move, packed, those who lose something first. Who does not move is not kept. */
export class PackPeople {
  private readonly groups = ORDER.map((what) => ({
    what,
    parts: [] as MovedPart[],
    people: [] as MovedPerson[],
  }));

  add(person: MovedPerson, what: RightMove): void {
    const group = this.groups.find((one) => one.what === what);
    if (!group) return;
    group.people.push(person);
    if (group.people.length === PEOPLE_A_PART) group.parts.push(pack(group.people.splice(0)));
  }

  finish(): MovedPart[] {
    return this.groups.flatMap(({ parts, people }) =>
      people.length === 0 ? parts : [...parts, pack(people)],
    );
  }
}

function pack(people: MovedPerson[]): MovedPart {
  people.sort((a, b) => (a.issuer < b.issuer ? -1 : a.issuer > b.issuer ? 1 : 0));
  return {
    rights: people.reduce((sum, { rights }) => sum + rights.length, 0),
    people: gzipSync(JSON.stringify(people), { level: 3 }),
  };
}
