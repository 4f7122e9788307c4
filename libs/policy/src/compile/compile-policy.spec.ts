import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findingCodes, type Finding } from '../language/finding';
import { compilePolicy } from './compile-policy';

const FOLDER = new URL('../../testdata/compile/', import.meta.url);

interface CompileCase {
  name: string;
  context?: Record<string, unknown>;
  /** The policy as text, as an object, or one rule of it without what every rule has. */
  source?: string;
  policy?: unknown;
  rule?: Record<string, unknown>;
  /** Compiles; when absent, it does if there are no findings. */
  ok?: boolean;
  findings: Partial<Finding>[];
}

function subject({ source, policy, rule }: CompileCase): unknown {
  if (rule === undefined) return source ?? policy;
  const whole = { id: 'r', name: 'R', when: { always: true }, effects: [{ role: 'student' }], ...rule };
  return { version: 1, id: 'p', rules: [whole] };
}

describe('compilePolicy', () => {
  for (const file of readdirSync(FOLDER)) {
    const content = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as CompileCase | CompileCase[];
    for (const one of Array.isArray(content) ? content : [content]) {
      it(`should judge ${file}: ${one.name}`, () => {
        const { now, vocabulary, ...context } = one.context ?? {};
        const result = compilePolicy(subject(one), {
          ...context,
          ...(vocabulary === undefined
            ? {}
            : { vocabulary: new Map(Object.entries(vocabulary as Record<string, string[]>)) }),
          ...(typeof now === 'string' ? { now: new Date(now) } : {}),
        });
        const found = result.ok ? result.warnings : result.faults;
        const shown = found.map((finding, i) => pick(finding, Object.keys(one.findings[i] ?? finding)));
        expect(shown).toEqual(one.findings);
        expect(result.ok).toBe(one.ok ?? one.findings.length === 0);
      });
    }
  }

  function pick(finding: Finding, keys: string[]): Partial<Finding> {
    return Object.fromEntries(keys.map((key) => [key, finding[key as keyof Finding]]));
  }

  const rule = (id: string) => ({ id, name: id, when: { always: true }, effects: [{ role: 'x' }] });
  const codes = (source: unknown) => {
    const result = compilePolicy(source);
    return (result.ok ? result.warnings : result.faults).map(({ code, path }) => `${code} ${path}`);
  };
  const nested = (depth: number): unknown => (depth === 0 ? { always: true } : { not: nested(depth - 1) });
  const withWhen = (when: unknown) => ({ version: 1, id: 'p', rules: [{ ...rule('r'), when }] });

  it('should fill in what a rule leaves out, and ask for attributes in order', () => {
    const result = compilePolicy(
      withWhen({
        any: [
          { attr: 'b', op: 'present' },
          { attr: 'a', op: 'present' },
          { attr: 'now', op: 'present' },
        ],
      }),
    );
    expect(result).toMatchObject({
      ok: true,
      table: { asks: ['a', 'b'], set: { revision: 0, rules: [{ enabled: true, priority: 500, idps: '*' }] } },
    });
  });

  it('should hold the limits of the language (line 9)', () => {
    const rules = Array.from({ length: 501 }, (_, i) => rule(`r${i}`));
    expect(codes({ version: 1, id: 'p', rules })).toEqual(['too-many rules']);
    expect(codes({ version: 1, id: 'p', rules: rules.slice(1) })).toEqual([]);
    expect(codes(withWhen(nested(8)))).toEqual([]);
    expect(codes(withWhen(nested(9)))).toEqual([`too-deep rules[0].when${'.not'.repeat(8)}`]);
    const operands = Array.from({ length: 65 }, () => ({ always: true }));
    expect(codes(withWhen({ any: operands }))).toEqual(['too-many rules[0].when.any']);
    expect(codes(withWhen({ any: operands.slice(1) }))).toEqual([]);
    const equals = (length: number) => withWhen({ attr: 'a', op: 'equals', value: 'x'.repeat(length) });
    expect(codes(equals(1025))).toEqual(['too-long rules[0].when.value']);
    expect(codes(equals(1024))).toEqual([]);
    const pattern = (length: number) => withWhen({ attr: 'a', op: 'matches', value: 'x'.repeat(length) });
    expect(codes(pattern(257))).toEqual(['too-long rules[0].when.value']);
    expect(codes(pattern(256))).toEqual([]);
  });

  it('should refuse more tests than a decision may run', () => {
    const group = { any: Array.from({ length: 64 }, () => ({ attr: 'a', op: 'present' })) };
    const rules = Array.from({ length: 160 }, (_, i) => ({ ...rule(`r${i}`), when: group }));
    expect(codes({ version: 1, id: 'p', rules })).toEqual(['too-many rules']);
  });

  it('should refuse a text that is too long before it reads it', () => {
    expect(codes(' '.repeat(512 * 1024 + 1))).toEqual(['document-too-large ']);
  });

  it('should refuse objects that are not plain data, and never throw', () => {
    const cyclic: Record<string, unknown> = { version: 1, id: 'p' };
    cyclic.rules = [cyclic];
    const throwing = {
      get version(): number {
        throw new Error('no');
      },
    };
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    for (const source of [cyclic, throwing, proxy, new Map(), new Date(0), () => 1, Symbol('x'), 5n]) {
      expect(codes(source)).toEqual([expect.stringMatching(/^document-shape/)]);
    }
    expect(codes(undefined)).toEqual(['document-shape ']);
  });

  it('should survive absurd nesting in a text', () => {
    for (const source of ['['.repeat(20_000), '{a: '.repeat(5_000), '- '.repeat(20_000)]) {
      expect(compilePolicy(source).ok).toBe(false);
    }
  });

  it('should report at most 200 faults', () => {
    const rules = Array.from({ length: 300 }, () => 5);
    expect(codes({ version: 1, id: 'p', rules })).toHaveLength(200);
  });

  it('should pin the codes, since pages and scripts key their texts on them', () => {
    expect(findingCodes).toMatchInlineSnapshot(`
      [
        "always-admin",
        "condition-shape",
        "document-shape",
        "document-too-large",
        "duplicate-id",
        "duplicate-key",
        "effect-shape",
        "empty-window",
        "last-admin-lost",
        "missing-field",
        "negated-missing",
        "never-matches",
        "out-of-range",
        "regex-group",
        "regex-invalid",
        "regex-too-complex",
        "reserved-attribute",
        "shadowed-by-deny",
        "template-capture",
        "template-syntax",
        "too-deep",
        "too-few",
        "too-long",
        "too-many",
        "too-short",
        "unknown-attribute",
        "unknown-class",
        "unknown-field",
        "unknown-op",
        "unknown-pool",
        "unknown-role",
        "unknown-timezone",
        "unknown-value",
        "unreachable-rule",
        "unscoped-affiliation",
        "version-unsupported",
        "weak-identifier",
        "wrong-format",
        "wrong-type",
        "wrong-value",
        "yaml-alias",
        "yaml-syntax",
        "yaml-tag",
      ]
    `);
  });
});
