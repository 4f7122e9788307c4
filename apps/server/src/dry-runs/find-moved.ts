import type { DryRunPeople, DryRunPeopleQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { VirlabError, type Viewer } from '../platform/index';
import { DryRunEntity } from './dry-run.entity';
import { DryRunStore } from './dry-run-store';
import { bandOf, type FoundRight, MovedRows, type Names } from './moved-rows';
import { ReadDryRun } from './read-dry-run';
import type { MovedPerson, MovedRight } from './thread/messages';

const ROWS_A_PAGE = 50;

/** What the table of a dry run is narrowed to. */
export type MovedFilter = Pick<DryRunPeopleQuery, 'what' | 'from' | 'to' | 'search'>;

/** Finds the rights that a dry run moves, a page or all of them. */
@Injectable()
export class FindMoved {
  constructor(
    private readonly read: ReadDryRun,
    private readonly store: DryRunStore,
    private readonly rows: MovedRows,
  ) {}

  /** @throws VirlabError `dry-run-not-found`, also when its people are not kept any more; `dry-run-unfinished` */
  async page(id: string, query: DryRunPeopleQuery, viewer: Viewer): Promise<DryRunPeople> {
    const run = await this.read.kept(id);
    const first = (query.page - 1) * ROWS_A_PAGE;
    const shown: FoundRight[] = [];
    let total = 0;
    for await (const { found } of this.parts(run, query, viewer)) {
      shown.push(...found.slice(Math.max(0, first - total), Math.max(0, first + ROWS_A_PAGE - total)));
      total += found.length;
    }
    const names = await this.rows.namesOf(
      shown.map(({ person }) => person),
      viewer,
    );
    return {
      rows: await this.rows.present(shown, names),
      total,
      page: query.page,
      pages: Math.max(1, Math.ceil(total / ROWS_A_PAGE)),
    };
  }

  /** Every part with what is found in it, and how its people are called where that was looked at. */
  async *parts(
    run: DryRunEntity,
    filter: MovedFilter,
    viewer: Viewer,
  ): AsyncGenerator<{ found: FoundRight[]; names: Names | undefined }> {
    const { figures, flow } = run.result;
    const parts = await this.store.partsOf(run.id);
    const moving = figures.gain + figures.lose + figures.change;
    if (run.state !== 'done' || (parts.length === 0 && moving > 0))
      throw new VirlabError('dry-run-not-found');
    const words = (filter.search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
    for (const { position } of parts) {
      const people = await this.store.peopleOf(run.id, position);
      const names = words.length === 0 ? undefined : await this.rows.namesOf(people, viewer);
      const found = people.flatMap((person, index) =>
        person.rights
          .filter(({ what }) => filter.what === undefined || what === filter.what)
          .filter(({ from }) => filter.from === undefined || bandOf(flow, from) === filter.from)
          .filter(({ to }) => filter.to === undefined || bandOf(flow, to) === filter.to)
          .filter((right) => !names || fits(words, person, right, names))
          .map((right): FoundRight => ({ person, right, ref: `${position}-${index}` })),
      );
      yield { found, names };
    }
  }

  /**
   * The person that a reference of this dry run names.
   *
   * @throws VirlabError `dry-run-not-found`, `dry-run-unfinished`, `person-not-found`
   */
  async person(id: string, ref: string): Promise<{ run: DryRunEntity; person: MovedPerson }> {
    const run = await this.read.kept(id);
    const [, position, index] = /^(\d{1,5})-(\d{1,5})$/.exec(ref) ?? [];
    const people = position === undefined ? [] : await this.store.peopleOf(run.id, Number(position));
    const person = people[Number(index)];
    if (!person) throw new VirlabError('person-not-found', { detail: `${ref} of dry run ${id}` });
    return { run, person };
  }
}

/** Names are searched as the viewer sees them, so that nobody finds out by searching who hides behind a pseudonym. */
function fits(
  words: readonly string[],
  person: MovedPerson,
  { target, cause }: MovedRight,
  names: Names,
): boolean {
  const text = [
    names.people.get(person.userId),
    names.universities.get(person.issuer) ?? person.issuer,
    names.targets.get(`${target.kind}:${target.ref}`)?.title,
    target.ref,
    cause.attr,
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
