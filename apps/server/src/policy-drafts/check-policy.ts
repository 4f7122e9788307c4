import type { PolicyCheck, PolicyFinding } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import {
  affiliations,
  compilePolicy,
  type CompileResult,
  type Finding,
  type RuleTable,
  runSuite,
  type SuiteCase,
} from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, sha256 } from '../platform/index';
import { GuardAdmins, KnownTargets, roleWarnings } from '../policies/index';
import { KnownValues, type KnownWords } from './known-values';
import { type DraftText, tryDraftText } from './text/read-draft-text';

/** Attributes of admins and the time change what a check says, too: it is not kept for longer than this. */
const FRESH_MS = 15_000;
const MOST_KEPT = 4;
/** Longest value told of a case that failed. */
const LONGEST_VALUE = 500;

/** A policy that was held against everything that is known. */
export interface CheckedPolicy {
  check: PolicyCheck;
  /** Undefined when it has errors of its own. */
  table: RuleTable | undefined;
  compiled: CompileResult;
  /** Where its rules stand; null when it is no YAML map. */
  text: DraftText | null;
}

/** Finds everything that is wrong with a policy and its test cases, at once. */
@Injectable()
export class CheckPolicy {
  private readonly kept = new Map<string, { until: number; checked: CheckedPolicy }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly targets: KnownTargets,
    private readonly guardAdmins: GuardAdmins,
    private readonly values: KnownValues,
  ) {}

  async run(
    { source, cases }: { source: string; cases: readonly SuiteCase[] },
    manager: EntityManager = this.dataSource.manager,
  ): Promise<CheckedPolicy> {
    const context = await this.targets.context(manager);
    const now = this.clock.now();
    const words = this.values.words();
    const vocabulary = words.byAttribute;
    const key = sha256(
      source,
      ...[cases, context, [...vocabulary], [...words.told]].map((part) => JSON.stringify(part)),
    );
    const known = this.kept.get(key);
    if (known && known.until > now.getTime()) return known.checked;
    const text = tryDraftText(source);
    const compiled = compilePolicy(text?.parsed ?? source, { ...context, vocabulary, now });
    const table = compiled.ok ? compiled.table : undefined;
    const findings = compiled.ok
      ? [
          ...compiled.warnings.filter((finding) => mayTell(finding, words)),
          ...roleWarnings(compiled.table),
          ...(await this.guardAdmins.run(compiled.table, now, manager)),
        ]
      : compiled.faults.filter((finding) => mayTell(finding, words));
    const results = table ? runSuite(table, cases, { classes: new Set(context.classes) }).results : [];
    const checked: CheckedPolicy = {
      table,
      text,
      compiled,
      check: {
        passes: findings.every(({ severity }) => severity !== 'error') && results.every(({ ok }) => ok),
        findings: presentFindings(findings, text),
        cases: results.map(({ name, ok, differences }) => ({
          name,
          passed: ok,
          differences: differences.map(({ path, expected, found }) => ({
            path,
            expected: shown(expected),
            actual: shown(found),
          })),
        })),
      },
    };
    for (const oldest of [...this.kept.keys()].slice(0, this.kept.size + 1 - MOST_KEPT))
      this.kept.delete(oldest);
    this.kept.set(key, { until: now.getTime() + FRESH_MS, checked });
    return checked;
  }
}

/** A check is for everybody who may read the policy, so it hints at no value of a few people. */
function mayTell(finding: Finding, { told }: KnownWords): boolean {
  if (finding.code !== 'unknown-value') return true;
  const meant = finding.didYouMean?.toLowerCase();
  // Affiliations are words of a standard.
  return meant === undefined || told.has(meant) || affiliations.includes(meant.replace(/@.*/, ''));
}

function presentFindings(findings: readonly Finding[], text: DraftText | null): PolicyFinding[] {
  const rules = text?.rules ?? [];
  return findings.map((finding) => {
    const { code, severity, path, line, column, message, help } = finding;
    const index = /^rules\[(\d+)\]/.exec(path)?.[1];
    const ruleId = index === undefined ? undefined : rules[Number(index)]?.id;
    const near =
      'didYouMean' in finding && typeof finding.didYouMean === 'string' ? finding.didYouMean : undefined;
    return {
      code,
      severity,
      path,
      ...(ruleId === undefined || ruleId === null ? {} : { ruleId }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      message,
      ...(help === undefined ? {} : { help }),
      ...(near === undefined ? {} : { didYouMean: near }),
    };
  });
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
