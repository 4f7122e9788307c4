import type { Part, Reading } from '../conditions';
import type { CompiledCondition, CompiledRule } from './rule-table';
import { SharedTests } from './shared-tests';

/** Something of which a person must have one for a rule to match: a text of an attribute, or any value of it. */
interface Key {
  attr: string;
  part: Part;
  ci: boolean;
  /** Absent: any value will do. */
  text?: string;
}

/** Keys of which one at least must be met. */
type Clause = readonly Key[];

/** Rules by the texts of one attribute, read in one manner. */
interface TextIndex {
  attr: string;
  part: Part;
  ci: boolean;
  rules: Map<string, number[]>;
}

/**
 * Which rules a person may meet, found in a time that grows with what the person has and not with the policy. Each rule
 * stands under one of its clauses, the one that fewest rules share; a rule without any is asked of everybody. A rule
 * that is not found cannot match; one that is found may still not.
 */
export class RuleIndex {
  /** The conditions of the rules, for asking their truth. */
  readonly shared: SharedTests;
  private readonly everybody: number[] = [];
  private readonly byValue = new Map<string, number[]>();
  private readonly byText = new Map<string, TextIndex>();
  /** The entries of the two maps, for walking through them at every decision. */
  private readonly values: readonly (readonly [attr: string, rules: readonly number[]])[];
  private readonly texts: readonly TextIndex[];

  constructor(rules: readonly CompiledRule[]) {
    this.shared = new SharedTests(rules);
    const clauses = rules.map(({ when }) => clausesOf(when));
    const sharers = new Map<string, number>();
    for (const key of clauses.flat(2)) sharers.set(nameOf(key), (sharers.get(nameOf(key)) ?? 0) + 1);
    const crowd = (clause: Clause) => clause.reduce((sum, key) => sum + (sharers.get(nameOf(key)) ?? 0), 0);
    for (const [position, options] of clauses.entries()) {
      const [best] = options.toSorted((a, b) => crowd(a) - crowd(b));
      if (best === undefined) this.everybody.push(position);
      else for (const key of best) this.put(key, position);
    }
    this.values = [...this.byValue];
    this.texts = [...this.byText.values()];
  }

  /** Positions of the rules that may match, in the order of the table, each once. */
  candidates(reading: Reading): number[] {
    const found = this.everybody.slice();
    for (const [attr, positions] of this.values) {
      if (!reading.attribute(attr).isMissing) found.push(...positions);
    }
    for (const { attr, part, ci, rules } of this.texts) {
      const values = reading.attribute(attr);
      if (values.isMissing) continue;
      for (const text of values.read(part, ci)) {
        const positions = text === undefined ? undefined : rules.get(text);
        if (positions !== undefined) found.push(...positions);
      }
    }
    if (found.length < 2) return found;
    found.sort((a, b) => a - b);
    return found.filter((position, index) => position !== found[index - 1]);
  }

  private put({ attr, part, ci, text }: Key, position: number): void {
    if (text === undefined) {
      addTo(this.byValue, attr, position);
      return;
    }
    const manner = JSON.stringify([attr, part, ci]);
    const index = this.byText.get(manner) ?? { attr, part, ci, rules: new Map<string, number[]>() };
    this.byText.set(manner, index);
    addTo(index.rules, text, position);
  }
}

function addTo(lists: Map<string, number[]>, name: string, position: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [position]);
  else if (list.at(-1) !== position) list.push(position);
}

/** The clauses of which each must be met for a condition to be true; none when only asking tells. */
function clausesOf(condition: CompiledCondition): Clause[] {
  if (condition.kind === 'test') return clauseOf(condition);
  if (condition.kind === 'all') return condition.children.flatMap(clausesOf);
  if (condition.kind !== 'any') return [];
  // One of the alternatives has to be true, so one of its clauses met: the shortest of each, put together.
  const joined: Key[] = [];
  for (const child of condition.children) {
    const [shortest] = clausesOf(child).toSorted((a, b) => weightOf(a) - weightOf(b));
    if (shortest === undefined) return [];
    joined.push(...shortest);
  }
  return [joined];
}

function clauseOf({ test }: Extract<CompiledCondition, { kind: 'test' }>): Clause[] {
  const { attr, needs, manner } = test;
  if (attr === undefined || needs === 'nothing') return [];
  const { part = 'whole', ci = false } = manner;
  if (needs === 'value') return [[{ attr, part: 'whole', ci: false }]];
  return [needs.oneOf.map((text) => ({ attr, part, ci, text }))];
}

/** Any value is met more often than many texts. */
function weightOf(clause: Clause): number {
  return clause.reduce((sum, { text }) => sum + (text === undefined ? 1_000 : 1), 0);
}

function nameOf({ attr, part, ci, text }: Key): string {
  return JSON.stringify([attr, part, ci, text]);
}
