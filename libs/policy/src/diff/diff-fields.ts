import type { Cond, PolicySet, Rule } from '../language/policy-set';

/** A field with what it held and holds; a side that has it not is left out. */
export interface FieldDiff {
  /** Name of the field, or its place in the rule (`when.all[0].ci`). */
  field: string;
  before?: string;
  after?: string;
}

/** Fields of a rule that its sentence does not say, in the order of a page. */
const BESIDE = ['name', 'description', 'enabled', 'priority', 'owner', 'note'] as const;

/** Fields of a test that change what it means and that its sentence does not say. */
const UNSAID = ['ci', 'extract'] as const;

/** Whatever the sentence of a rule does not say and that differs. */
export function diffRuleFields(before: Rule, after: Rule): FieldDiff[] {
  const beside = BESIDE.flatMap((field) => fieldDiff(field, before[field], after[field]));
  return [...beside, ...diffUnsaid(before.when, after.when)];
}

/** The defaults of a policy, and its id; the revision is the version's number and not compared. */
export function diffDefaults(before: PolicySet, after: PolicySet): FieldDiff[] {
  const [a, b] = [before.defaults ?? {}, after.defaults ?? {}];
  const plain = (['leaseDays', 'maxLeaseDays', 'timezone', 'whenNoRule'] as const).flatMap((field) =>
    fieldDiff(field, a[field], b[field]),
  );
  const lease = (list: typeof a.assuranceLease) =>
    list?.map(({ assurance, days }) => `${assurance}: ${days}`).join(', ');
  return [
    ...fieldDiff('id', before.id, after.id),
    ...plain,
    ...fieldDiff('assuranceLease', lease(a.assuranceLease), lease(b.assuranceLease)),
  ];
}

/** One field, or nothing when both sides hold the same. */
export function fieldDiff(
  field: string,
  before: string | number | boolean | undefined,
  after: string | number | boolean | undefined,
): FieldDiff[] {
  if (before === after) return [];
  return [
    {
      field,
      ...(before === undefined ? {} : { before: String(before) }),
      ...(after === undefined ? {} : { after: String(after) }),
    },
  ];
}

interface UnsaidField {
  path: string;
  value: string | boolean;
}

/** Tests are paired by what they ask, so that a test that only moved inside its rule is no difference. */
function diffUnsaid(before: Cond, after: Cond): FieldDiff[] {
  const [old, now] = [unsaidIn(before), unsaidIn(after)];
  const diffs: FieldDiff[] = [];
  for (const [test, fields] of now) {
    const known = old.get(test);
    if (known?.value !== fields.value) diffs.push(...fieldDiff(fields.path, known?.value, fields.value));
  }
  for (const [test, fields] of old) {
    if (!now.has(test)) diffs.push(...fieldDiff(fields.path, fields.value, undefined));
  }
  return diffs;
}

function unsaidIn(condition: Cond): Map<string, UnsaidField> {
  const found = new Map<string, UnsaidField>();
  const count = new Map<string, number>();
  const walk = (at: Cond, path: string): void => {
    if ('all' in at) at.all.forEach((child, index) => walk(child, `${path}.all[${index}]`));
    else if ('any' in at) at.any.forEach((child, index) => walk(child, `${path}.any[${index}]`));
    else if ('not' in at) walk(at.not, `${path}.not`);
    else if ('op' in at && 'attr' in at) {
      const { attr, op } = at;
      const asked = JSON.stringify([
        attr,
        op,
        'value' in at ? at.value : '',
        'values' in at ? at.values : [],
      ]);
      const nth = (count.get(asked) ?? 0) + 1;
      count.set(asked, nth);
      for (const field of UNSAID) {
        const value: unknown = (at as unknown as Record<string, unknown>)[field];
        if (value === true || typeof value === 'string')
          found.set(`${asked} ${nth} ${field}`, { path: `${path}.${field}`, value });
      }
    }
  };
  walk(condition, 'when');
  return found;
}
