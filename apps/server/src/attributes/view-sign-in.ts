import { type AttributeRuleWords, describeRulesOf, type RuleWords, type ValueFate } from '@virlab/attributes';
import type { FilterWords, RecordedValue, SignInRecord } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { IdentityProviders } from '../federation/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { AttributeRules } from './attribute-rules';
import { identifierAttributes } from './identifier-attributes';
import { isImpersonal } from './impersonal-attributes';
import { neededByRules } from './needed-attributes';
import { PresentUniversityAsk } from './present-university-ask';
import { ReadSignInRecords, seesNames } from './read-sign-in-records';
import { ReleasedAttributes } from './released-attributes';
import type { RulesInForce } from './rules-in-force';
import { SignInRecordEntity } from './sign-in-record.entity';

const NAMES = ['displayName', 'givenName', 'sn', 'cn'];

/** What one sign-in released, value by value. It is personal, so the look is audited. */
@Injectable()
export class ViewSignIn {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
    private readonly records: ReadSignInRecords,
    private readonly rules: AttributeRules,
    private readonly policy: CurrentPolicy,
    private readonly providers: IdentityProviders,
    private readonly released: ReleasedAttributes,
    private readonly ask: PresentUniversityAsk,
  ) {}

  /** @throws VirlabError `not-found` when there is no such record (any more) */
  async run(id: string, viewer: Viewer): Promise<SignInRecord> {
    const record = await this.source.manager.findOneBy(SignInRecordEntity, { id });
    if (!record) throw new VirlabError('not-found');
    const [summary] = await this.records.present([record], viewer);
    if (!summary) throw new VirlabError('not-found');
    const { entityId, release, missing, policyVersion } = record;
    const rules = (await this.rules.version(record.rulesVersion)) ?? (await this.rules.current());
    const asked = neededByRules((await this.policy.find())?.table, entityId);
    const counts = new Map(asked.map(({ attr, rules: names }) => [attr, names.length]));
    const lacking = await this.released.lackedBy(entityId, missing);
    const presented: SignInRecord = {
      ...summary,
      reference: record.reference,
      provider: record.provider,
      rulesVersion: record.rulesVersion,
      ...(policyVersion === null ? {} : { policyVersion }),
      scopes: (await this.providers.find(entityId))?.metadata.scopes ?? [],
      values: release.values.map((fate) => presentValue(fate, rules, counts, seesNames(viewer))),
      unmapped: release.unmapped,
      lacking: lacking.map((one) => ({ ...one, came: release.values.some(({ attr }) => attr === one.attr) })),
      ask: await this.ask.ofRecord(record),
    };
    await this.tell(presented, viewer);
    return presented;
  }

  private async tell({ id, person, university, reference }: SignInRecord, viewer: Viewer): Promise<void> {
    await this.audit.record({
      kind: 'person.viewed',
      ...actorOf(viewer),
      subject: person?.id
        ? { kind: 'person', id: person.id, title: person.displayName }
        : { kind: 'sign-in', id, title: person?.displayName ?? 'unknown person' },
      facts: { shown: 'sign-in', idp: university.entityId, reference },
    });
  }
}

function presentValue(
  { attr, name, nameFormat, friendlyName, came, value, fate, why, rule }: ValueFate,
  rules: RulesInForce,
  counts: ReadonlyMap<string, number>,
  isOpen: boolean,
): RecordedValue {
  const hidden = !isOpen && !isImpersonal(attr);
  const isRefusedByRule = why === 'not-permitted' || why === 'denied';
  return {
    name,
    ...(nameFormat === undefined ? {} : { nameFormat }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
    came: hidden ? '' : textOf(came),
    attr,
    ...(value === undefined || hidden ? {} : { value: value.value }),
    ...(value?.scope === undefined ? {} : { scope: value.scope }),
    hidden,
    fate,
    ...(why === undefined ? {} : { why }),
    ...(rule === undefined ? {} : { rule }),
    ...(isRefusedByRule ? { words: stepsOf(describeRulesOf(rules.policy, attr)) } : {}),
    use: useOf(attr, name, counts),
    rules: counts.get(attr) ?? 0,
  };
}

function useOf(attr: string, name: string, counts: ReadonlyMap<string, number>): RecordedValue['use'] {
  if (counts.has(attr)) return 'rules';
  if (identifierAttributes.some(({ samlName }) => samlName === name) || attr === 'persistent-id')
    return 'identifier';
  if (NAMES.includes(attr)) return 'name';
  return attr === 'mail' ? 'mail' : 'none';
}

function stepsOf(rules: readonly AttributeRuleWords[]): NonNullable<RecordedValue['words']> {
  return rules.flatMap(({ steps }) => steps.map(({ effect, words }) => ({ effect, words: wordsOf(words) })));
}

function wordsOf({ key, texts, attr, of }: RuleWords): FilterWords {
  return { key, texts, ...(attr === undefined ? {} : { attr }), ...(of ? { of: of.map(wordsOf) } : {}) };
}

function textOf(came: ValueFate['came']): string {
  if (typeof came === 'string') return came;
  return 'value' in came ? came.value : `<${came.unsupportedElement}>`;
}
