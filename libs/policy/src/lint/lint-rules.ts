import type { CompileContext } from '../compile/compile-context';
import type { FaultList } from '../compile/fault-list';
import { meant } from '../compile/nearest-word';
import type { CompiledRule } from '../compile/rule-table';
import { conditionKinds } from '../conditions';
import type { Path } from '../language/finding';
import { whyNever } from './can-hold';
import type { Contradiction } from './contradiction';
import { Effort } from './effort';
import { formulaOf, testText, type Formula, type Literal } from './formula';
import { shadowedEffects } from './shadowed-effects';
import { Vocabulary } from './vocabulary';

/** A rule with its place in the document. */
export interface PlacedRule {
  compiled: CompiledRule;
  path: Path;
}

/** No wall clock is further from UTC, and a window over midnight ends on the day after. */
const PAST_MARGIN_DAYS = 2;

/**
 * Looks for rules that are right in form and can do nothing: that can never match, that ask for values which nobody has,
 * or whose gifts a deny always takes away. What is told is certain; what is not certain is not told.
 */
export function lintRules(rules: readonly PlacedRule[], context: CompileContext, faults: FaultList): void {
  const effort = new Effort();
  const vocabulary = new Vocabulary(context.vocabulary);
  const shadowed = shadowedEffects(
    rules.map(({ compiled }) => compiled),
    effort,
  );
  for (const { compiled, path } of rules) {
    const formula = formulaOf(compiled.rule.when, compiled.when);
    checkPossible(compiled, formula, path, context.now, effort, faults);
    for (const literal of literalsOf(formula)) checkValues(literal, path, vocabulary, faults);
    for (const { effect, by, target } of shadowed.get(compiled) ?? []) {
      const what = target.kind === 'login' ? 'signing in' : `${target.kind} "${target.ref}"`;
      faults.add({
        code: 'shadowed-by-deny',
        path: [...path, 'effects', effect],
        message: `nobody can have this: rule "${by}" denies ${what} to everybody whom this rule is about`,
        help: 'a deny beats every grant; name in its condition whom it leaves out',
        severity: 'warning',
      });
    }
  }
}

function checkPossible(
  { rule, idps }: CompiledRule,
  formula: Formula,
  path: Path,
  now: Date | undefined,
  effort: Effort,
  faults: FaultList,
): void {
  const whole: Formula = { kind: 'and', parts: [...(idps === undefined ? [] : [fromOneOf(idps)]), formula] };
  const why = whyNever(whole, effort);
  if (why !== undefined) {
    faults.add({ ...neverMatches(rule.id, why, path), severity: 'warning' });
    return;
  }
  if (now === undefined) return;
  const past = lastDayOver(now);
  const isOver = ({ test, negated }: Literal) =>
    !negated && test.op === 'timeWithin' && test.window.lastDay !== undefined && test.window.lastDay < past;
  const over = whyNever(whole, effort, isOver)?.literals.find(isOver);
  if (over?.test.op !== 'timeWithin') return;
  faults.add({
    code: 'unreachable-rule',
    path: [...path, ...stepsOf(over.path), 'window', 'lastDay'],
    message: `rule "${rule.id}" asks for a day until ${over.test.window.lastDay ?? ''} and can never match again`,
    help: 'remove it, or move the window',
    severity: 'warning',
  });
}

function neverMatches(id: string, { literals }: Contradiction, path: Path) {
  const places = literals
    .map((literal) => literal.path)
    .filter((place) => place !== '')
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const last = places.at(-1);
  const message =
    places.length < 2
      ? `rule "${id}" can never match: ${last === undefined ? 'its condition' : 'this'} can never hold`
      : `rule "${id}" can never match: ${places.slice(0, -1).slice(0, 4).join(', ')} and this cannot hold together`;
  return {
    code: 'never-matches' as const,
    path: [...path, ...(last === undefined ? ['when'] : stepsOf(last))],
    message,
    help: places.length < 2 ? undefined : 'put what are alternatives under any',
  };
}

function checkValues(literal: Literal, path: Path, vocabulary: Vocabulary, faults: FaultList): void {
  for (const { path: place, value, isClosed, didYouMean } of vocabulary.unknownIn(literal)) {
    const attr = 'attr' in literal.test ? literal.test.attr : '';
    const message = isClosed
      ? `there is no affiliation "${value}"`
      : `nobody who is known has "${value}" in ${attr}`;
    faults.add({
      code: 'unknown-value',
      path: [...path, ...stepsOf(place)],
      message,
      ...(didYouMean === undefined ? {} : meant(didYouMean)),
      severity: 'warning',
    });
  }
}

/** The providers of a rule, as one more test that has to be true. */
function fromOneOf(idps: ReadonlySet<string>): Formula {
  const test = { attr: 'idp.entityId', op: 'oneOf' as const, values: [...idps] };
  const read = conditionKinds.oneOf.read(test, { timezone: 'UTC' });
  if (!read.ok) return { kind: 'fixed', holds: true };
  return {
    kind: 'literal',
    literal: { test, prepared: read.prepared, negated: false, text: testText(test), path: '' },
  };
}

function* literalsOf(formula: Formula): Generator<Literal> {
  if (formula.kind === 'literal') yield formula.literal;
  else if (formula.kind !== 'fixed') for (const part of formula.parts) yield* literalsOf(part);
}

function lastDayOver(now: Date): string {
  return new Date(now.getTime() - PAST_MARGIN_DAYS * 86_400_000).toISOString().slice(0, 10);
}

/** Steps of a place inside a rule, which has only names and indexes. */
function stepsOf(place: string): (string | number)[] {
  return [...place.matchAll(/([^.[\]]+)/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}
