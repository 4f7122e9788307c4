import { encodeAttributes, rawOf, releaseAttributes, toDecisionAttributes } from '@virlab/attributes';
import { Injectable } from '@nestjs/common';
import { checkLastAdmin, type DecisionInput } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { Classes } from '../classes/index';
import { Settings } from '../config/index';
import { IdentityProviders } from '../federation/index';
import type { AccountEntity } from '../identity/index';
import { Clock } from '../platform/index';
import { CurrentPolicy, FindAdmins, POLICY_ADMIN, ReadDecisionInput } from '../policies/index';
import { AttributeRules } from './attribute-rules';
import { identifierAttributes, URI_FORMAT } from './identifier-attributes';
import { issuerOf } from './issuer-of';
import type { RulesInForce } from './rules-in-force';
import { SignInRecordEntity } from './sign-in-record.entity';

/** Keeps attribute rules from being published under which nobody who looks after them now would get in any more. */
@Injectable()
export class GuardIdentityAdmins {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly classes: Classes,
    private readonly providers: IdentityProviders,
    private readonly policy: CurrentPolicy,
    private readonly findAdmins: FindAdmins,
    private readonly readInput: ReadDecisionInput,
    private readonly rules: AttributeRules,
  ) {}

  /**
   * Reads the last sign-ins of the identity admins again by the candidate and asks the policy in force: true when none of
   * them would be recognised and have the role. False while there is no policy or no identity admin.
   */
  async wouldLockOut(candidate: RulesInForce, manager: EntityManager): Promise<boolean> {
    const policy = await this.policy.find(manager);
    const admins = await this.findAdmins.run(manager);
    if (!policy || admins.length === 0) return false;
    const inputs: DecisionInput[] = [];
    for (const account of admins) {
      const input = await this.inputOf(account, candidate, manager);
      if (input) inputs.push(input);
    }
    const classes = new Set((await this.classes.all(manager)).map(({ id }) => id));
    return checkLastAdmin(policy.table, inputs, [POLICY_ADMIN], this.clock.now(), { classes }).length > 0;
  }

  /** What the policy would be asked; undefined when the candidate would not recognise the account. */
  private async inputOf(
    account: AccountEntity,
    candidate: RulesInForce,
    manager: EntityManager,
  ): Promise<DecisionInput | undefined> {
    const known = await this.providers.find(account.issuer, manager);
    if (!known) return undefined;
    const { input } = await this.readInput.run(account, manager);
    const released = releaseAttributes(await this.rawOf(account, input, manager), {
      map: candidate.map,
      policy: candidate.policy,
      idp: issuerOf(known.metadata),
      requester: this.settings.samlEntityId,
      ...(input.authn?.context === undefined ? {} : { authnContext: input.authn.context }),
    });
    const identifier = identifierAttributes.find(({ type }) => type === account.identifierType);
    if (identifier) {
      const id = candidate.map.find(identifier.samlName, URI_FORMAT)?.id;
      const values = id === undefined ? [] : released.values(id);
      if (!values.some((value) => value.toLowerCase() === account.identifier.toLowerCase())) return undefined;
    }
    const dropped = released.dropped.map(({ attr, value, why }) => ({ attr, value, why }));
    return { ...input, attributes: toDecisionAttributes(released), dropped };
  }

  /** What came at the last sign-in; where that is not kept any more, what would have come to the same. */
  private async rawOf(account: AccountEntity, { attributes }: DecisionInput, manager: EntityManager) {
    const [latest] = await manager.find(SignInRecordEntity, {
      where: { accountId: account.id },
      order: { at: 'DESC', id: 'DESC' },
      take: 1,
    });
    if (latest) return rawOf(latest.release);
    const { map } = await this.rules.current(manager);
    return encodeAttributes(attributes, map);
  }
}
