import type { RE2JS } from 're2js';
import { z } from 'zod';
import { patternField } from '../language/fields';
import { compilePattern } from './compile-pattern';
import { defineCondition, type CaptureRow } from './condition-kind';
import { judgeValues, truthOf } from './judge-values';
import { opField, textFields } from './text-condition';

/** `matches`: the whole of a value fits this RE2 pattern; named groups feed the templates of the rule. */
export const matches = defineCondition({
  op: 'matches',
  doc: 'true when the whole of a value fits this RE2 pattern; named groups can be used by class templates',
  schema: z.strictObject({ ...textFields, op: opField('matches'), value: patternField }),
  prepare(test) {
    const pattern = compilePattern(test.value, test.ci === true, ['value']);
    if ('code' in pattern) return [pattern];
    const names = Object.keys(pattern.namedGroups());
    // Letter case is the pattern's business: the captured text has to keep its own.
    const manner = { part: test.part, quantifier: test.quantifier };
    return {
      attr: test.attr,
      expected: [test.value],
      manner: { ...manner, ci: test.ci },
      captures: names,
      costly: true,
      needs: 'value',
      evaluate(reading) {
        const captures: CaptureRow[] = [];
        const verdict = judgeValues(reading.attribute(test.attr), manner, (text) => {
          if (!pattern.testExact(text)) return 'false';
          if (names.length > 0) captures.push({ value: text, groups: groupsOf(pattern, names, text) });
          return truthOf(true);
        });
        if (names.length === 0) return verdict;
        return {
          ...verdict,
          captures: captures.map((row, i) => ({ ...row, value: verdict.matched[i] ?? row.value })),
        };
      },
    };
  },
});

function groupsOf(pattern: RE2JS, names: readonly string[], text: string): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  const matcher = pattern.matcher(text);
  if (!matcher.matches()) return groups;
  for (const name of names) {
    const caught = matcher.group(name);
    if (caught !== null) groups.set(name, caught);
  }
  return groups;
}
