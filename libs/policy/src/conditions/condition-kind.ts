import type { z } from 'zod';
import type { FindingCode, Path } from '../language/finding';
import type { AttributeValues, Part } from './attribute-values';
import type { Truth } from './truth';

/** What a test may look at: the attributes after the filter step, the virtual ones, and the time. */
export interface Reading {
  attribute(name: string): AttributeValues;
  readonly now: Date;
}

/** One match of a `matches` test and what its named groups caught. */
export interface CaptureRow {
  value: string;
  groups: ReadonlyMap<string, string>;
}

/** The answer of one test. */
export interface Verdict {
  result: Truth;
  /** What the test looked at. */
  seen: readonly string[];
  /** The values that fitted. */
  matched: readonly string[];
  captures?: readonly CaptureRow[];
}

/** How a test reads its attribute, for the trace and the sentence. */
export interface Manner {
  part?: Part;
  ci?: boolean;
  quantifier?: 'some' | 'every';
}

/** A test whose operands were read and whose regular expressions are compiled. */
export interface PreparedTest {
  op: string;
  attr?: string;
  /** What the test asks for, as texts. */
  expected: readonly string[];
  manner: Manner;
  /** Names of the groups that a template may use. */
  captures: readonly string[];
  /** True when the test runs a regular expression over its values, which counts as work. */
  costly: boolean;
  /**
   * Without what the test is never true, so that the index of rules can pass over it: one of these texts, read from the
   * attribute as `manner` says; some value; or nothing, when only asking tells.
   */
  needs: { oneOf: readonly string[] } | 'value' | 'nothing';
  evaluate(reading: Reading): Verdict;
  /** The truth alone, where it is quicker found than the verdict; undefined where it is not. */
  truth?(reading: Reading): Truth | undefined;
}

/** What the compiler knows that a test may need. */
export interface PrepareSetting {
  /** Zone of the policy's defaults. */
  timezone: string;
}

/** Something wrong with the operands of a test that its schema cannot tell. */
export interface OperandFault {
  code: FindingCode;
  /** Place inside the test. */
  at: Path;
  message: string;
  help?: string;
}

/** What {@link ConditionKind.read} answers. */
export type ReadTest<T> =
  | { ok: true; test: T; prepared: PreparedTest }
  | { ok: false; issues: z.core.$ZodIssue[]; faults: OperandFault[] };

/** One kind of test: how it is written, what it means, how it is said. */
export interface ConditionKind<T = unknown> {
  op: string;
  /** Key of its phrase, the same in every language. */
  textKey: string;
  /** One sentence of reference documentation. */
  doc: string;
  schema: z.ZodType;
  /** Fields that may be written, for "did you mean". */
  fields: readonly string[];
  /** Reads one written test; answers every fault at once and never throws. */
  read(written: unknown, setting: PrepareSetting): ReadTest<T>;
}

/** What a file of this folder states about its kind of test. */
export interface ConditionSpec<S extends z.ZodObject> {
  op: string;
  doc: string;
  schema: S;
  prepare(test: z.output<S>, setting: PrepareSetting): Omit<PreparedTest, 'op'> | OperandFault[];
}

/** Makes a condition kind out of its schema and its meaning. */
export function defineCondition<S extends z.ZodObject>(spec: ConditionSpec<S>): ConditionKind<z.output<S>> {
  return {
    op: spec.op,
    textKey: `condition.${spec.op}`,
    doc: spec.doc,
    schema: spec.schema,
    fields: Object.keys(spec.schema.shape),
    read(written, setting) {
      const parsed = spec.schema.safeParse(written);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues, faults: [] };
      const prepared = spec.prepare(parsed.data, setting);
      if (Array.isArray(prepared)) return { ok: false, issues: [], faults: prepared };
      return { ok: true, test: parsed.data, prepared: { op: spec.op, ...prepared } };
    },
  };
}
