import { compilePolicy, decide, type PolicySet, type Rule, type RuleTable } from '@virlab/policy';
import type { DecideAboutKnown } from './decide-about-known';
import { inputOfPerson, type KnownPerson } from './known-people';
import type { KnownFacts } from './messages';

/** With more changed rules than this share, asking them alone costs as much as deciding. */
const WORTH_ASKING = 0.4;
/** Whoever has more values than this may meet a limit of the engine under one policy and not under the other. */
const USUAL_VALUES = 200;

/**
 * Knows for whom two policies may differ: of somebody whom no changed rule fits, both say the same. Rules are judged one
 * by one, whatever the others are, so asking the changed ones alone tells.
 */
export class ChangedRules {
  private readonly tables: readonly RuleTable[] | undefined;

  constructor(
    private readonly before: DecideAboutKnown,
    private readonly after: DecideAboutKnown,
    private readonly facts: KnownFacts,
  ) {
    this.tables = changedOf(before.table.set, after.table.set);
  }

  /** False when both policies surely say the same of the person. */
  mayConcern(person: KnownPerson): boolean {
    const { tables } = this;
    if (!tables || valuesOf(person) > USUAL_VALUES) return true;
    const input = inputOfPerson(person, this.facts.providers);
    const moments = [...this.before.moments(person), ...this.after.moments(person)];
    return [...new Map(moments.map((moment) => [moment.getTime(), moment])).values()].some((moment) =>
      tables.some((table) => {
        const { refusal, trace } = decide(table, input, moment);
        const isUnread = refusal !== undefined && refusal.code !== 'no-rule' && refusal.code !== 'denied';
        return isUnread || trace.rules.some(({ outcome }) => outcome === 'matched');
      }),
    );
  }
}

/** The changed rules of each policy, compiled; undefined when everybody has to be decided about under both. */
function changedOf(before: PolicySet, after: PolicySet): RuleTable[] | undefined {
  if (JSON.stringify(before.defaults) !== JSON.stringify(after.defaults)) return undefined;
  const old = textsOf(before);
  const now = textsOf(after);
  const isChanged = ({ id }: Rule) => old.get(id) !== now.get(id);
  const tables: RuleTable[] = [];
  for (const set of [before, after]) {
    const rules = set.rules.filter(isChanged);
    if (rules.length > WORTH_ASKING * set.rules.length) return undefined;
    const compiled = compilePolicy({ ...set, rules });
    if (!compiled.ok) return undefined;
    tables.push(compiled.table);
  }
  return tables;
}

function textsOf({ rules }: PolicySet): Map<string, string> {
  return new Map(rules.map((rule) => [rule.id, JSON.stringify(rule)]));
}

function valuesOf({ released }: KnownPerson): number {
  return Object.values(released?.attributes ?? {}).reduce((sum, values) => sum + values.length, 0);
}
