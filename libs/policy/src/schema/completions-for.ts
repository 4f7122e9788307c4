import { z } from 'zod';
import { conditionKind, isOp } from '../conditions';
import type { Path } from '../language/finding';
import { policySchema, ruleSchema } from './whole-schema';

/** Something that may be written at a place. */
export interface Completion {
  label: string;
  /** One sentence about it. */
  doc?: string;
}

/** What a value at a place refers to, so that a page can suggest what exists. */
export type Wanted =
  'attribute' | 'attribute-value' | 'scope' | 'pool' | 'class' | 'role' | 'provider' | 'timezone';

/** All that may be written at a place. */
export interface Completions {
  /** Fields that the group of fields at this place may still have. */
  fields: Completion[];
  /** Fixed words for a value at this place. */
  values: Completion[];
  /** A value here names something that the page knows. */
  wants?: Wanted;
  /** The attribute whose values are wanted, for `attribute-value` and `scope`. */
  attr?: string;
}

/**
 * Tells what may be written at a place of a rule, or of a whole policy.
 *
 * @param path - keys and indexes from the root to the place; it may be one that is not written yet
 * @param document - what is written so far, as plain data; whatever it is, it is only looked at
 */
export function completionsFor(path: Path, document: unknown, of: 'rule' | 'policy' = 'rule'): Completions {
  let options: z.ZodType[] = [of === 'rule' ? ruleSchema : policySchema];
  let found = document;
  const around: unknown[] = [];
  for (const step of path) {
    options = fitting(options, found).flatMap((option) => inside(option, step));
    around.push(found);
    found = at(found, step);
  }
  const here = fitting(options, found);
  return {
    fields: fieldsOf(here, found),
    values: unique(path.at(-1) === 'op' ? opsOf(here) : here.flatMap(wordsOf)),
    ...wantedAt(path, around),
  };
}

/** Alternatives that what is written may still become. */
function fitting(options: readonly z.ZodType[], found: unknown): z.ZodType[] {
  const all = options.flatMap(alternatives);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return all;
  const keys = Object.keys(found);
  const op: unknown = 'op' in found ? found.op : undefined;
  const known = isOp(op) ? [conditionKind(op).schema] : undefined;
  const fit = all.filter((option) => {
    if (!(option instanceof z.ZodObject)) return false;
    if (known !== undefined && Object.hasOwn(option.shape, 'op'))
      return wordsOf(option.shape.op as z.ZodType).some(({ label }) => label === op);
    return keys.every((key) => Object.hasOwn(option.shape, key));
  });
  // Something misspelt beside it should not silence everything.
  return fit.length > 0 ? fit : all.filter((option) => option instanceof z.ZodObject);
}

function alternatives(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodLazy || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return alternatives(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => alternatives(option as z.ZodType));
  return [schema];
}

function inside(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema instanceof z.ZodArray && typeof step === 'number') return [schema.element as z.ZodType];
  if (!(schema instanceof z.ZodObject) || typeof step !== 'string') return [];
  return Object.hasOwn(schema.shape, step) ? [schema.shape[step] as z.ZodType] : [];
}

function at(found: unknown, step: string | number): unknown {
  if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
  return (found as Record<string | number, unknown>)[step];
}

function fieldsOf(options: readonly z.ZodType[], found: unknown): Completion[] {
  const written = new Set(typeof found === 'object' && found !== null ? Object.keys(found) : []);
  const fields = options.flatMap((option) =>
    option instanceof z.ZodObject ? Object.keys(option.shape) : [],
  );
  return [...new Set(fields)].filter((field) => !written.has(field)).map((label) => ({ label }));
}

function wordsOf(schema: z.ZodType): Completion[] {
  return alternatives(schema).flatMap((option): Completion[] => {
    if (option instanceof z.ZodLiteral) return [...option.values].map((value) => ({ label: String(value) }));
    if (option instanceof z.ZodEnum) return option.options.map((value) => ({ label: String(value) }));
    return option instanceof z.ZodBoolean ? [{ label: 'true' }, { label: 'false' }] : [];
  });
}

function opsOf(options: readonly z.ZodType[]): Completion[] {
  return options.flatMap(wordsOf).map(({ label }) => ({
    label,
    ...(isOp(label) ? { doc: conditionKind(label).doc } : {}),
  }));
}

function unique(completions: readonly Completion[]): Completion[] {
  return [...new Map(completions.map((completion) => [completion.label, completion])).values()];
}

/** Operands of numbers and counts name nothing, and a pattern is for its author to write. */
const TEXT_OPS: ReadonlySet<unknown> = new Set(['equals', 'oneOf', 'startsWith', 'endsWith', 'urnUnder']);

function wantedAt(path: Path, around: readonly unknown[]): Pick<Completions, 'wants' | 'attr'> {
  const names = path.filter((step) => typeof step === 'string');
  const last = names.at(-1);
  if (names.includes('effects')) return wantedByEffect(names);
  if (last === 'timezone') return { wants: 'timezone' };
  if (last === 'idps') return { wants: 'provider' };
  if (last === 'attr') return { wants: 'attribute' };
  if (last !== 'value' && last !== 'values') return {};
  const test = around.at(last === path.at(-1) ? -1 : -2);
  const [attr, op] = [at(test, 'attr'), at(test, 'op')];
  if (typeof attr !== 'string') return {};
  if (op === 'hasScope' || at(test, 'part') === 'scope') return { wants: 'scope', attr };
  return TEXT_OPS.has(op) ? { wants: 'attribute-value', attr } : {};
}

function wantedByEffect(names: readonly string[]): Pick<Completions, 'wants'> {
  const [last, before] = [names.at(-1), names.at(-2)];
  if (last === 'pool' || last === 'role') return { wants: last };
  if (last === 'scope' || (last === 'ref' && before === 'class') || (last === 'class' && before === 'deny'))
    return { wants: 'class' };
  return {};
}
