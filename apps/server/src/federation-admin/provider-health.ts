import type { ProviderHealth, ProviderRow } from '@virlab/contracts';

const DAY_MS = 86_400_000;
/** Time enough for a provider's admin to publish a new key beside the old one. */
const KEY_SOON_MS = 30 * DAY_MS;
/** Rules for few people ask for much: what most rules need came, as long as three quarters did. */
const ENOUGH_RELEASED = 0.75;
/** What one or two people lack may be their own: a teacher has no year of study. */
const ENOUGH_PEOPLE = 5;

export type StandingFacts = Pick<
  ProviderRow,
  'enabled' | 'people' | 'needed' | 'refusals' | 'keys' | 'source'
> & {
  unusable: boolean;
  /** Somebody signed in by it, ever. */
  everUsed: boolean;
};

/** How a provider is doing: the gravest that is true. */
export function healthOf(facts: StandingFacts, now: Date): ProviderHealth {
  const { enabled, unusable, refusals, needed, keys, everUsed } = facts;
  if (!enabled) return 'disabled';
  if (unusable) return 'unusable';
  if (refusals.length > 0) return 'refused';
  if (keys && Date.parse(keys.newest.notAfter) - now.getTime() < KEY_SOON_MS) return 'key-expiring';
  const asked = needed.came.length + needed.never.length;
  const isTelling = facts.people >= ENOUGH_PEOPLE;
  if (isTelling && asked > 0 && needed.came.length / asked < ENOUGH_RELEASED) return 'releases-too-little';
  return everUsed ? 'fine' : 'unused';
}

/** True when something is wrong, and somebody here depends on it: people of the last 30 days, or it was put here by hand. */
export function needsYou(health: ProviderHealth, { people, source }: StandingFacts): boolean {
  const isWrong = health !== 'fine' && health !== 'unused' && health !== 'disabled';
  return isWrong && (people > 0 || source.kind === 'registered' || health === 'refused');
}
