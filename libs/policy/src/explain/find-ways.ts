import { RE2JS } from 're2js';
import { compareText } from '../compile/compare-text';
import type { Decision } from '../decide/decision';
import type { Trace, TraceByHand, TraceGift, TraceRule } from '../decide/trace';
import type { AnyTarget } from '../language/target';
import type { Way } from './explanation';
import { findCauses } from './find-causes';
import { markDecided } from './mark-decided';
import { effort, nearestFix } from './nearest-fix';

/** A target as it is asked about; without a scope, any scope of a role will do. */
export type AskedTarget = AnyTarget & { scope?: string };

/**
 * Rules that could give a target, the nearest to matching first; before them what was given by hand, after them what was
 * and is over. For `login`: every rule that gives anything.
 */
export function findWays({ trace }: Decision, target: AskedTarget): Way[] {
  const given = (trace.byHand ?? []).filter((one) => target.kind === 'login' || isGiven(one, target));
  const over = given.filter(({ outcome }) => outcome === 'over');
  const held = given.filter(({ outcome }) => outcome !== 'over');
  return [...held.map(wayByHand), ...waysByRule(trace, target), ...over.map(wayByHand)];
}

function waysByRule(trace: Trace, target: AskedTarget): Way[] {
  return trace.rules
    .filter(({ gives }) =>
      target.kind === 'login' ? gives.length > 0 : gives.some((gift) => isAbout(gift, target)),
    )
    .map((rule) => wayOf(rule, trace.dropped))
    .toSorted(
      (a, b) => a.far - b.far || b.way.priority - a.way.priority || compareText(a.way.ruleId, b.way.ruleId),
    )
    .map(({ way }) => way);
}

function isGiven({ target }: TraceByHand, { kind, ref, scope }: AskedTarget): boolean {
  return target.kind === kind && target.ref === ref && scope === undefined;
}

/** What was given by hand rests on nothing that a person is: its tree is one node that always holds while it lasts. */
function wayByHand({ id, reason, validUntil, outcome }: TraceByHand): Way {
  const isOver = outcome === 'over';
  return {
    ruleId: `grant:${id}`,
    ruleName: reason,
    outcome: isOver ? 'outOfWindow' : 'matched',
    priority: 0,
    tree: { path: '', kind: 'always', result: isOver ? 'notAsked' : 'true', decided: !isOver },
    causes: [],
    wouldHaveToBeTrue: [],
    byHand: { id, reason, validUntil, outcome },
  };
}

/** One rule as a way to a right, with its distance. */
export function wayOf(rule: TraceRule, dropped: Parameters<typeof findCauses>[1]): { way: Way; far: number } {
  const { id, name, outcome, priority } = rule;
  const tree = markDecided(rule.tree);
  const head = { ruleId: id, ruleName: name, outcome, priority, tree };
  if (outcome === 'matched') return { way: { ...head, causes: [], wouldHaveToBeTrue: [] }, far: 0 };
  if (outcome !== 'notMatched' && outcome !== 'missing') {
    return { way: { ...head, causes: [], wouldHaveToBeTrue: [] }, far: Number.MAX_SAFE_INTEGER };
  }
  const fix = nearestFix(rule.tree);
  const wouldHaveToBeTrue = (fix ?? []).map(({ node, negated }) => ({
    ruleId: id,
    ...(node.attr === undefined ? {} : { attr: node.attr }),
    op: node.op ?? '',
    expected: node.expected ?? [],
    negated,
    ...(node.part === undefined ? {} : { part: node.part }),
    ...(node.ci === undefined ? {} : { ci: node.ci }),
    ...(node.quantifier === undefined ? {} : { quantifier: node.quantifier }),
  }));
  // A rule that nothing could make match is further than any that something could, and nearer than one not asked.
  const far = fix === undefined ? Number.MAX_SAFE_INTEGER - 1 : effort(fix);
  return { way: { ...head, causes: findCauses(tree, dropped), wouldHaveToBeTrue }, far };
}

function isAbout(gift: TraceGift, target: AskedTarget): boolean {
  if (gift.kind !== target.kind) return false;
  if (gift.kind === 'role' && target.scope !== undefined && gift.scope !== target.scope) return false;
  return 'template' in gift ? couldFill(gift.template, target.ref) : gift.ref === target.ref;
}

/** Tells whether some captured texts would turn a template into a reference. */
function couldFill(template: string, ref: string): boolean {
  const pattern = template
    .split(/\{[^{}]*\}/)
    .map((text) => RE2JS.quote(text))
    .join('[A-Za-z0-9._~-]+');
  return RE2JS.compile(pattern).testExact(ref);
}
