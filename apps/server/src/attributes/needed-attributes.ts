import { type Decision, isVirtual, type RuleTable } from '@virlab/policy';
import type { MissingAttribute } from './sign-in-record.entity';

/** Stands where an attribute id would, for whatever tells a person apart: which attribute does is the provider's choice. */
export const IDENTIFIER = 'identifier';

type TraceNode = Decision['trace']['rules'][number]['tree'];

/** The attributes that rules about an identity provider's people ask for, each with the names of those rules. */
export function neededByRules(table: RuleTable | undefined, entityId: string): MissingAttribute[] {
  const needed = new Map<string, Set<string>>();
  for (const { rule, idps, tests } of table?.rules ?? []) {
    if (!rule.enabled || (idps !== undefined && !idps.has(entityId))) continue;
    for (const { attr, op } of tests) if (asksFor(attr, op)) add(needed, attr, rule.name);
  }
  return listed(needed);
}

/** Every attribute that some rule asks about, in whatever way, each with the names of those rules. */
export function testedByRules(table: RuleTable | undefined): MissingAttribute[] {
  const tested = new Map<string, Set<string>>();
  for (const { rule, tests } of table?.rules ?? []) {
    for (const { attr } of tests) if (attr !== undefined && !isVirtual(attr)) add(tested, attr, rule.name);
  }
  return listed(tested);
}

/**
 * What one person lacked: attributes that were not released, of rules that hung on them and of which something else was
 * true. Rules about other people ask for much that nobody else has, so they do not count; but when the person got
 * nothing at all, every rule that hung on something not released does.
 */
export function missingFor(decision: Decision): MissingAttribute[] {
  const hanging = decision.trace.rules.filter(({ outcome }) => outcome === 'missing');
  const near = hanging.filter(({ tree }) => [...testsIn(tree)].some(({ result }) => result === 'true'));
  const gotNothing = decision.roles.length + decision.classes.length + decision.pools.length === 0;
  const missing = new Map<string, Set<string>>();
  for (const { name, tree } of near.length === 0 && gotNothing ? hanging : near) {
    for (const { attr, op, result } of testsIn(tree)) {
      if (result === 'missing' && asksFor(attr, op)) add(missing, attr, name);
    }
  }
  return listed(missing);
}

/** A test that something is absent is content without it; virtual attributes are ours to know. */
function asksFor(attr: string | undefined, op: string | undefined): attr is string {
  return attr !== undefined && !isVirtual(attr) && op !== 'absent';
}

function* testsIn(node: TraceNode): Generator<TraceNode> {
  if (node.kind === 'test') yield node;
  for (const child of node.children ?? []) yield* testsIn(child);
}

function add(map: Map<string, Set<string>>, attr: string, rule: string): void {
  const rules = map.get(attr) ?? new Set();
  map.set(attr, rules.add(rule));
}

function listed(map: ReadonlyMap<string, ReadonlySet<string>>): MissingAttribute[] {
  return [...map]
    .map(([attr, rules]) => ({ attr, rules: [...rules].sort() }))
    .sort((a, b) => (a.attr < b.attr ? -1 : Number(a.attr > b.attr)));
}
