import { RE2JS } from 're2js';
import { compareText } from '../compile/compare-text';
import type { Decision } from '../decide/decision';
import type { Trace, TraceByHand, TraceGift, TraceRule } from '../decide/trace';
import type { AnyTarget } from '../language/target';
import type { Way } from './explanation';
import { findCauses } from './find-causes';
import { markDecided } from './mark-decided';
import { effort, type Fix, nearestFix } from './nearest-fix';

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

/** The first of {@link findWays} alone: of the other rules no more is made than tells how far they are. */
export function nearestWay({ trace }: Decision, target: AskedTarget): Way | undefined {
  const given = (trace.byHand ?? []).filter((one) => target.kind === 'login' || isGiven(one, target));
  const held = given.find(({ outcome }) => outcome !== 'over');
  if (held !== undefined) return wayByHand(held);
  let nearest: Distance | undefined;
  for (const rule of rulesAbout(trace, target)) {
    const distance = distanceOf(rule);
    if (nearest === undefined || inOrder(distance, nearest) < 0) nearest = distance;
  }
  if (nearest !== undefined) return wayAt(nearest, trace.dropped);
  const [over] = given;
  return over === undefined ? undefined : wayByHand(over);
}

/** The one of {@link findWays} that a rule or a grant by hand is; the others are not made for it. */
export function findWay({ trace }: Decision, target: AskedTarget, ruleId: string): Way | undefined {
  const given = (trace.byHand ?? []).find(({ id }) => `grant:${id}` === ruleId);
  if (given !== undefined)
    return target.kind === 'login' || isGiven(given, target) ? wayByHand(given) : undefined;
  const rule = trace.rules.find(({ id }) => id === ruleId);
  return rule !== undefined && gives(rule, target) ? wayAt(distanceOf(rule), trace.dropped) : undefined;
}

function waysByRule(trace: Trace, target: AskedTarget): Way[] {
  return rulesAbout(trace, target)
    .map(distanceOf)
    .toSorted(inOrder)
    .map((distance) => wayAt(distance, trace.dropped));
}

function rulesAbout({ rules }: Trace, target: AskedTarget): TraceRule[] {
  return rules.filter((rule) => gives(rule, target));
}

function gives({ gives: gifts }: TraceRule, target: AskedTarget): boolean {
  return target.kind === 'login' ? gifts.length > 0 : gifts.some((gift) => isAbout(gift, target));
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

/** How far a rule is from matching, and the least that would have to change; absent when nothing would do. */
interface Distance {
  rule: TraceRule;
  far: number;
  fix?: readonly Fix[];
}

function distanceOf(rule: TraceRule): Distance {
  const { outcome } = rule;
  if (outcome === 'matched') return { rule, far: 0, fix: [] };
  if (outcome !== 'notMatched' && outcome !== 'missing') return { rule, far: Number.MAX_SAFE_INTEGER };
  const fix = nearestFix(rule.tree);
  // A rule that nothing could make match is further than any that something could, and nearer than one not asked.
  return fix === undefined ? { rule, far: Number.MAX_SAFE_INTEGER - 1 } : { rule, far: effort(fix), fix };
}

function inOrder(a: Distance, b: Distance): number {
  return a.far - b.far || b.rule.priority - a.rule.priority || compareText(a.rule.id, b.rule.id);
}

/** A rule as a way to a right. */
function wayAt({ rule, fix }: Distance, dropped: Parameters<typeof findCauses>[1]): Way {
  const { id, name, outcome, priority } = rule;
  const tree = markDecided(rule.tree);
  const head = { ruleId: id, ruleName: name, outcome, priority, tree };
  if (outcome !== 'notMatched' && outcome !== 'missing')
    return { ...head, causes: [], wouldHaveToBeTrue: [] };
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
  return { ...head, causes: findCauses(tree, dropped), wouldHaveToBeTrue };
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
