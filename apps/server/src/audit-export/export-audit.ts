import { Readable } from 'node:stream';
import type { ExportAudit as Wish } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AuditEventEntity, AuditRecorder, selectEvents } from '../audit/index';
import { actorOf } from '../identity/index';
import { BYTE_ORDER_MARK, csvLine, type Viewer } from '../platform/index';

const COLUMNS = [
  ...['sequence', 'at', 'who', 'as', 'kind', 'outcome', 'code'],
  ...['on', 'on id', 'on title', 'address', 'port', 'request', 'session', 'rule', 'policy version'],
  ...['facts', 'hash'],
];
/** How many events are held in memory at a time. */
const PAGE = 1_000;

/** Writes the events that somebody looks for as a table. That they were taken along, and why, is itself an event. */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
  ) {}

  /** Answers the table line by line, whatever its length; who asked and why is kept before anything is told. */
  async run({ kind, search, reason }: Wish, viewer: Viewer): Promise<Readable> {
    await this.audit.record({
      kind: 'audit.exported',
      ...actorOf(viewer),
      facts: { reason, ...(kind ? { kind } : {}), ...(search ? { search } : {}) },
    });
    return Readable.from(this.lines({ kind, search }));
  }

  private async *lines(sought: Pick<Wish, 'kind' | 'search'>): AsyncGenerator<string> {
    yield `${BYTE_ORDER_MARK}${csvLine(COLUMNS)}`;
    let before: number | undefined;
    for (;;) {
      const page = await selectEvents(this.source.manager, { ...sought, before })
        .take(PAGE)
        .getMany();
      if (page.length > 0) yield page.map((event) => csvLine(cellsOf(event))).join('');
      if (page.length < PAGE) return;
      before = page.at(-1)?.sequence;
    }
  }
}

function cellsOf(event: AuditEventEntity): string[] {
  const { actorName, actorAs, subjectKind, subjectId, subjectTitle } = event;
  return [
    ...[event.sequence, event.at.toISOString(), actorName, actorAs, event.kind, event.outcome, event.code],
    ...[subjectKind, subjectId, subjectTitle, event.address, event.port, event.requestId, event.sessionRef],
    ...[event.ruleId, event.policyVersion, JSON.stringify(event.facts), event.hash],
  ].map((cell) => String(cell ?? ''));
}
