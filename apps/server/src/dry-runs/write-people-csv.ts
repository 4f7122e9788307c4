import { Readable } from 'node:stream';
import type { DryRunRow } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/index';
import { actorOf } from '../identity/index';
import { BYTE_ORDER_MARK, csvLine, type Viewer } from '../platform/index';
import { DryRunStore } from './dry-run-store';
import { FindMoved, type MovedFilter } from './find-moved';
import { MovedRows } from './moved-rows';
import { ReadDryRun } from './read-dry-run';

const COLUMNS = [
  'person',
  'university',
  'what',
  'right',
  'before',
  'after',
  'cause',
  'attribute',
  'value',
  'machine',
  'console',
];

/** Writes the rights that a dry run moves as a table for a spreadsheet (RFC 4180). The look is audited. */
@Injectable()
export class WritePeopleCsv {
  constructor(
    private readonly audit: AuditRecorder,
    private readonly read: ReadDryRun,
    private readonly store: DryRunStore,
    private readonly find: FindMoved,
    private readonly rows: MovedRows,
  ) {}

  /** @throws VirlabError `dry-run-not-found`, `dry-run-unfinished` */
  async run(id: string, filter: MovedFilter, viewer: Viewer): Promise<Readable> {
    const run = await this.read.kept(id);
    const parts = await this.store.partsOf(id);
    const pages = this.find.parts(run, filter, viewer);
    // What is wrong is told before the first line is sent.
    const first = await pages.next();
    await this.audit.record({
      kind: 'policy.dry-run-exported',
      ...actorOf(viewer),
      subject: { kind: 'dry-run', id, title: run.ofVersion === null ? 'draft' : `version ${run.ofVersion}` },
      policyVersion: run.against,
      facts: {
        rows: String(parts.reduce((sum, { rights }) => sum + rights, 0)),
        ...(filter.what ? { what: filter.what } : {}),
      },
    });
    return Readable.from(this.lines(first, pages, viewer));
  }

  private async *lines(
    first: Awaited<ReturnType<ReturnType<FindMoved['parts']>['next']>>,
    pages: ReturnType<FindMoved['parts']>,
    viewer: Viewer,
  ): AsyncGenerator<string> {
    yield `${BYTE_ORDER_MARK}${csvLine(COLUMNS)}`;
    for (let page = first; !page.done; page = await pages.next()) {
      const { found } = page.value;
      const names = await this.rows.namesOf(
        found.map(({ person }) => person),
        viewer,
      );
      const rows = await this.rows.present(found, names);
      yield rows.map((row) => csvLine(cellsOf(row))).join('');
    }
  }
}

function cellsOf({ person, university, what, target, before, after, cause, now }: DryRunRow): string[] {
  return [
    person.displayName,
    university,
    what,
    `${target.kind}:${target.ref}`,
    stateText(before),
    stateText(after),
    cause.kind,
    cause.attr ?? '',
    cause.seen.join(' | '),
    now.state ?? '',
    now.hasConsole ? 'open' : '',
  ];
}

function stateText(state: DryRunRow['before']): string {
  if (!state) return 'none';
  const { as, vms, vcpu, memoryMiB, hours, leaseDays, validUntil, ruleId } = state;
  const parts: [string, string | number | undefined][] = [
    ['as', as],
    ['vms', vms],
    ['vcpu', vcpu],
    ['memoryMiB', memoryMiB],
    ['hours', hours],
    ['leaseDays', leaseDays],
    ['until', validUntil],
    ['rule', ruleId],
  ];
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])).join('; ');
}
