import type { AuditQuery } from '@virlab/contracts';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity';

type Column = keyof AuditEventEntity;

/** Where free words are looked for. */
const SEARCHED = [
  'actorName',
  'actorAs',
  'subjectId',
  'subjectTitle',
  'address',
  'code',
  'kind',
  'requestId',
  'ruleId',
  'facts',
] as const satisfies Column[];
/** More words than this narrow nothing down, and each costs a look at every row. */
const MOST_WORDS = 8;
/** Where a word is looked for that says what it means, such as `from:10.4`. */
const NAMED: Readonly<Record<string, readonly Column[]>> = {
  person: ['actorName', 'subjectTitle', 'subjectId', 'actorId'],
  machine: ['subjectTitle', 'subjectId', 'facts'],
  rule: ['ruleId'],
  from: ['address'],
};

/** The events of a kind that hold all words, newest first; `before` is where an earlier page ended. */
export function selectEvents(
  manager: EntityManager,
  { kind, search, before }: Pick<AuditQuery, 'kind' | 'search' | 'before'>,
): SelectQueryBuilder<AuditEventEntity> {
  const select = manager.createQueryBuilder(AuditEventEntity, 'event').orderBy('event.sequence', 'DESC');
  if (before !== undefined) select.andWhere('event.sequence < :before', { before });
  if (kind) {
    select.andWhere(`(event.kind = :kind OR event.kind LIKE :room ESCAPE '!')`, {
      kind,
      room: `${literal(kind)}.%`,
    });
  }
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  for (const [index, word] of words.entries()) {
    const { columns, sought } = meaningOf(word);
    const places = columns.map((name) => `LOWER(event.${name}) LIKE :word${index} ESCAPE '!'`);
    select.andWhere(`(${places.join(' OR ')})`, { [`word${index}`]: `%${literal(sought)}%` });
  }
  return select;
}

/** A name before a colon narrows where a word is looked for; any other colon belongs to the word. */
function meaningOf(word: string): { columns: readonly Column[]; sought: string } {
  const colon = word.indexOf(':');
  const name = word.slice(0, colon);
  const columns = colon > 0 && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const sought = word.slice(colon + 1);
  return columns && sought ? { columns, sought } : { columns: SEARCHED, sought: word };
}

/** Takes their meaning from the signs of LIKE. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
