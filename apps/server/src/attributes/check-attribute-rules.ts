import { compareAttributeRules, readAttributeMap, readAttributePolicy } from '@virlab/attributes';
import type { AttributeRulesReport } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentPolicy } from '../policies/index';
import { AttributeRules } from './attribute-rules';
import { GuardIdentityAdmins } from './guard-identity-admins';
import type { RuleTexts } from './rules-in-force';
import { usedAttributes } from './used-attributes';

/** Says what would be different with other attribute rules in force. Changes nothing. */
@Injectable()
export class CheckAttributeRules {
  constructor(
    private readonly source: DataSource,
    private readonly rules: AttributeRules,
    private readonly policy: CurrentPolicy,
    private readonly guardAdmins: GuardIdentityAdmins,
  ) {}

  async run(texts: RuleTexts, manager: EntityManager = this.source.manager): Promise<AttributeRulesReport> {
    const current = await this.rules.current(manager);
    const map = readAttributeMap(texts.mapXml);
    const policy = readAttributePolicy(texts.policyXml);
    const table = (await this.policy.find(manager))?.table;
    const used = usedAttributes(current, table, map.ok ? map.map : undefined);
    const { gone, ...report } = compareAttributeRules(current, { map, policy }, used);
    const locksOut =
      map.ok &&
      policy.ok &&
      (await this.guardAdmins.wouldLockOut(
        { version: current.version, ...texts, map: map.map, policy: policy.policy },
        manager,
      ));
    return {
      current: current.version,
      unchanged: current.mapXml === texts.mapXml && current.policyXml === texts.policyXml,
      locksOut,
      ...report,
      gone: gone.map(({ id, usedBy }) => ({ id, ...usedBy })),
    };
  }
}
