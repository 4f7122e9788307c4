import { isVirtual, type Test } from '../conditions';
import type { Cond } from '../language/policy-set';
import type { SentencePart, ValueKind } from './rule-sentence';

/** Says a condition: `(` course matches [CS101] or year is at least [2], or was not released `)`. */
export function* describeCondition(condition: Cond, path: string, isInside = false): Generator<SentencePart> {
  if ('always' in condition) yield { t: 'text', key: 'everybody' };
  else if ('not' in condition) {
    yield { t: 'text', key: 'not' };
    yield* describeCondition(condition.not, `${path}.not`, true);
  } else if ('all' in condition) yield* describeGroup(condition.all, 'and', `${path}.all`, isInside);
  else if ('any' in condition) {
    const escape = escapeOf(condition.any);
    const others = condition.any.filter((_, index) => index !== escape);
    const [only] = others;
    if (escape < 0 || only === undefined) {
      yield* describeGroup(condition.any, 'or', `${path}.any`, isInside);
    } else {
      yield* describeCondition(only, `${path}.any[${1 - escape}]`, true);
      yield { t: 'text', key: 'or-absent' };
    }
  } else yield* describeTest(condition, path);
}

/** Index of the "…or it was not released" beside one test (or its negation) on the same attribute; else -1. */
function escapeOf(children: readonly Cond[]): number {
  if (children.length !== 2) return -1;
  return children.findIndex((child, index) => {
    const other = children[1 - index];
    return 'op' in child && child.op === 'absent' && other !== undefined && attributeOf(other) === child.attr;
  });
}

function attributeOf(condition: Cond): string | undefined {
  if ('not' in condition) return attributeOf(condition.not);
  return 'attr' in condition && condition.op !== 'absent' ? condition.attr : undefined;
}

function* describeGroup(
  children: readonly Cond[],
  key: 'and' | 'or',
  path: string,
  isInside: boolean,
): Generator<SentencePart> {
  const needsBrackets = isInside && children.length > 1;
  if (needsBrackets) yield { t: 'text', key: 'open' };
  for (const [index, child] of children.entries()) {
    if (index > 0) yield { t: 'text', key };
    yield* describeCondition(child, `${path}[${index}]`, true);
  }
  if (needsBrackets) yield { t: 'text', key: 'close' };
}

function* describeTest(test: Test, path: string): Generator<SentencePart> {
  if ('quantifier' in test && test.quantifier === 'every') yield { t: 'text', key: 'every' };
  if ('part' in test && test.part !== undefined && test.part !== 'whole')
    yield { t: 'text', key: `part.${test.part}` };
  if ('attr' in test) yield { t: 'attr', attr: test.attr, isVirtual: isVirtual(test.attr) };
  yield { t: 'text', key: `condition.${test.op}` };
  if (test.op === 'timeWithin') {
    yield { t: 'value', kind: 'time', text: windowText(test.window), path: `${path}.window` };
    return;
  }
  const kind: ValueKind =
    test.op === 'matches'
      ? 'pattern'
      : test.op.startsWith('num') || test.op === 'countAtLeast'
        ? 'number'
        : 'text';
  if ('value' in test && test.value !== undefined)
    yield { t: 'value', kind, text: String(test.value), path: `${path}.value` };
  if (test.op === 'countAtLeast') yield { t: 'text', key: 'unit.values', count: test.value };
  if (!('values' in test) || test.values === undefined) return;
  for (const [index, value] of test.values.entries()) {
    if (index > 0) yield { t: 'text', key: test.op === 'numBetween' ? 'and' : 'list' };
    yield { t: 'value', kind, text: String(value), path: `${path}.values[${index}]` };
  }
}

function windowText(window: Extract<Test, { op: 'timeWithin' }>['window']): string {
  const { days, from, to, firstDay, lastDay, timezone } = window;
  const dates =
    firstDay === undefined && lastDay === undefined ? [] : [`${firstDay ?? '…'} – ${lastDay ?? '…'}`];
  const hours = from === undefined && to === undefined ? [] : [`${from ?? '00:00'}–${to ?? '24:00'}`];
  return [
    ...(days === undefined ? [] : [days.join(' ')]),
    ...dates,
    ...hours,
    ...(timezone === undefined ? [] : [timezone]),
  ].join(', ');
}
