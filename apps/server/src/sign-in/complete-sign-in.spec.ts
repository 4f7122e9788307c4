import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { AccountEntity, ReadSnapshots, SessionEntity, UserEntity } from '../identity/index';
import { furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { CompleteSignIn } from './complete-sign-in';
import type { AssertedIdentity } from './sign-in-provider';

const IDP = 'https://idp.lagoa.example/idp';
const student = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};

function asserted(name: string, attributes: Record<string, string[]>): AssertedIdentity {
  return {
    provider: 'saml',
    issuer: IDP,
    identifierType: 'subject-id',
    identifier: `${name}@lagoa.example`,
    displayName: name,
    release: { attributes, dropped: [], unmapped: [], authn: {} },
    read: {
      provider: 'saml',
      entityId: 'https://idp.uni.example',
      rulesVersion: 0,
      account: { values: [], unmapped: [] },
    },
    logout: {},
    facts: {},
  };
}

describe.each(scratchEngines)('completing a sign-in on %s', (engine) => {
  let test: TestApp;
  let complete: CompleteSignIn;
  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    complete = test.app.get(CompleteSignIn, { strict: false });
  });
  afterAll(() => test.close());

  const count = async () => ({
    users: await test.source.getRepository(UserEntity).count(),
    sessions: await test.source.getRepository(SessionEntity).count(),
  });
  const poolsOf = async (userId: string) =>
    (await test.app.get(Entitlements, { strict: false }).ofUser(userId))
      .filter(({ kind }) => kind === 'pool')
      .map(({ ref }) => ref);

  it('should leave nothing behind while no policy is published', async () => {
    await expect(complete.run(asserted('ana', student))).rejects.toMatchObject({
      code: 'policy-not-published',
    });
    expect(await count()).toEqual({ users: 0, sessions: 0 });
  });

  it('should give what the rules give for what was released, and take it away when it is released no more', async () => {
    await publish(test, policyOf(studentsRule));
    const { user } = await complete.run(asserted('ana', student));
    expect(await poolsOf(user.id)).toEqual(['linux']);
    const again = await complete.run(asserted('ana', { ...student, eduCourseMember: [] }));
    expect(again.user.id).toBe(user.id);
    expect(await poolsOf(user.id)).toEqual([]);
  });

  it('should let in with nothing whom no rule is about, when the policy says so', async () => {
    const { user, session } = await complete.run(asserted('nuno', {}));
    expect(await poolsOf(user.id)).toEqual([]);
    expect(session.endedAt).toBeNull();
  });

  it('should keep what was released by somebody who is refused, without a session', async () => {
    await publish(test, policyOf(studentsRule, 'refuse'));
    const before = await count();
    const refused = complete.run(asserted('eva', { mail: ['eva@lagoa.example'] }));
    await expect(refused).rejects.toMatchObject({ code: 'sign-in-refused', context: { idp: IDP } });
    expect(await count()).toEqual({ users: before.users + 1, sessions: before.sessions });
    const { userId } = await test.source
      .getRepository(AccountEntity)
      .findOneByOrFail({ identifier: 'eva@lagoa.example' });
    const [snapshot] = await test.app.get(ReadSnapshots, { strict: false }).ofUser(userId);
    expect(snapshot?.attributes).toEqual({ mail: ['eva@lagoa.example'] });
  });

  it('should let twenty people in at once', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `person${n}`);
    const signedIn = await Promise.all(names.map((name) => complete.run(asserted(name, student))));
    expect(new Set(signedIn.map(({ session }) => session.userId)).size).toBe(20);
    for (const { user } of signedIn) expect(await poolsOf(user.id)).toEqual(['linux']);
  });
});
