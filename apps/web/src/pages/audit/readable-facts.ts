import type { Format } from '../../texts/format';

/** A moment as the trail keeps it (RFC 3339, UTC). */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** What a fact says, with moments as people write them. */
export function readable(fact: string, format: Pick<Format, 'stamp'>): string {
  return fact.replace(MOMENT, (moment) => (Number.isNaN(Date.parse(moment)) ? moment : format.stamp(moment)));
}

/** All facts of an event, so. */
export function readableFacts(
  facts: Readonly<Record<string, string>>,
  format: Pick<Format, 'stamp'>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, readable(fact, format)]));
}
