import { z } from 'zod';
import type { Path } from '../language/finding';
import { didYouMean } from './nearest-word';
import type { Fault } from './fault-list';

type Issue = z.core.$ZodIssue;

/**
 * Turns what a schema found into faults in the words of this language.
 *
 * @param raw - the value that was parsed
 * @param base - its place in the document
 * @param schema - the schema, for the fields that exist
 */
export function shapeFaults(issues: readonly Issue[], raw: unknown, base: Path, schema: z.ZodType): Fault[] {
  return issues.flatMap((issue) => {
    const inner = issue.path.filter((step) => typeof step !== 'symbol');
    return faultsOf(issue, valueAt(raw, inner), [...base, ...inner], schemaAt(schema, inner));
  });
}

function faultsOf(issue: Issue, found: unknown, path: Path, schema: z.ZodType | undefined): Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, path, schema));
  if (found === undefined) return [missingField(path)];
  const fault = (code: Fault['code'], message: string, help?: string): Fault[] => [
    { code, path, message, help },
  ];
  switch (issue.code) {
    case 'invalid_union':
      return unionFaults(issue, found, path, schema);
    case 'invalid_type':
      return fault(
        'wrong-type',
        `found ${nameOf(found)}, expected ${typeNames[issue.expected] ?? issue.expected}`,
        helpForType(issue.expected, found),
      );
    case 'invalid_value': {
      const words = issue.values.map(String);
      const near = typeof found === 'string' ? didYouMean(found, words) : {};
      const message = `found ${nameOf(found)}, expected ${words.map((word) => `"${word}"`).join(' or ')}`;
      return [{ code: 'wrong-value', path, message, ...near }];
    }
    case 'too_big':
    case 'too_small':
      return fault(...sizeFault(issue, found));
    case 'invalid_format':
      return fault(
        'wrong-format',
        `found ${nameOf(found)} in a form that is not allowed here`,
        issue.message,
      );
    default:
      return fault('wrong-value', `found ${nameOf(found)}, which is not allowed here`);
  }
}

function unknownField(key: string, path: Path, schema: z.ZodType | undefined): Fault {
  const fields = schema === undefined ? [] : fieldsOf(schema);
  const fault = { code: 'unknown-field', path: [...path, key], on: 'key' } as const;
  if (fields.includes(key)) {
    return { ...fault, message: `found field "${key}", which does not go with the other fields here` };
  }
  const near = didYouMean(key, fields);
  const known = fields.length > 0 ? { help: `fields here are ${fields.join(', ')}` } : {};
  return {
    ...fault,
    message: `found field "${key}", which is not part of the language here`,
    ...(near.help === undefined ? known : near),
  };
}

/** The fault for a field that has to be there. */
export function missingField(path: Path): Fault {
  return { code: 'missing-field', path, message: `field "${path.at(-1) ?? ''}" is missing` };
}

/** Tells of the alternative that the author most likely meant: the one with the fewest faults. */
function unionFaults(
  issue: Issue & { code: 'invalid_union' },
  found: unknown,
  path: Path,
  schema: z.ZodType | undefined,
): Fault[] {
  const options = schema instanceof z.ZodUnion ? schema.options : [];
  const attempts = issue.errors.map((issues, index) => ({ issues, option: options[index] }));
  const fitsInKind = attempts.filter(
    ({ issues }) => !issues.some((one) => one.path.length === 0 && one.code === 'invalid_type'),
  );
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0);
  const [best] = fitsInKind
    .filter(
      ({ issues }) =>
        typeof found === 'string' ||
        !issues.some((one) => one.path.length === 0 && one.code === 'invalid_value'),
    )
    .sort((a, b) => weight(a.issues) - weight(b.issues));
  if (best !== undefined && best.option instanceof z.ZodType) {
    return shapeFaults(best.issues, found, path, best.option);
  }
  const names = options.map((option) => (option instanceof z.ZodType ? kindName(option) : 'a value'));
  const message = `found ${nameOf(found)}, expected ${[...new Set(names)].join(' or ')}`;
  const fields = schema === undefined ? [] : fieldsOf(schema);
  return [
    {
      code: 'wrong-type',
      path,
      message,
      help: fields.length > 0 ? `fields here are ${fields.join(', ')}` : undefined,
    },
  ];
}

function kindName(option: z.ZodType): string {
  if (option instanceof z.ZodLiteral)
    return [...option.values].map((value) => `"${String(value)}"`).join(' or ');
  return typeNames[option.def.type] ?? option.def.type;
}

function sizeFault(
  issue: Issue & { code: 'too_big' | 'too_small' },
  found: unknown,
): [Fault['code'], string] {
  const isBig = issue.code === 'too_big';
  const limit = `at ${isBig ? `most ${issue.maximum}` : `least ${issue.minimum}`}`;
  if (typeof found === 'string') {
    return [isBig ? 'too-long' : 'too-short', `found ${found.length} characters, expected ${limit}`];
  }
  if (Array.isArray(found))
    return [isBig ? 'too-many' : 'too-few', `found ${found.length} entries, expected ${limit}`];
  return ['out-of-range', `found ${nameOf(found)}, expected ${limit}`];
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
};

function helpForType(expected: string, found: unknown): string | undefined {
  const isScalar = typeof found === 'number' || typeof found === 'boolean';
  if (expected === 'string' && isScalar) return `write it in quotes: "${String(found)}"`;
  if (
    typeof found === 'string' &&
    (expected === 'number' || expected === 'int') &&
    found.trim() !== '' &&
    !Number.isNaN(Number(found))
  ) {
    return `write it without quotes: ${found.trim()}`;
  }
  if (expected === 'array' && found !== null) return 'put it into a list: [ … ]';
  return undefined;
}

/** Names a value in a message: what it is, and the text itself when short. */
export function nameOf(found: unknown): string {
  if (found === null) return 'nothing';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'string') return found.length > 80 ? `"${found.slice(0, 80)}…"` : `"${found}"`;
  if (typeof found === 'object') return 'a group of fields';
  return `${typeof found} ${String(found)}`;
}

function valueAt(raw: unknown, path: Path): unknown {
  let found = raw;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let at: unknown = bare(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = at.shape[String(step)];
    else if (at instanceof z.ZodArray) at = at.element;
    else return undefined;
    if (!(at instanceof z.ZodType)) return undefined;
    at = bare(at);
  }
  return at instanceof z.ZodType ? at : undefined;
}

function bare(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)) return schema;
  const inner: unknown = schema.unwrap();
  return inner instanceof z.ZodType ? bare(inner) : schema;
}

function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) => (option instanceof z.ZodType ? fieldsOf(option) : []));
}
