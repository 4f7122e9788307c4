import { Injectable } from '@nestjs/common';
import { compilePolicy, type Finding, type RuleTable, runSuite, type SuiteCase } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { afterCommit } from '../database/index';
import { Bus, Clock, sha256, VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { GuardAdmins } from './guard-admins';
import { KnownTargets } from './known-targets';
import { meansTheSame, sameCases } from './means-the-same';
import { PolicyVersionEntity } from './policy-version.entity';
import { PolicyVersions } from './policy-versions';
import { roleWarnings } from './role-warnings';

/** A policy to be put in force. */
export interface NewPolicy {
  /** YAML. */
  source: string;
  /** Whoever wrote it, as people are named. */
  author: string;
  comment?: string;
  /** Its test cases; those of the version in force when left out. */
  cases?: readonly SuiteCase[];
  /** Who publishes it; the author when left out. */
  actor?: Pick<NewAuditEvent, 'actor' | 'sessionRef'>;
  /** The second person. */
  approvedBy?: string;
  /** The version that is published again. */
  rolledBackTo?: number;
}

/**
 * Puts a policy in force as a new version. What means the same as the version in force, with the same test cases, is no
 * new version. What people have does not change here: run RefreshEverybody after the commit.
 */
@Injectable()
export class PublishPolicy {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly current: CurrentPolicy,
    private readonly versions: PolicyVersions,
    private readonly targets: KnownTargets,
    private readonly guardAdmins: GuardAdmins,
  ) {}

  /** @throws VirlabError `resource-invalid` with every fault, each with its line and column, or every case that fails */
  async run(
    policy: NewPolicy,
    manager: EntityManager,
  ): Promise<{ version: number; result: 'published' | 'unchanged' }> {
    const latest = await this.versions.latest(manager);
    const cases = policy.cases ?? latest?.cases ?? [];
    const hasSameCases = sameCases(cases, latest?.cases ?? []);
    const { source, author, comment } = policy;
    const sourceHash = sha256(source);
    if (latest?.sourceHash === sourceHash && hasSameCases)
      return { version: latest.version, result: 'unchanged' };
    const now = this.clock.now();
    const context = await this.targets.context(manager);
    const compiled = compilePolicy(source, { ...context, now });
    if (!compiled.ok) throw policyFaults(compiled.faults);
    if (latest && hasSameCases && (await this.isInForce(compiled.table, manager)))
      return { version: latest.version, result: 'unchanged' };
    const lost = await this.guardAdmins.run(compiled.table, now, manager);
    if (lost.length > 0) throw policyFaults(lost);
    requireCases(compiled.table, cases, new Set(context.classes));
    const version = (latest?.version ?? 0) + 1;
    const warnings = [...compiled.warnings, ...roleWarnings(compiled.table)];
    await manager.insert(PolicyVersionEntity, {
      version,
      source,
      sourceHash,
      author: author.slice(0, 256),
      comment: comment ?? null,
      publishedAt: now,
      warnings: warnings.map(({ code, path, message, help }) => ({ code, path, message, help })),
      approvedBy: policy.approvedBy?.slice(0, 256) ?? null,
      rolledBackTo: policy.rolledBackTo ?? null,
      cases: [...cases],
    });
    await this.audit.record(eventOf(policy, version, sourceHash, compiled.table, cases), manager);
    afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
    return { version, result: 'published' };
  }

  private async isInForce(table: RuleTable, manager: EntityManager): Promise<boolean> {
    try {
      return meansTheSame((await this.current.table(manager)).table, table);
    } catch (error) {
      // A version that this engine can no longer compile must not keep its own successor out.
      if (error instanceof VirlabError) return false;
      throw error;
    }
  }
}

function eventOf(
  { author, comment, actor, approvedBy, rolledBackTo }: NewPolicy,
  version: number,
  sourceHash: string,
  table: RuleTable,
  cases: readonly SuiteCase[],
): NewAuditEvent {
  return {
    actor: { displayName: author, as: 'author' },
    ...actor,
    kind: rolledBackTo === undefined ? 'policy.published' : 'policy.rolled-back',
    subject: { kind: 'policy', id: String(version), title: `version ${version}` },
    policyVersion: version,
    facts: {
      sourceHash,
      rules: String(table.rules.length),
      ...(cases.length > 0 ? { cases: String(cases.length) } : {}),
      ...(actor ? { authors: author } : {}),
      ...(approvedBy === undefined ? {} : { approvedBy }),
      ...(rolledBackTo === undefined ? {} : { to: String(rolledBackTo) }),
      ...(comment ? { comment } : {}),
    },
  };
}

function requireCases(table: RuleTable, cases: readonly SuiteCase[], classes: ReadonlySet<string>): void {
  const failed = runSuite(table, cases, { classes }).results.filter(({ ok }) => !ok);
  if (failed.length === 0) return;
  throw new VirlabError('resource-invalid', {
    publicDetail: `${failed.length} test case(s) of the policy fail`,
    errors: failed.flatMap(({ name, differences }) =>
      differences.map(({ path, expected, found }) => ({
        path: `tests: ${name}`,
        message: `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
      })),
    ),
  });
}

/** Everything wrong with a policy, as one failure. */
export function policyFaults(findings: readonly Finding[]): VirlabError {
  const faults = findings.filter(({ severity }) => severity === 'error');
  return new VirlabError('resource-invalid', {
    publicDetail: `the policy has ${faults.length} fault(s)`,
    errors: faults.map(({ path, line, column, message, help }) => ({
      path,
      message: `${line === undefined ? '' : `${line}:${column ?? 1}: `}${message}${help ? `; ${help}` : ''}`,
    })),
  });
}
