import { KeyChangeRefusal } from './key-change-refusal';
import type { OwnKeyRecord, OwnKeyState } from './own-key';

/**
 * How long others may go on with an old copy of our metadata. Federations publish anew once a day and tell their members
 * to look every few hours; two days is the least that SAML2Int's advice on key changes comes to.
 */
export const METADATA_SPREAD_MS = 48 * 3_600_000;

/** `anyway` makes a step before it is safe: when nobody has our metadata yet, or everybody is known to have the new one. */
export interface StepOptions {
  now: Date;
  anyway?: boolean;
}

/**
 * Adds a new key: published at once, so that all may learn it before it is used.
 *
 * @throws KeyChangeRefusal `key-id-taken`, `key-change-under-way` when there is one already that was not used yet
 */
export function addKey<K extends OwnKeyRecord>(keys: readonly K[], key: K): K[] {
  if (keys.some(({ id }) => id === key.id))
    throw new KeyChangeRefusal('key-id-taken', `there is a key "${key.id}" already`);
  const next = keys.find(({ state }) => state === 'next');
  if (next) {
    throw new KeyChangeRefusal(
      'key-change-under-way',
      `the key "${next.id}" was added and never used: activate it, or retire it first`,
    );
  }
  return [...keys, key];
}

/**
 * Signs by another key from now on. The one that signed stays published, so that this can be taken back.
 *
 * @throws KeyChangeRefusal `key-unknown`, `key-active-already`, `key-cannot-sign`, `key-not-published`, or
 *   `key-not-known-yet` while identity providers may not have our new metadata
 */
export function activateKey<K extends OwnKeyRecord>(
  keys: readonly K[],
  id: string,
  { now, anyway = false }: StepOptions,
): K[] {
  const key = keyOf(keys, id);
  if (key.state === 'active')
    throw new KeyChangeRefusal('key-active-already', `the key "${id}" is active already`);
  if (!key.uses.includes('signing'))
    throw new KeyChangeRefusal('key-cannot-sign', `the key "${id}" is for decryption only`);
  if (key.state === 'retired') {
    throw new KeyChangeRefusal(
      'key-not-published',
      `the key "${id}" is retired and no longer published: add a new key instead`,
    );
  }
  const knownFrom = stepSafeFrom(key);
  if (knownFrom && now < knownFrom && !anyway) {
    throw new KeyChangeRefusal(
      'key-not-known-yet',
      `the key "${id}" is published since ${key.since.toISOString()}: identity providers may not know it before ${knownFrom.toISOString()}, and would turn people away`,
      knownFrom,
    );
  }
  return keys.map((one) => {
    if (one.id === id) return inState(one, 'active', now);
    return one.state === 'active' ? inState(one, 'former', now) : one;
  });
}

/**
 * Publishes a key no longer. It still decrypts what comes by old copies of our metadata.
 *
 * @throws KeyChangeRefusal `key-unknown`, `key-signs`, `key-not-published`, `key-last-for-encryption`
 */
export function retireKey<K extends OwnKeyRecord>(
  keys: readonly K[],
  id: string,
  { now }: Pick<StepOptions, 'now'>,
): K[] {
  const key = keyOf(keys, id);
  if (key.state === 'retired')
    throw new KeyChangeRefusal('key-not-published', `the key "${id}" is retired already`);
  if (key.state === 'active' && key.uses.includes('signing')) {
    throw new KeyChangeRefusal('key-signs', `the key "${id}" signs: add another one and activate it first`);
  }
  const left = keys.filter((one) => one.id !== id && isPublished(one));
  if (!left.some(({ uses }) => uses.includes('encryption'))) {
    throw new KeyChangeRefusal(
      'key-last-for-encryption',
      `without the key "${id}" nobody could encrypt for us: add another one first`,
    );
  }
  return keys.map((one) => (one.id === id ? inState(one, 'retired', now) : one));
}

/**
 * Gives a key up for good.
 *
 * @throws KeyChangeRefusal `key-unknown`, `key-still-published`, or `key-still-needed` while somebody may encrypt by it
 */
export function removeKey<K extends OwnKeyRecord>(
  keys: readonly K[],
  id: string,
  { now, anyway = false }: StepOptions,
): K[] {
  const key = keyOf(keys, id);
  if (key.state !== 'retired') {
    throw new KeyChangeRefusal('key-still-published', `the key "${id}" is ${key.state}: retire it first`);
  }
  const unusedFrom = stepSafeFrom(key);
  if (unusedFrom && now < unusedFrom && !anyway) {
    throw new KeyChangeRefusal(
      'key-still-needed',
      `the key "${id}" was published until ${key.since.toISOString()}: identity providers may encrypt by it until ${unusedFrom.toISOString()}`,
      unusedFrom,
    );
  }
  return keys.filter((one) => one.id !== id);
}

/** True when the key stands in our metadata. */
export function isPublished({ state }: Pick<OwnKeyRecord, 'state'>): boolean {
  return state !== 'retired';
}

/** From when the next step with this key is safe; undefined when it need not wait. */
export function stepSafeFrom({ state, since }: Pick<OwnKeyRecord, 'state' | 'since'>): Date | undefined {
  return state === 'next' || state === 'retired' ? new Date(since.getTime() + METADATA_SPREAD_MS) : undefined;
}

function keyOf<K extends OwnKeyRecord>(keys: readonly K[], id: string): K {
  const key = keys.find((one) => one.id === id);
  if (key) return key;
  const known = keys.map((one) => `"${one.id}"`).join(', ');
  throw new KeyChangeRefusal('key-unknown', `there is no key "${id}", only ${known}`);
}

function inState<K extends OwnKeyRecord>(key: K, state: OwnKeyState, since: Date): K {
  return { ...key, state, since };
}
