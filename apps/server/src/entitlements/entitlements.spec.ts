import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { UserEntity } from '../identity/index';
import { newId } from '../platform/index';
import { SettableClock } from '../testing/settable-clock';
import { Entitlements } from './entitlements';
import type { Grant } from './grant';

const HOUR_MS = 3_600_000;

describe.each(scratchEngines)('entitlements on %s', (engine) => {
  const clock = new SettableClock();
  let database: ScratchDatabase;
  let entitlements: Entitlements;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, entities);
    entitlements = new Entitlements(database.source, clock);
  });
  afterAll(() => database.drop());

  const user = async () => {
    const id = newId();
    const now = clock.now();
    await database.source.manager.insert(UserEntity, {
      id,
      displayName: id,
      createdAt: now,
      lastSignInAt: null,
    });
    return id;
  };
  const grant = (kind: Grant['kind'], ref: string, more: Partial<Grant> = {}): Grant => ({
    kind,
    ref,
    asRole: null,
    scope: null,
    quota: null,
    ruleId: 'r1',
    ruleName: 'Rule',
    values: [{ attr: 'a', value: 'v' }],
    graceDays: null,
    validUntil: null,
    ...more,
  });
  const replace = (userId: string, grants: Grant[], policyVersion = 1) =>
    database.source.transaction((manager) =>
      entitlements.replace(userId, grants, { policyVersion, at: clock.now() }, manager),
    );
  const namesOf = async (userId: string) =>
    (await entitlements.ofUser(userId)).map(({ kind, ref }) => `${kind}:${ref}`);

  it('should be replaced as a whole, also by none', async () => {
    const id = await user();
    expect(await replace(id, [grant('pool', 'a'), grant('pool', 'b')])).toMatchObject({
      gained: ['pool:a', 'pool:b'],
      lost: [],
    });
    expect(await replace(id, [grant('pool', 'b'), grant('role', 'x')])).toMatchObject({
      gained: ['role:x'],
      lost: ['pool:a'],
    });
    expect(await namesOf(id)).toEqual(['pool:b', 'role:x']);
    expect(await replace(id, [])).toMatchObject({ gained: [], lost: ['pool:b', 'role:x'] });
    expect(await namesOf(id)).toEqual([]);
  });

  it('should keep since when a right is had, and tell by which rule it is had now', async () => {
    const id = await user();
    const since = clock.now();
    await replace(id, [grant('pool', 'a')]);
    const [before] = await entitlements.ofUser(id);
    clock.advance(HOUR_MS);
    await replace(id, [grant('pool', 'a', { ruleId: 'r2', quota: { vms: 2 } })], 2);
    const [after] = await entitlements.ofUser(id);
    expect(after).toMatchObject({
      id: before?.id,
      grantedAt: since,
      ruleId: 'r2',
      policyVersion: 2,
      quota: { vms: 2 },
    });
  });

  it('should tell parts in a class apart', async () => {
    const id = await user();
    await replace(id, [grant('class', 'c', { asRole: 'learner' })]);
    expect(await replace(id, [grant('class', 'c', { asRole: 'teacher' })])).toMatchObject({
      gained: ['class:c as teacher'],
      lost: ['class:c as learner'],
    });
    expect((await entitlements.membersOfClass('c')).map(({ asRole }) => asRole)).toEqual(['teacher']);
  });

  it('should be valid until the moment they end, and not at it', async () => {
    const id = await user();
    const end = new Date(clock.now().getTime() + HOUR_MS);
    await replace(id, [grant('pool', 'ending', { validUntil: end })]);
    clock.set(new Date(end.getTime() - 1));
    expect((await entitlements.poolOf(id, 'ending'))?.validUntil).toEqual(end);
    expect(await entitlements.usersOfPool('ending')).toEqual([id]);
    clock.set(end);
    expect(await entitlements.poolOf(id, 'ending')).toBeNull();
    expect(await entitlements.usersOfPool('ending')).toEqual([]);
    expect(await entitlements.all()).not.toContainEqual(expect.objectContaining({ ref: 'ending' }));
  });

  it('should count a right that had ended as gained again, from now', async () => {
    const id = await user();
    await replace(id, [grant('pool', 'a', { validUntil: new Date(clock.now().getTime() + HOUR_MS) })]);
    clock.advance(2 * HOUR_MS);
    expect(await replace(id, [])).toMatchObject({ gained: [], lost: [] });
    await replace(id, [grant('pool', 'a', { validUntil: new Date(clock.now().getTime() + HOUR_MS) })]);
    clock.advance(2 * HOUR_MS);
    expect(await replace(id, [grant('pool', 'a')])).toMatchObject({ gained: ['pool:a'], lost: [] });
    expect((await entitlements.poolOf(id, 'a'))?.grantedAt).toEqual(clock.now());
  });

  it('should tell how the rights of many ended as it tells it of one', async () => {
    const [taken, over, both, kept] = [await user(), await user(), await user(), await user()];
    const soon = new Date(clock.now().getTime() + HOUR_MS);
    await replace(taken, [grant('pool', 'a', { graceDays: 7, quota: { vms: 3 } })]);
    await replace(over, [grant('pool', 'a', { validUntil: soon, graceDays: 1 }), grant('pool', 'b')]);
    await replace(both, [grant('pool', 'a', { graceDays: 7 }), grant('pool', 'b', { validUntil: soon })]);
    await replace(kept, [grant('pool', 'a'), grant('class', 'c', { validUntil: soon })]);
    await replace(taken, []);
    await replace(both, [grant('pool', 'b', { validUntil: soon })]);
    clock.advance(2 * HOUR_MS);
    const ends = await entitlements.endsOfUsers([taken, over, both, kept]);
    expect(ends.map(({ userId, poolId }) => `${userId} ${poolId}`).toSorted()).toEqual(
      [`${taken} a`, `${over} a`, `${both} a`, `${both} b`].toSorted(),
    );
    for (const { userId, poolId, ...end } of ends) {
      expect(await entitlements.endOf(userId, poolId)).toMatchObject(end);
    }
  });

  it('should leave nothing of a transaction that was undone', async () => {
    const id = await user();
    await replace(id, [grant('pool', 'a')]);
    const undone = database.source.transaction(async (manager) => {
      await entitlements.replace(id, [], { policyVersion: 2, at: clock.now() }, manager);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await namesOf(id)).toEqual(['pool:a']);
  });
});
