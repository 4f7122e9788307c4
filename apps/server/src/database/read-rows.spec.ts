import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EntitlementEntity } from '../entitlements/index';
import { entities } from '../entities';
import { IdentityProviderEntity } from '../federation/index';
import { UserEntity } from '../identity/index';
import { readRows } from './read-rows';
import { openScratchDatabase, type ScratchDatabase, scratchEngines } from './testing/scratch-database';

/** Names that take harm where values are quoted, escaped or counted wrongly on their way. */
const HOSTILE_NAMES = [
  `O'Brien "the \\ slash"`,
  'line\nbreak\ttab\u0001\u001f\u007f',
  'João 👩‍🔬 \u2028 \uffff',
  '\\u0041 \\" {"a": [1]} %s ? :id',
  ' blanks around ',
  '',
];

describe.each(scratchEngines)('readRows on %s', (engine) => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase(engine, entities);
  });
  afterAll(() => scratch.drop());

  it('should answer values of every kind as find does', async () => {
    const { manager } = scratch.source;
    const at = (n: number) => (n % 2 === 0 ? new Date(1_700_000_000_123 + n) : null);
    for (const [n, displayName] of HOSTILE_NAMES.entries()) {
      const user = { id: `u${n}`, displayName, createdAt: new Date(n), lastSignInAt: at(n) };
      await manager.insert(UserEntity, user);
      await manager.insert(EntitlementEntity, {
        ...{ id: `e${n}`, userId: user.id, kind: n < 4 ? 'pool' : 'class', ref: displayName, asRole: null },
        ...{ scope: null, quota: n === 1 ? { vms: 2 } : null, ruleId: 'r', ruleName: displayName },
        ...{ policyVersion: n, values: [{ attr: 'a', value: displayName }], grantedAt: new Date(n) },
        ...{ validUntil: at(n), graceDays: n === 0 ? 0 : null },
      });
    }
    const values = HOSTILE_NAMES.map((_, n) => `u${n}`);
    const columns = scratch.source
      .getMetadata(EntitlementEntity)
      .columns.map(({ propertyName }) => propertyName);
    const rights = await readRows(manager, EntitlementEntity, {
      columns: columns as (keyof EntitlementEntity)[],
      among: { property: 'userId', values },
    });
    const found = await manager.find(EntitlementEntity, { order: { id: 'ASC' } });
    expect(rights.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(found.map((right) => ({ ...right })));
    const users = await readRows(manager, UserEntity, {
      columns: ['displayName', 'lastSignInAt'],
      among: { property: 'id', values: ['u0', 'u0', 'nobody'] },
    });
    expect(users).toEqual([{ displayName: HOSTILE_NAMES[0], lastSignInAt: at(0) }]);
    const pools = await readRows(manager, EntitlementEntity, {
      columns: ['id'],
      among: { property: 'userId', values },
      equal: { kind: 'pool' },
      empty: ['validUntil'],
    });
    expect(pools.map(({ id }) => id).toSorted()).toEqual(['e1', 'e3']);
  });

  it('should tell true from false, and name many values in several queries', async () => {
    const { manager } = scratch.source;
    const providers = ['a', 'b'].map((entityId) => ({
      ...{ entityId, title: 't', domain: null, supportUrl: null, metadataXml: '<x/>', practice: false },
      ...{ enabled: entityId === 'a', signsAssertionOnly: false, allowsCbc: false, updatedAt: new Date(0) },
    }));
    await manager.insert(IdentityProviderEntity, providers);
    const values = ['a', ...Array.from({ length: 1_200 }, (_, n) => `none${n}`), 'b'];
    const found = await readRows(manager, IdentityProviderEntity, {
      columns: ['entityId', 'enabled'],
      among: { property: 'entityId', values },
    });
    expect(found).toEqual([
      { entityId: 'a', enabled: true },
      { entityId: 'b', enabled: false },
    ]);
    expect(
      await readRows(manager, UserEntity, { columns: ['id'], among: { property: 'id', values: [] } }),
    ).toEqual([]);
  });
});
