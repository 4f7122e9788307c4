import type { TargetHolders } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { Rule } from '@virlab/policy';
import { Entitlements } from '../entitlements/index';
import { Users } from '../identity/index';
import { CurrentPolicy } from './current-policy';
import { KnownTargets } from './known-targets';

/** More names than this are a list of people, which has a page of its own. */
const MOST_NAMES = 100;
const BY_HAND = 'grant:';

/** Answers who has a role, a class or a pool, and by which rules, without asking about anybody in particular. */
@Injectable()
export class ExplainHolders {
  constructor(
    private readonly current: CurrentPolicy,
    private readonly targets: KnownTargets,
    private readonly entitlements: Entitlements,
    private readonly users: Users,
  ) {}

  /**
   * @param withNames - false for who may not see people
   * @throws VirlabError `policy-target-unknown`, `policy-not-published`
   */
  async run(text: string, withNames: boolean): Promise<TargetHolders> {
    const target = await this.targets.find(text);
    const { version, table } = await this.current.table();
    const rights = await this.entitlements.holdersOf(target.kind, target.ref);
    const counted = new Map<string, { ruleName: string; people: Set<string> }>();
    for (const { ruleId, ruleName, userId } of rights) {
      const known = counted.get(ruleId) ?? { ruleName, people: new Set<string>() };
      counted.set(ruleId, known);
      known.people.add(userId);
    }
    const rules = new Map(
      table.set.rules
        .filter((rule) => gives(rule, target))
        .map(({ id, name, enabled }) => [
          id,
          { ruleId: id, ruleName: name, byHand: false, enabled, people: counted.get(id)?.people.size ?? 0 },
        ]),
    );
    for (const [ruleId, { ruleName, people }] of counted) {
      const byHand = ruleId.startsWith(BY_HAND);
      if (!rules.has(ruleId))
        rules.set(ruleId, { ruleId, ruleName, byHand, enabled: true, people: people.size });
    }
    const firstRight = new Map(rights.toReversed().map((right) => [right.userId, right.ruleId]));
    const ids = [...firstRight.keys()].slice(0, MOST_NAMES);
    const holders = withNames
      ? (await this.users.byIds(ids))
          .map(({ id, displayName }) => ({ id, displayName, ruleId: firstRight.get(id) ?? '' }))
          .sort((one, other) => one.displayName.localeCompare(other.displayName))
      : undefined;
    return {
      target,
      policyVersion: version,
      people: firstRight.size,
      rules: [...rules.values()].sort((one, other) => other.people - one.people),
      denies: table.set.rules.filter(({ enabled }) => enabled).flatMap((rule) => denialsOf(rule, target)),
      ...(holders ? { holders } : {}),
    };
  }
}

type Asked = Pick<TargetHolders['target'], 'kind' | 'ref'>;

/** A template may lead to any class, so its rule is told only where it does: by the rights that it gave. */
function gives({ effects }: Rule, { kind, ref }: Asked): boolean {
  return effects.some((effect) => {
    if ('role' in effect) return kind === 'role' && effect.role === ref;
    if ('pool' in effect) return kind === 'pool' && effect.pool === ref;
    return 'class' in effect && kind === 'class' && 'ref' in effect.class && effect.class.ref === ref;
  });
}

function denialsOf({ id, name, effects }: Rule, { kind, ref }: Asked): TargetHolders['denies'] {
  return effects.flatMap((effect) => {
    if (!('deny' in effect)) return [];
    const concerns =
      effect.deny === 'login' || Object.entries(effect.deny).some(([of, one]) => of === kind && one === ref);
    return concerns ? [{ ruleId: id, ruleName: name, reason: effect.reason }] : [];
  });
}
