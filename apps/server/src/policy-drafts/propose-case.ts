import type { ProposedPolicyCase, ProposePolicyCase } from '@virlab/contracts';
import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Decision,
  type DecisionInput,
  decide,
  type Grant,
  type RuleTable,
  type SuiteExpectation,
} from '@virlab/policy';
import { SignInInputs } from '../attributes/index';
import { AuditRecorder } from '../audit/index';
import { Classes } from '../classes/index';
import { IdentityProviders } from '../federation/index';
import { actorOf, Accounts, ReadSnapshots, Users } from '../identity/index';
import { Clock, type Viewer, VirlabError } from '../platform/index';
import { CurrentPolicy, ReadDecisionInput } from '../policies/index';
import { anonymise } from './anonymous/anonymise';
import { CheckPolicy } from './check-policy';
import { readCase } from './draft-cases';
import { DraftSteps } from './draft-steps';
import { KnownValues } from './known-values';

/** A value that so many people have tells of none of them. */
const ENOUGH = 5;

interface Somebody {
  input: DecisionInput;
  userId: string | null;
  /** Names and identifiers of the account. */
  personal: string[];
}

/**
 * Makes a test case of somebody real, whom nobody can recognise in it: it is saved with the policy, exported and read by
 * people who may not see anybody. What is expected is what the draft says about it now.
 */
@Injectable()
export class ProposeCase {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly readInput: ReadDecisionInput,
    private readonly signIns: SignInInputs,
    private readonly providers: IdentityProviders,
    private readonly classes: Classes,
    private readonly current: CurrentPolicy,
    private readonly steps: DraftSteps,
    private readonly check: CheckPolicy,
    private readonly values: KnownValues,
  ) {}

  /**
   * @throws VirlabError `not-allowed` for who may not see people, or sign-ins; `person-not-found`; `not-found`;
   *   `draft-faulty` when neither the draft nor what is published can decide
   */
  async run(from: ProposePolicyCase, viewer: Viewer): Promise<ProposedPolicyCase> {
    const somebody = await this.find(from, viewer);
    const draft = await this.steps.look();
    const table = (await this.check.run(draft)).table ?? (await this.current.find())?.table;
    if (!table) throw new VirlabError('draft-faulty');
    const { entityId } = somebody.input.idp;
    const provider = await this.providers.find(entityId);
    const { byAttribute } = await this.values.run();
    const { input, replaced } = anonymise(somebody.input, {
      asks: table.asks,
      isCommon: (attr, value) => (byAttribute.get(attr)?.values.get(value) ?? 0) >= ENOUGH,
      alsoPersonal: somebody.personal,
      scopes: provider?.metadata.scopes ?? [],
      random: () => randomInt(2 ** 32) / 2 ** 32,
    });
    const now = this.clock.now();
    const title = (await this.providers.findRecord(entityId))?.title ?? entityId;
    const { name, ...document } = readCase({
      name: freeName(`Somebody of ${title}`.slice(0, 180), draft.cases),
      document: {
        note: 'Made of what was really released. Values that tell who it was are made up.',
        now: now.toISOString(),
        input: plain(input),
        expect: expectationOf(await this.decide(table, input, now)),
      },
    });
    await this.tell(somebody.userId, viewer);
    return { name, document, replaced };
  }

  private async find(from: ProposePolicyCase, { abilities }: Viewer): Promise<Somebody> {
    if ('signIn' in from) {
      if (!abilities.includes('attributes.read')) throw new VirlabError('not-allowed');
      const { input, userId } = await this.signIns.get(from.signIn);
      return { input, userId, personal: userId === null ? [] : await this.personalOf(userId) };
    }
    if (!abilities.includes('people.read')) throw new VirlabError('not-allowed');
    const personal = await this.personalOf(from.person);
    const accounts = await this.accounts.ofUser(from.person);
    const [latest] = await this.snapshots.ofUser(from.person);
    const account = accounts.find(({ id }) => id === latest?.accountId) ?? accounts[0];
    if (!account) throw new VirlabError('person-not-found');
    return { input: (await this.readInput.run(account)).input, userId: from.person, personal };
  }

  private async personalOf(userId: string): Promise<string[]> {
    const { displayName } = await this.users.get(userId);
    return [displayName, ...(await this.accounts.ofUser(userId)).map(({ identifier }) => identifier)];
  }

  private async decide(table: RuleTable, input: DecisionInput, now: Date): Promise<Decision> {
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    return decide(table, input, now, { classes });
  }

  private async tell(userId: string | null, viewer: Viewer): Promise<void> {
    await this.audit.record({
      ...actorOf(viewer),
      kind: 'person.viewed',
      ...(userId === null
        ? {}
        : { subject: { kind: 'person', id: userId, title: (await this.users.get(userId)).displayName } }),
      facts: { shown: 'test-case' },
    });
  }
}

/** Without what is not known, which the schema of cases would not take. */
function plain(input: DecisionInput): unknown {
  return JSON.parse(JSON.stringify(input));
}

function expectationOf({ outcome, refusal, roles, classes, pools }: Decision): SuiteExpectation {
  if (outcome === 'refused') return { outcome, ...(refusal ? { refusal: refusal.code } : {}) };
  return {
    outcome,
    roles: roles.map(({ target, scope }) => (scope === undefined ? target.ref : `${target.ref}@${scope}`)),
    classes: classes.map(({ target, as }) => ({ ref: target.ref, ...(as ? { as } : {}) })),
    pools: pools.map(poolOf),
  };
}

function poolOf({ target, quota, leaseDays, graceDays }: Grant) {
  return {
    ref: target.ref,
    ...(quota ? { quota } : {}),
    ...(leaseDays === undefined ? {} : { leaseDays }),
    ...(graceDays === undefined ? {} : { graceDays }),
  };
}

function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((one) => one.name));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name} (${number})`;
    if (!names.has(tried)) return tried;
  }
}
