import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { EndedRightEntity, EntitlementEntity, Entitlements } from '../entitlements/index';
import { GrantsByHand } from '../grants/index';
import { AttributeSnapshotEntity, SaveSnapshot } from '../identity/index';
import { Bus } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { FollowEnds } from './follow-ends';
import { RefreshEntitlements } from './refresh-entitlements';
import { RefreshEverybody } from './refresh-everybody';
import { adminsRule, furnish, policyOf, publish, studentsRule } from './testing/lagoa';

const DAY_MS = 86_400_000;
const student = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};
const withGrace = studentsRule.replace('leaseDays: 30', 'leaseDays: 30, graceDays: 7');
const endless = studentsRule.replace(', leaseDays: 30', '');

describe.each(scratchEngines)('rights that move before the next sign-in on %s', (engine) => {
  let test: TestApp;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const person = async (attributes: Record<string, string[]> = student) => {
    const found = await test.signIn({ release: { attributes } });
    await get(RefreshEntitlements).run(found.account.id);
    return found;
  };
  const refs = async (userId: string) =>
    (await get(Entitlements).ofUser(userId)).map(({ kind, ref }) => `${kind}:${ref}`);
  const changesOf = async (userId: string) => {
    const events = await test.source.manager.findBy(AuditEventEntity, {
      kind: 'right.changed',
      subjectId: userId,
    });
    return events.toSorted((a, b) => Number(a.sequence) - Number(b.sequence));
  };

  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
  });
  afterAll(() => test.close());

  it('should write down each right that moves: person, target, from, to, rule and version', async () => {
    await publish(test, policyOf(withGrace));
    const { user } = await person();
    const version = await publish(
      test,
      policyOf(withGrace.replace('vms: 1', 'vms: 2').replace('linux', 'router')),
    );
    await get(RefreshEverybody).run();
    const changes = (await changesOf(user.id)).filter(({ policyVersion }) => policyVersion === version);
    expect(changes).toMatchObject([
      {
        ruleId: 'cs101-students',
        facts: {
          what: 'lose',
          target: 'pool:linux',
          from: expect.stringMatching(/^vms 1, until /),
          to: 'nothing',
        },
      },
      {
        ruleId: 'cs101-students',
        facts: {
          what: 'gain',
          target: 'pool:router',
          from: 'nothing',
          to: expect.stringMatching(/^vms 2, until /),
        },
      },
    ]);
  });

  it('should write down a change of quota and of an end that came nearer, and tell it', async () => {
    await publish(test, policyOf(withGrace));
    const { user } = await person();
    const told: string[] = [];
    const stop = get(Bus).hear((notice) => {
      if (notice.type === 'rights-changed') told.push(notice.userId);
    });
    const version = await publish(test, policyOf(withGrace.replace('leaseDays: 30', 'leaseDays: 10')));
    await get(RefreshEverybody).run();
    stop();
    expect(told).toContain(user.id);
    const [change] = (await changesOf(user.id)).filter(({ policyVersion }) => policyVersion === version);
    expect(change).toMatchObject({ facts: { what: 'change', target: 'pool:linux' } });
  });

  it('should keep when a right ended and how long its grace is, and forget it when the right is back', async () => {
    await publish(test, policyOf(withGrace));
    const { user } = await person();
    await publish(test, policyOf(adminsRule));
    await get(RefreshEverybody).run();
    const now = test.clock.now();
    expect(await get(Entitlements).poolOf(user.id, 'linux')).toBeNull();
    const end = {
      endedAt: now,
      graceUntil: new Date(now.getTime() + 7 * DAY_MS),
      ruleId: 'cs101-students',
    };
    expect(await get(Entitlements).endOf(user.id, 'linux')).toMatchObject(end);
    test.clock.advance(DAY_MS);
    await get(RefreshEverybody).run();
    expect(await get(Entitlements).endOf(user.id, 'linux')).toMatchObject(end);
    await publish(test, policyOf(withGrace));
    await get(RefreshEverybody).run();
    expect(await refs(user.id)).toContain('pool:linux');
    expect(await test.source.manager.countBy(EndedRightEntity, { userId: user.id })).toBe(0);
  });

  it('should see off rights whose time is over, once', async () => {
    await publish(test, policyOf(withGrace));
    const { user } = await person();
    test.clock.advance(30 * DAY_MS);
    const endedAt = test.clock.now();
    test.clock.advance(60_000);
    expect(await get(FollowEnds).run()).toBeGreaterThan(0);
    const lost = (await changesOf(user.id)).at(-1);
    expect(lost).toMatchObject({ facts: { what: 'lose', target: 'pool:linux', occasion: 'recheck' } });
    expect(await get(Entitlements).endOf(user.id, 'linux')).toMatchObject({
      endedAt,
      graceUntil: new Date(endedAt.getTime() + 7 * DAY_MS),
    });
    expect(await get(FollowEnds).run()).toBe(0);
  });

  it('should believe attributes no longer than is set, whatever a rule says', async () => {
    await publish(test, policyOf(endless));
    const { user, account } = await person();
    const right = await get(Entitlements).poolOf(user.id, 'linux');
    expect(right?.validUntil).toEqual(new Date(test.clock.now().getTime() + 180 * DAY_MS));
    test.clock.advance(180 * DAY_MS);
    expect(await refs(user.id)).toEqual([]);
    await get(FollowEnds).run();
    expect((await changesOf(user.id)).at(-1)).toMatchObject({ facts: { what: 'lose', stale: 'yes' } });
    const again = await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
    expect(again).toMatchObject({ isStale: true, decision: { pools: [] } });
    expect(again.decision.trace.conflicts).toContainEqual(
      expect.objectContaining({
        why: 'lease-over',
        winner: 'stale',
        target: { kind: 'pool', ref: 'linux' },
      }),
    );
  });

  it('should take away what rests on attributes that vanished', async () => {
    await publish(test, policyOf(withGrace));
    const { user, account } = await person();
    await test.source.manager.delete(AttributeSnapshotEntity, { accountId: account.id });
    await get(RefreshEverybody).run();
    expect(await refs(user.id)).toEqual([]);
    expect(await get(Entitlements).endOf(user.id, 'linux')).not.toBeNull();
  });

  it('should end with the last of two policies that are published while it is decided', async () => {
    await publish(test, policyOf(withGrace));
    const people = [await person(), await person(), await person()];
    await publish(test, policyOf(withGrace.replace('pool: linux', 'pool: router')));
    const first = get(RefreshEverybody).run();
    const version = await publish(test, policyOf(studentsRule.replace('cs101 }', 'net2 }')));
    await Promise.all([first, get(RefreshEverybody).run()]);
    for (const { user } of people) {
      expect(await refs(user.id)).toEqual(['class:net2', 'pool:linux']);
      const rows = await test.source.manager.findBy(EntitlementEntity, { userId: user.id });
      expect(rows.every(({ policyVersion }) => policyVersion === version)).toBe(true);
    }
  });

  it('should move with a window of campus time through the hour that comes twice', async () => {
    const window = '{ op: timeWithin, window: { from: "01:00", to: "02:00", timezone: Europe/Lisbon } }';
    const night = studentsRule.replace(
      '        - { attr: studyYear',
      `        - ${window}\n        - { attr: studyYear`,
    );
    await publish(test, policyOf(night));
    const days = Math.ceil((Date.parse('2027-10-31T00:00:00Z') - test.clock.now().getTime()) / DAY_MS);
    test.clock.advance(days * DAY_MS);
    const at = (time: string) => test.clock.advance(Date.parse(time) - test.clock.now().getTime());
    at('2027-10-30T23:30:00Z');
    const { user, account } = await test.signIn({ release: { attributes: student } });
    const seen: boolean[] = [];
    // 00:30 and then, in campus time: 01:30 (summer), 01:30 again (winter), 02:30.
    for (const time of [
      '2027-10-30T23:30:00Z',
      '2027-10-31T00:30:00Z',
      '2027-10-31T01:30:00Z',
      '2027-10-31T02:30:00Z',
    ]) {
      at(time);
      await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
      seen.push((await refs(user.id)).includes('pool:linux'));
    }
    expect(seen).toEqual([false, true, true, false]);
  });

  it('should join what was given by hand, to a person and to a class, and let a deny beat it', async () => {
    await publish(
      test,
      policyOf(studentsRule.replace('- { pool: linux', '- { pool: none-such').replace('none-such', 'linux')),
    );
    const { user, account } = await person();
    const grant = {
      ...{
        toTitle: 'x',
        targetKind: 'pool' as const,
        targetRef: 'router',
        targetTitle: 'Router',
        asRole: null,
      },
      ...{ vms: 2, reason: 'Thesis', grantedById: user.id, grantedByName: 'Carla' },
      validUntil: new Date(test.clock.now().getTime() + DAY_MS),
    };
    await test.source.transaction((manager) =>
      get(GrantsByHand).add({ ...grant, toKind: 'class', toId: 'cs101' }, manager),
    );
    await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
    const right = await get(Entitlements).poolOf(user.id, 'router');
    expect(right).toMatchObject({ quota: { vms: 2 }, ruleName: 'Thesis', validUntil: grant.validUntil });
    expect(right?.ruleId).toMatch(/^grant:/);
    const deny = `
  - id: no-router
    name: No router
    when: { always: true }
    effects: [{ deny: { pool: router }, reason: Under repair. }]
`;
    await publish(test, policyOf(studentsRule + deny));
    await get(RefreshEverybody).run();
    expect(await get(Entitlements).poolOf(user.id, 'router')).toBeNull();
    await get(SaveSnapshot).run(account.id, { attributes: {}, dropped: [], unmapped: [], authn: {} });
  });
});
