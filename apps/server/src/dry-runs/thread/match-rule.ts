import {
  compilePolicy,
  decide,
  type Finding,
  isVirtual,
  type PolicySet,
  readRule,
  type RuleTable,
  type TraceNode,
  type TraceRule,
} from '@virlab/policy';
import type { CompileOnce } from './compile-once';
import { inputOfPerson, type KnownPeople, type KnownPerson } from './known-people';
import type { MatchAnswer, MatchOrder } from './messages';
import { TakeTurns } from './take-turns';

const MOST_EXAMPLES = 5;
/** Universities named of people whom a missing attribute keeps out. */
const MOST_ISSUERS = 5;
/** Answers of people of whom the same was released are kept; beyond this many different ones nothing is saved. */
const MOST_KEPT = 20_000;

/** What one person's attributes come to. */
interface Outcome {
  matches: boolean;
  matched: boolean;
  /** Tests that met nothing and would let the person in if they had met the right thing. */
  gaps: readonly { path: string; attr: string }[];
}

/**
 * Whom a rule matches that is being written, whether it is switched on or not, held against the published rule of its
 * name.
 */
export async function matchRule(
  people: KnownPeople,
  { id, yaml, policy, published, context, facts }: MatchOrder,
  compiler: CompileOnce,
): Promise<{ answer: MatchAnswer } | { findings: Finding[] }> {
  const now = new Date(facts.now);
  const [draft, inForce] = [policy, published].map((text) => text && setOf(text, compiler));
  const defaults = (draft ?? inForce)?.defaults;
  const read = readRule(yaml, { ...context, now }, defaults?.timezone);
  if (!read.ok) return { findings: read.faults };
  const head = { version: 1, id: 'match', revision: 1 };
  const written = compilePolicy({
    ...head,
    ...(defaults ? { defaults } : {}),
    rules: [{ ...read.rule, enabled: true }],
  });
  if (!written.ok) return { findings: written.faults };
  const old = inForce?.rules.find((rule) => rule.id === id);
  const before = old && inForce ? compilePolicy({ ...inForce, rules: [old] }) : undefined;
  const tables = { written: written.table, before: before?.ok ? before.table : undefined };
  const answer: MatchAnswer = {
    known: people.count,
    people: 0,
    hasPublished: old !== undefined,
    more: 0,
    fewer: 0,
    missing: [],
    examples: [],
  };
  const judge = new JudgeOnce(tables, { now, facts });
  const gaps = new Map<string, { path: string; attr: string; people: number; issuers: Set<string> }>();
  const turns = new TakeTurns();
  for await (const some of people.all()) {
    for (const person of some) {
      const { matches, matched, gaps: own } = judge.run(person);
      if (matches) answer.people += 1;
      if (matches && !matched) answer.more += 1;
      if (matched && !matches) answer.fewer += 1;
      if (matches && answer.examples.length < MOST_EXAMPLES) {
        answer.examples.push({ userId: person.userId, issuer: person.issuer });
      }
      for (const { path, attr } of own) {
        const gap = gaps.get(path) ?? { path, attr, people: 0, issuers: new Set<string>() };
        gaps.set(path, gap);
        gap.people += 1;
        if (gap.issuers.size < MOST_ISSUERS) gap.issuers.add(person.issuer);
      }
      await turns.run();
    }
  }
  answer.missing = [...gaps.values()].map(({ issuers, ...gap }) => ({ ...gap, issuers: [...issuers] }));
  return { answer };
}

function setOf(text: NonNullable<MatchOrder['policy']>, compiler: CompileOnce): PolicySet | undefined {
  const compiled = compiler.run(text);
  return compiled.ok ? compiled.table.set : undefined;
}

/** Judges each different set of released values once: most people share theirs with many. */
class JudgeOnce {
  private readonly kept = new Map<string, Outcome>();
  private readonly asks: readonly string[];
  private readonly asksVirtual: boolean;

  constructor(
    private readonly tables: { written: RuleTable; before: RuleTable | undefined },
    private readonly at: { now: Date; facts: MatchOrder['facts'] },
  ) {
    const all = [tables.written, tables.before].filter((table) => table !== undefined);
    this.asks = [...new Set(all.flatMap(({ asks }) => asks))];
    this.asksVirtual = all.some(({ set }) => asksVirtual(set));
  }

  run(person: KnownPerson): Outcome {
    const { released, issuer, provider } = person;
    const key = JSON.stringify([
      issuer,
      this.asks.map((attr) => released?.attributes[attr]),
      ...(this.asksVirtual ? [provider, released?.authn] : []),
    ]);
    const known = this.kept.get(key);
    if (known) return known;
    const outcome = this.judge(person);
    if (this.kept.size < MOST_KEPT) this.kept.set(key, outcome);
    return outcome;
  }

  private judge(person: KnownPerson): Outcome {
    const input = inputOfPerson(person, this.at.facts.providers);
    const ruleOf = (table: RuleTable) => decide(table, input, this.at.now).trace.rules[0];
    const rule = ruleOf(this.tables.written);
    const before = this.tables.before && ruleOf(this.tables.before);
    return {
      matches: rule?.outcome === 'matched',
      matched: before?.outcome === 'matched',
      gaps: rule && person.released ? gapsOf(rule) : [],
    };
  }
}

function asksVirtual({ rules }: PolicySet): boolean {
  const text = JSON.stringify(rules);
  return [...text.matchAll(/"attr":"([^"]+)"/g)].some(([, attr = '']) => isVirtual(attr));
}

/** Tests of attributes that were not released, any answer of which would make the rule match. */
function gapsOf({ outcome, tree }: TraceRule): { path: string; attr: string }[] {
  if (outcome === 'matched') return [];
  return testsIn(tree)
    .filter(({ result, seen }) => result === 'missing' && (seen ?? []).length === 0)
    .filter(({ path }) => [true, false].some((answer) => truthOf(tree, path, answer) === true))
    .map(({ path, attr = '' }) => ({ path, attr }));
}

function testsIn(node: TraceNode): TraceNode[] {
  return node.kind === 'test' ? [node] : (node.children ?? []).flatMap(testsIn);
}

/** What a condition would be if the test at `path` had answered; undefined for a missing answer. */
function truthOf(node: TraceNode, path: string, answer: boolean): boolean | undefined {
  if (node.kind === 'test') {
    if (node.path === path) return answer;
    return node.result === 'true' ? true : node.result === 'false' ? false : undefined;
  }
  if (node.kind === 'always') return true;
  const parts = (node.children ?? []).map((child) => truthOf(child, path, answer));
  if (node.kind === 'not') return parts[0] === undefined ? undefined : !parts[0];
  const decides = node.kind === 'any';
  if (parts.includes(decides)) return decides;
  return parts.includes(undefined) ? undefined : !decides;
}
