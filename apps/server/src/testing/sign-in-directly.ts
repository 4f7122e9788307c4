import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Settings } from '../config/index';
import { Entitlements, type Grant } from '../entitlements/index';
import {
  type AccountEntity,
  LinkAccount,
  type Release,
  SaveSnapshot,
  type SessionEntity,
  sessionCookieName,
  Sessions,
  type UserEntity,
} from '../identity/index';
import { Clock } from '../platform/index';

/** Somebody to sign in; what is left out is made up. */
export interface TestPerson {
  displayName?: string;
  /** The same identifier and issuer are the same person. */
  identifier?: string;
  issuer?: string;
  /** What they have until the policy is asked again, three minutes later by the clock. */
  entitlements?: (Pick<Grant, 'kind' | 'ref'> & Partial<Grant>)[];
  release?: Partial<Release>;
}

/** A person with a session. */
export interface SignedInPerson {
  user: UserEntity;
  account: AccountEntity;
  session: SessionEntity;
  /** As the `Cookie` header takes it. */
  cookie: string;
}

const NOTHING_RELEASED: Release = { attributes: {}, dropped: [], unmapped: [], authn: {} };

/** Gives a person an account, entitlements and a session, past every sign-in provider and policy. */
export async function signInDirectly(
  app: INestApplication,
  settings: Settings,
  person: TestPerson = {},
): Promise<SignedInPerson> {
  const identifier = person.identifier ?? `${randomUUID()}@uni.example`;
  const { account, user } = await app.get(LinkAccount, { strict: false }).run({
    provider: 'saml',
    issuer: person.issuer ?? 'https://idp.uni.example/idp',
    identifierType: 'subject-id',
    identifier,
    displayName: person.displayName ?? 'Ana Silva',
  });
  await app.get(SaveSnapshot, { strict: false }).run(account.id, { ...NOTHING_RELEASED, ...person.release });
  const facts = { policyVersion: 1, at: app.get(Clock).now() };
  const grants = (person.entitlements ?? []).map(grantOf);
  await app
    .get(DataSource)
    .transaction((manager) =>
      app.get(Entitlements, { strict: false }).replace(user.id, grants, facts, manager),
    );
  const { session, secret } = await app
    .get(Sessions, { strict: false })
    .open({ userId: user.id, accountId: account.id });
  return { user, account, session, cookie: `${sessionCookieName(settings)}=${secret}` };
}

function grantOf(given: NonNullable<TestPerson['entitlements']>[number]): Grant {
  return {
    asRole: given.kind === 'class' ? 'learner' : null,
    scope: null,
    quota: null,
    ruleId: 'spec',
    ruleName: 'As the spec says',
    values: [],
    graceDays: null,
    validUntil: null,
    ...given,
  };
}
