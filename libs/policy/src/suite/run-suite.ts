import { compareText } from '../compile/compare-text';
import type { RuleTable } from '../compile/rule-table';
import { decide } from '../decide/decide';
import type { Decision, Grant } from '../decide/decision';
import type { DecisionFacts } from '../decide/decision-input';
import type { SuiteCase, SuiteExpectation } from './suite-case';

/** One thing that came out otherwise than expected. */
export interface Difference {
  /** Place in `expect`, as in `pools[0].quota.vms`. */
  path: string;
  expected: unknown;
  found: unknown;
}

/** What became of one case. */
export interface CaseResult {
  name: string;
  ok: boolean;
  differences: Difference[];
  decision: Decision;
}

/** What became of a suite. */
export interface SuiteResult {
  passed: number;
  failed: number;
  results: CaseResult[];
}

/** Runs the cases that policy authors saved, each at its own pinned time, with the same `decide` as a sign-in. */
export function runSuite(table: RuleTable, cases: readonly SuiteCase[], facts?: DecisionFacts): SuiteResult {
  const results = cases.map(({ name, now, input, expect }): CaseResult => {
    const decision = decide(table, input, new Date(now), facts);
    const differences = compare(decision, expect);
    return { name, ok: differences.length === 0, differences, decision };
  });
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed, results };
}

function compare(decision: Decision, expect: SuiteExpectation): Difference[] {
  const differences: Difference[] = [];
  const check = (path: string, expected: unknown, found: unknown) => {
    if (expected === undefined || JSON.stringify(expected) === JSON.stringify(found)) return;
    differences.push({ path, expected, found: found ?? null });
  };
  check('outcome', expect.outcome, decision.outcome);
  check('refusal', expect.refusal, decision.refusal?.code);
  check('roles', expect.roles?.toSorted(compareText), decision.roles.map(roleText).toSorted(compareText));
  if (expect.classes !== undefined) compareLists('classes', expect.classes, decision.classes, check);
  if (expect.pools !== undefined) compareLists('pools', expect.pools, decision.pools, check);
  for (const kind of ['roles', 'classes', 'pools'] as const) {
    const unwanted = new Set(expect.lacks?.[kind]);
    const found = decision[kind]
      .filter(({ target }) => unwanted.has(target.ref))
      .map(({ target }) => target.ref);
    if (found.length > 0) differences.push({ path: `lacks.${kind}`, expected: [], found });
  }
  for (const [id, outcome] of Object.entries(expect.rules ?? {})) {
    check(`rules.${id}`, outcome, decision.trace.rules.find((rule) => rule.id === id)?.outcome);
  }
  return differences;
}

function roleText({ target, scope }: Grant): string {
  return scope === undefined ? target.ref : `${target.ref}@${scope}`;
}

interface ExpectedGrant {
  ref: string;
  as?: string;
  quota?: Record<string, number | undefined>;
  leaseDays?: number;
  graceDays?: number;
  validUntil?: string;
  ruleId?: string;
}

function compareLists(
  path: string,
  expected: readonly ExpectedGrant[],
  found: readonly Grant[],
  check: (path: string, expected: unknown, found: unknown) => void,
): void {
  const refs = (list: readonly string[]) => list.toSorted(compareText);
  check(path, refs(expected.map(({ ref }) => ref)), refs(found.map(({ target }) => target.ref)));
  for (const [index, { ref, quota, ...fields }] of expected.entries()) {
    const grant = found.find(({ target }) => target.ref === ref);
    if (grant === undefined) continue;
    for (const [field, wanted] of Object.entries(fields))
      check(`${path}[${index}].${field}`, wanted, Reflect.get(grant, field));
    for (const [field, wanted] of Object.entries(quota ?? {})) {
      check(`${path}[${index}].quota.${field}`, wanted, grant.quota && Reflect.get(grant.quota, field));
    }
  }
}
