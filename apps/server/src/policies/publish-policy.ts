import { Injectable } from '@nestjs/common';
import { compilePolicy, type Finding, type RuleTable, stringifyPolicy } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Clock, sha256, VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { GuardAdmins } from './guard-admins';
import { KnownTargets } from './known-targets';
import { PolicyVersionEntity } from './policy-version.entity';
import { roleWarnings } from './role-warnings';

/** A policy to be put in force. */
export interface NewPolicy {
  /** YAML. */
  source: string;
  author: string;
  comment?: string;
}

/**
 * Puts a policy in force as a new version. What means the same as the version in force is no new version. What people have
 * does not change here: run RefreshEverybody after the commit.
 */
@Injectable()
export class PublishPolicy {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly current: CurrentPolicy,
    private readonly targets: KnownTargets,
    private readonly guardAdmins: GuardAdmins,
  ) {}

  /** @throws VirlabError `resource-invalid` with every fault, each with its line and column */
  async run(
    { source, author, comment }: NewPolicy,
    manager: EntityManager,
  ): Promise<{ version: number; result: 'published' | 'unchanged' }> {
    const [latest] = await manager.find(PolicyVersionEntity, { order: { version: 'DESC' }, take: 1 });
    const sourceHash = sha256(source);
    if (latest?.sourceHash === sourceHash) return { version: latest.version, result: 'unchanged' };
    const now = this.clock.now();
    const compiled = compilePolicy(source, { ...(await this.targets.context(manager)), now });
    if (!compiled.ok) throw policyFaults(compiled.faults);
    if (latest && (await this.meansTheSame(compiled.table, manager)))
      return { version: latest.version, result: 'unchanged' };
    const lost = await this.guardAdmins.run(compiled.table, now, manager);
    if (lost.length > 0) throw policyFaults(lost);
    const version = (latest?.version ?? 0) + 1;
    const warnings = [...compiled.warnings, ...roleWarnings(compiled.table)];
    await manager.insert(PolicyVersionEntity, {
      version,
      source,
      sourceHash,
      author,
      comment: comment ?? null,
      publishedAt: now,
      warnings: warnings.map(({ code, path, message, help }) => ({ code, path, message, help })),
      approvedBy: null,
      rolledBackTo: null,
      cases: null,
    });
    await this.audit.record(
      {
        kind: 'policy.published',
        actor: { displayName: author, as: 'author' },
        subject: { kind: 'policy', id: String(version), title: `version ${version}` },
        policyVersion: version,
        facts: { sourceHash, rules: String(compiled.table.rules.length), ...(comment ? { comment } : {}) },
      },
      manager,
    );
    return { version, result: 'published' };
  }

  /** True when only the writing differs from the version in force: blanks, comments, order of fields. */
  private async meansTheSame(table: RuleTable, manager: EntityManager): Promise<boolean> {
    try {
      const inForce = await this.current.table(manager);
      return stringifyPolicy(inForce.table.set) === stringifyPolicy(table.set);
    } catch (error) {
      // A version that this engine can no longer compile must not keep its own successor out.
      if (error instanceof VirlabError) return false;
      throw error;
    }
  }
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
