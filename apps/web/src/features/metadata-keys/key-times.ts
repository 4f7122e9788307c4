import type { MetadataKey } from '@virlab/contracts';
import type { Format } from '../../texts/format';
import type { FederationTexts } from '../../texts/staff/federation/en';

const DAY_MS = 24 * 60 * 60_000;
const MONTH_DAYS = 30.44;
const YEAR_DAYS = 365.25;
/** Up to here months are easier to compare than years. */
const MOST_MONTHS = 36;
/** A key that is meant to last no longer than this needs somebody. */
export const SOON_DAYS = 30;

type KeyTexts = FederationTexts['key'];

/** How long a key has been and will be there, in the unit one would say it in. */
export function longTime(milliseconds: number, texts: KeyTexts, format: Format): string {
  const days = Math.floor(Math.abs(milliseconds) / DAY_MS);
  if (days < 2 * MONTH_DAYS) return texts.days(format.number(days), days === 1);
  const months = Math.floor(days / MONTH_DAYS);
  if (months < MOST_MONTHS) return texts.months(format.number(months), months === 1);
  const years = Math.floor(days / YEAR_DAYS);
  return texts.years(format.number(years), years === 1);
}

export interface KeyTimes {
  /** How much of the time it was made for is over, 0 to 1. */
  spent: number;
  /** True within the last thirty days and after them. */
  isSoon: boolean;
  /** `expires in 14 months`. */
  words: string;
  /** `2 years old`. */
  age: string;
}

/** The times of a key at a moment (milliseconds since 1970). */
export function keyTimes(
  key: Pick<MetadataKey, 'notBefore' | 'notAfter'>,
  now: number,
  texts: KeyTexts,
  format: Format,
): KeyTimes {
  const from = Date.parse(key.notBefore);
  const to = Date.parse(key.notAfter);
  const left = to - now;
  const spent = to > from ? Math.min(1, Math.max(0, (now - from) / (to - from))) : 1;
  const duration = longTime(left, texts, format);
  return {
    spent,
    isSoon: left < SOON_DAYS * DAY_MS,
    words: left < 0 ? texts.expired(duration) : texts.expiresIn(duration),
    age: now < from ? texts.notYet : texts.age(longTime(now - from, texts, format)),
  };
}
