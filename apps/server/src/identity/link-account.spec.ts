import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { SettableClock } from '../testing/settable-clock';
import { AccountEntity } from './account.entity';
import { LinkAccount } from './link-account';
import { ReadSnapshots } from './read-snapshots';
import { SaveSnapshot } from './save-snapshot';
import { UserEntity } from './user.entity';
import { Users } from './users';

const ana = {
  provider: 'saml',
  issuer: 'https://idp.example',
  identifierType: 'subject-id',
  identifier: 'ana@uni.example',
  displayName: 'Ana Silva',
};

describe.each(scratchEngines)('linking an account on %s', (engine) => {
  const clock = new SettableClock();
  let scratch: ScratchDatabase;
  let link: LinkAccount;
  beforeAll(async () => {
    scratch = await openScratchDatabase(engine, entities);
    link = new LinkAccount(scratch.source, clock);
  });
  afterAll(() => scratch.drop());
  beforeEach(() => scratch.source.getRepository(UserEntity).deleteAll());

  it('should know a subject again, by the name that is released now', async () => {
    const first = await link.run(ana);
    clock.advance(60_000);
    const second = await link.run({ ...ana, displayName: 'Ana Costa' });
    expect(second.user).toMatchObject({
      id: first.user.id,
      displayName: 'Ana Costa',
      createdAt: first.user.createdAt,
      lastSignInAt: clock.now(),
    });
  });

  it.each([
    { provider: 'oidc' },
    { issuer: 'https://idp.example/' },
    { identifierType: 'pairwise-id' },
    { identifier: 'Ana@uni.example' },
  ])('should take %j for somebody else', async (difference) => {
    const first = await link.run(ana);
    const second = await link.run({ ...ana, ...difference });
    expect(second.user.id).not.toBe(first.user.id);
  });

  it('should make one account of many first sign-ins at once', async () => {
    const linked = await Promise.all(Array.from({ length: 8 }, () => link.run(ana)));
    expect(new Set(linked.map(({ user }) => user.id)).size).toBe(1);
    expect(await scratch.source.getRepository(AccountEntity).count()).toBe(1);
    expect(await scratch.source.getRepository(UserEntity).count()).toBe(1);
  });

  it('should keep nothing when the transaction around it is undone', async () => {
    const undone = scratch.source.transaction(async (manager) => {
      await link.run(ana, manager);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await scratch.source.getRepository(UserEntity).count()).toBe(0);
  });

  it('should replace a snapshot as a whole', async () => {
    const { account, user } = await link.run(ana);
    const save = new SaveSnapshot(scratch.source, clock);
    const release = {
      attributes: { mail: ['a@x.example'], sn: ['Silva'] },
      dropped: [{ attr: 'affiliation', value: 'staff@y.example', why: 'scope-not-asserted-by-idp' }],
      unmapped: [{ name: 'urn:x', count: 2 }],
      authn: { context: 'password', instant: '2026-11-23T08:00:00.000Z' },
    };
    const first = await save.run(account.id, release);
    expect(first).toMatchObject(release);
    await save.run(account.id, { attributes: { sn: ['Costa'] }, dropped: [], unmapped: [], authn: {} });
    const read = new ReadSnapshots(scratch.source);
    const [snapshot, ...more] = await read.ofUser(user.id);
    expect(more).toEqual([]);
    expect(snapshot).toMatchObject({ id: first.id, attributes: { sn: ['Costa'] }, dropped: [] });
    expect(await read.ofAccount(account.id)).toEqual(snapshot);
  });

  it('should find many people by their ids', async () => {
    const people = await Promise.all(
      [1, 2, 3].map((n) => link.run({ ...ana, identifier: `${n}@uni.example` })),
    );
    const users = new Users(scratch.source);
    const ids = people.map(({ user }) => user.id);
    expect((await users.byIds([...ids, 'nobody'])).map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await users.byIds([])).toEqual([]);
    await expect(users.get('nobody')).rejects.toMatchObject({ code: 'person-not-found' });
  });
});
