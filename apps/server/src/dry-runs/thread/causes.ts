import {
  compareDecisions,
  compilePolicy,
  type PolicySet,
  type RightDifference,
  type Rule,
} from '@virlab/policy';
import { DecideAboutKnown } from './decide-about-known';
import type { KnownPerson } from './known-people';
import type { KnownFacts } from './messages';

type Sides = readonly [DecideAboutKnown, DecideAboutKnown];

/**
 * Finds why a right moves. The trace of a whole policy costs more than many decisions, so only the rules that have to do
 * with the right are asked: those that give it, deny it or lower it, under either policy.
 */
export class Causes {
  private readonly sides = new Map<string, Sides | null>();

  constructor(
    private readonly before: PolicySet,
    private readonly after: PolicySet,
    private readonly facts: KnownFacts,
  ) {}

  /** @param difference - of the person's decisions under both policies */
  of(person: KnownPerson, difference: RightDifference): RightDifference['cause'] {
    const { target, scope, what } = difference;
    const sides = this.sidesOf(target.kind, target.ref);
    const same = sides
      ? compareDecisions(sides[0].run(person), sides[1].run(person)).find(
          (one) =>
            one.what === what &&
            one.target.kind === target.kind &&
            one.target.ref === target.ref &&
            one.scope === scope,
        )
      : undefined;
    return (same ?? difference).cause;
  }

  private sidesOf(kind: string, ref: string): Sides | null {
    const key = `${kind} ${ref}`;
    const known = this.sides.get(key);
    if (known !== undefined) return known;
    const concerning = new Set(
      [...this.before.rules, ...this.after.rules]
        .filter((rule) => concerns(rule, kind, ref))
        .map(({ id }) => id),
    );
    const [before, after] = [this.before, this.after].map((set) => {
      const compiled = compilePolicy({ ...set, rules: set.rules.filter(({ id }) => concerning.has(id)) });
      return compiled.ok ? new DecideAboutKnown(compiled.table, this.facts) : null;
    });
    const sides: Sides | null = before && after ? [before, after] : null;
    this.sides.set(key, sides);
    return sides;
  }
}

function concerns({ effects }: Rule, kind: string, ref: string): boolean {
  return effects.some((effect) => {
    if ('limit' in effect) return kind === 'pool' && (effect.limit.pool ?? ref) === ref;
    if ('deny' in effect) return effect.deny === 'login' || Reflect.get(effect.deny, kind) === ref;
    if ('class' in effect) {
      // A template may lead to any class.
      return kind === 'class' && ('template' in effect.class || effect.class.ref === ref);
    }
    return Reflect.get(effect, kind) === ref;
  });
}
