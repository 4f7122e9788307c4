import { isVirtual } from '../conditions';
import { isTimezone } from '../conditions/zoned-time';
import { byPlace, type Finding } from '../language/finding';
import { lintRules, type PlacedRule } from '../lint/lint-rules';
import { MAX_RULES, MAX_TESTS } from '../language/limits';
import { LANGUAGE_VERSION, policyHeadSchema } from '../language/policy-set';
import { compareText } from './compare-text';
import { knownThings, type CompileContext } from './compile-context';
import { compileRule } from './compile-rule';
import { FaultList } from './fault-list';
import { checkGuardRails } from './guard-rails';
import { didYouMean } from './nearest-word';
import { readDocument, type ReadDocument } from './read-document';
import type { CompiledRule, RuleTable } from './rule-table';
import { nameOf, shapeFaults } from './shape-faults';
import { RuleIndex } from './rule-index';
import { workPerAttribute } from './work-per-attribute';

/** A policy ready to decide, or everything that is wrong with it. */
export type CompileResult =
  { ok: true; table: RuleTable; warnings: Finding[] } | { ok: false; faults: Finding[] };

/**
 * Compiles a policy. Never throws; all faults come at once, in order of place, warnings among them.
 *
 * @param source - YAML or JSON text, the same as `parsePolicyText` read it, or the document as plain data
 * @param context - what exists beside the policy, so that dangling targets are found
 */
export function compilePolicy(source: unknown, context: CompileContext = {}): CompileResult {
  const { document, findings } = readDocument(source);
  if (document === undefined) return { ok: false, faults: findings };
  const faults = new FaultList(document);
  const table = readTable(document, context, faults);
  const all = byPlace([...findings, ...faults.inOrder()]);
  if (table !== undefined && faults.isClean && findings.length === 0)
    return { ok: true, table, warnings: all };
  return { ok: false, faults: all };
}

function readTable(
  document: ReadDocument,
  context: CompileContext,
  faults: FaultList,
): RuleTable | undefined {
  const raw = document.value;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add({
      code: 'document-shape',
      path: [],
      message: `found ${nameOf(raw)}, expected a policy`,
      help: 'a policy has version, id and rules',
    });
    return undefined;
  }
  if ('version' in raw && raw.version !== LANGUAGE_VERSION) {
    faults.add({
      code: 'version-unsupported',
      path: ['version'],
      message: `found version ${nameOf(raw.version)}, expected ${LANGUAGE_VERSION}`,
    });
    return undefined;
  }
  const head = policyHeadSchema.safeParse(raw);
  if (!head.success) {
    for (const fault of shapeFaults(head.error.issues, raw, [], policyHeadSchema)) faults.add(fault);
  }
  const known = knownThings(context);
  const setting = { faults, known, timezone: readTimezone(raw, faults) };
  const written = 'rules' in raw && Array.isArray(raw.rules) ? raw.rules.slice(0, MAX_RULES) : [];
  const placed: PlacedRule[] = [];
  checkIds(written, faults);
  for (const [index, item] of written.entries()) {
    const compiled = compileRule(item, ['rules', index], setting);
    if (compiled === undefined) continue;
    checkGuardRails(compiled, ['rules', index], context, faults);
    placed.push({ compiled, path: ['rules', index] });
  }
  lintRules(placed, context, faults);
  const rules = placed.map(({ compiled }) => compiled);
  checkTests(rules, faults);
  if (!head.success) return undefined;
  const sorted = rules.toSorted((a, b) => compareText(a.rule.id, b.rule.id));
  return {
    set: { ...head.data, rules: rules.map(({ rule }) => rule) },
    rules: sorted,
    index: new RuleIndex(sorted),
    work: workPerAttribute(sorted),
    asks: asksOf(rules),
    ...(known.classes === undefined ? {} : { classes: known.classes }),
  };
}

function readTimezone(raw: object, faults: FaultList): string {
  const defaults: unknown = 'defaults' in raw ? raw.defaults : undefined;
  if (typeof defaults !== 'object' || defaults === null || !('timezone' in defaults)) return 'UTC';
  const { timezone } = defaults;
  if (typeof timezone !== 'string') return 'UTC';
  if (isTimezone(timezone)) return timezone;
  const near = didYouMean(timezone, Intl.supportedValuesOf('timeZone'));
  faults.add({
    code: 'unknown-timezone',
    path: ['defaults', 'timezone'],
    message: `no time zone is called "${timezone}"`,
    help: 'use a name such as Europe/Lisbon',
    ...near,
  });
  return 'UTC';
}

function checkIds(rules: readonly unknown[], faults: FaultList): void {
  const first = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    if (typeof rule !== 'object' || rule === null || !('id' in rule) || typeof rule.id !== 'string') continue;
    const earlier = first.get(rule.id);
    if (earlier === undefined) first.set(rule.id, index);
    else {
      const message = `rule id "${rule.id}" is already that of rules[${earlier}]`;
      faults.add({
        code: 'duplicate-id',
        path: ['rules', index, 'id'],
        message,
        help: 'give each rule its own id',
      });
    }
  }
}

function checkTests(rules: readonly CompiledRule[], faults: FaultList): void {
  const count = rules.reduce((sum, { tests }) => sum + tests.length, 0);
  if (count <= MAX_TESTS) return;
  const message = `policy has ${count} tests, at most ${MAX_TESTS} are allowed`;
  faults.add({ code: 'too-many', path: ['rules'], message });
}

function asksOf(rules: readonly CompiledRule[]): string[] {
  const asked = new Set(rules.flatMap(({ tests }) => tests.flatMap(({ attr }) => attr ?? [])));
  return [...asked].filter((attr) => !isVirtual(attr)).toSorted(compareText);
}
