import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  activateKey,
  addKey,
  isPublished,
  METADATA_SPREAD_MS,
  removeKey,
  retireKey,
  stepSafeFrom,
} from './change-keys';
import { KeyChangeRefusal } from './key-change-refusal';
import { keysInUse } from './keys-in-use';
import type { OwnKey, OwnKeyState, KeyUse } from './own-key';

const START = new Date('2026-11-22T10:00:00Z');
const later = (ms: number) => new Date(START.getTime() + ms);
const BOTH: KeyUse[] = ['signing', 'encryption'];
const key = (id: string, state: OwnKeyState, uses: readonly KeyUse[] = BOTH, since = START): OwnKey => ({
  id,
  uses,
  state,
  since,
  pair: { privateKeyPem: `private ${id}`, certificatePem: id },
});
const states = (keys: readonly OwnKey[]) => Object.fromEntries(keys.map(({ id, state }) => [id, state]));
const codeOf = (step: () => unknown) => {
  try {
    step();
    return 'done';
  } catch (error) {
    if (error instanceof KeyChangeRefusal) return error.code;
    throw error;
  }
};

describe('changing keys', () => {
  it('should go from the old key to the new one without a moment in which a copy of our metadata is wrong', () => {
    const wait = METADATA_SPREAD_MS;
    const first = [key('old', 'active')];
    const added = addKey(first, key('new', 'next'));
    expect(keysInUse(added).signing.certificatePem).toBe('old');
    expect(keysInUse(added).upcomingSigningCertificates).toEqual(['new']);
    expect(keysInUse(added).encryptionCertificates).toEqual(['old', 'new']);

    const activated = activateKey(added, 'new', { now: later(wait) });
    expect(keysInUse(activated).signing.certificatePem).toBe('new');
    expect(keysInUse(activated).encryptionCertificates).toEqual(['new', 'old']);

    const retired = retireKey(activated, 'old', { now: later(wait + 1) });
    expect(keysInUse(retired).encryptionCertificates).toEqual(['new']);
    expect(keysInUse(retired).upcomingSigningCertificates).toEqual([]);
    expect(keysInUse(retired).decryption.map(({ certificatePem }) => certificatePem)).toEqual(['new', 'old']);

    const removed = removeKey(retired, 'old', { now: later(2 * wait + 1) });
    expect(states(removed)).toEqual({ new: 'active' });
  });

  it('should wait until others can know a key, and say until when, unless told that they do', () => {
    const keys = [key('old', 'active'), key('new', 'next')];
    const early = { now: later(METADATA_SPREAD_MS - 1) };
    expect(codeOf(() => activateKey(keys, 'new', early))).toBe('key-not-known-yet');
    expect(stepSafeFrom(key('new', 'next'))).toEqual(later(METADATA_SPREAD_MS));
    expect(states(activateKey(keys, 'new', { ...early, anyway: true }))).toEqual({
      old: 'former',
      new: 'active',
    });
  });

  it('should keep decrypting until nobody can encrypt by a key any more', () => {
    const keys = [key('old', 'retired'), key('new', 'active')];
    const early = { now: later(METADATA_SPREAD_MS - 1) };
    expect(codeOf(() => removeKey(keys, 'old', early))).toBe('key-still-needed');
    expect(states(removeKey(keys, 'old', { ...early, anyway: true }))).toEqual({ new: 'active' });
  });

  it('should go back to a former key at once', () => {
    const keys = [key('old', 'former'), key('new', 'active')];
    expect(states(activateKey(keys, 'old', { now: START }))).toEqual({ old: 'active', new: 'former' });
  });

  it('should let one key of both uses follow two of one use each', () => {
    const keys = [key('s', 'active', ['signing']), key('d', 'active', ['encryption']), key('new', 'next')];
    const activated = activateKey(keys, 'new', { now: later(METADATA_SPREAD_MS) });
    expect(states(activated)).toEqual({ s: 'former', d: 'former', new: 'active' });
    const retired = retireKey(retireKey(activated, 's', { now: START }), 'd', { now: START });
    expect(states(retired)).toEqual({ s: 'retired', d: 'retired', new: 'active' });
  });

  const anyway = { now: START, anyway: true };
  it.each<[string, OwnKey[], (keys: readonly OwnKey[]) => unknown]>([
    ['key-unknown', [key('a', 'active')], (keys) => activateKey(keys, 'b', anyway)],
    ['key-unknown', [key('a', 'active')], (keys) => removeKey(keys, 'b', anyway)],
    ['key-id-taken', [key('a', 'active')], (keys) => addKey(keys, key('a', 'next'))],
    [
      'key-change-under-way',
      [key('a', 'active'), key('b', 'next')],
      (keys) => addKey(keys, key('c', 'next')),
    ],
    ['key-active-already', [key('a', 'active')], (keys) => activateKey(keys, 'a', anyway)],
    ['key-cannot-sign', [key('a', 'next', ['encryption'])], (keys) => activateKey(keys, 'a', anyway)],
    ['key-not-published', [key('a', 'retired')], (keys) => activateKey(keys, 'a', anyway)],
    ['key-not-published', [key('a', 'retired')], (keys) => retireKey(keys, 'a', anyway)],
    ['key-signs', [key('a', 'active'), key('b', 'next')], (keys) => retireKey(keys, 'a', anyway)],
    [
      'key-last-for-encryption',
      [key('a', 'active', ['signing']), key('b', 'active', ['encryption'])],
      (keys) => retireKey(keys, 'b', anyway),
    ],
    ['key-still-published', [key('a', 'active')], (keys) => removeKey(keys, 'a', anyway)],
    ['key-still-published', [key('a', 'former')], (keys) => removeKey(keys, 'a', anyway)],
    ['key-still-published', [key('a', 'next')], (keys) => removeKey(keys, 'a', anyway)],
  ])('should refuse a dangerous step with %s', (code, keys, step) => {
    expect(codeOf(() => step(keys))).toBe(code);
  });

  it('should never be left without a key that signs or one that others may encrypt by, whatever is asked', () => {
    const step = fc.record({
      what: fc.constantFrom('add', 'activate', 'retire', 'remove'),
      id: fc.constantFrom('s', 'd', 'k1', 'k2', 'k3'),
      anyway: fc.boolean(),
      hours: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let keys: OwnKey[] = [key('s', 'active', ['signing']), key('d', 'active', ['encryption'])];
        let now = START;
        for (const { what, id, anyway: isAnyway, hours } of steps) {
          now = new Date(now.getTime() + hours * 3_600_000);
          const options = { now, anyway: isAnyway };
          try {
            if (what === 'add') keys = addKey(keys, key(id, 'next', BOTH, now));
            else if (what === 'activate') keys = activateKey(keys, id, options);
            else if (what === 'retire') keys = retireKey(keys, id, options);
            else keys = removeKey(keys, id, options);
          } catch (error) {
            if (!(error instanceof KeyChangeRefusal)) throw error;
          }
          const { signing, decryption, encryptionCertificates } = keysInUse(keys);
          const signers = keys.filter(({ uses, state }) => state === 'active' && uses.includes('signing'));
          expect(signers.map(({ pair }) => pair)).toEqual([signing]);
          expect(encryptionCertificates.length).toBeGreaterThan(0);
          const decrypts = new Set(decryption.map(({ certificatePem }) => certificatePem));
          expect(encryptionCertificates.every((certificate) => decrypts.has(certificate))).toBe(true);
          expect(keys.filter(isPublished).length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('should not be used when no key signs, or none decrypts', () => {
    expect(() => keysInUse([key('a', 'next')])).toThrow('no key is active');
    expect(() => keysInUse([key('a', 'active', ['signing'])])).toThrow('no key is published for encryption');
  });
});
