import type { Brake, DraftApproval } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { RuleTable, SuiteCase } from '@virlab/policy';
import { Settings } from '../config/index';
import {
  CurrentPolicy,
  meansTheSame,
  PolicyVersionEntity,
  PolicyVersions,
  sameCases,
} from '../policies/index';
import { sha256, VirlabError } from '../platform/index';
import { type CheckedPolicy, CheckPolicy } from './check-policy';
import { DryRunProof, type FinishedDryRun } from './dry-run-proof';

/** A policy that somebody wants to put in force. */
export interface Proposal {
  source: string;
  cases: readonly SuiteCase[];
}

/** Everything that speaks for or against it. */
export interface Judgement {
  checked: CheckedPolicy;
  latest: PolicyVersionEntity | null;
  /** The rules mean the same as those in force. */
  sameRules: boolean;
  sameCases: boolean;
  /** Null when there is none that counts; none is needed when the rules mean the same. */
  dryRun: FinishedDryRun | null;
}

/** Why a policy is not put in force: as a page words it, and as a refusal. */
export interface Obstacle {
  whyNot: NonNullable<DraftApproval['whyNot']>;
  error: VirlabError;
}

/** Knows what has to be true before a policy is put in force. */
@Injectable()
export class DraftGate {
  constructor(
    private readonly settings: Settings,
    private readonly check: CheckPolicy,
    private readonly current: CurrentPolicy,
    private readonly versions: PolicyVersions,
    private readonly proof: DryRunProof,
  ) {}

  get needsApproval(): boolean {
    return this.settings.policy.needsApproval;
  }

  /** Looks at everything. Asks other rooms, so never inside a transaction. */
  async judge({ source, cases }: Proposal): Promise<Judgement> {
    const latest = await this.versions.latest();
    const checked = await this.check.run({ source, cases });
    const inForce = latest?.version ?? 0;
    return {
      checked,
      latest,
      sameRules: latest !== null && (latest.source === source || (await this.isInForce(checked.table))),
      sameCases: sameCases(cases, latest?.cases ?? []),
      dryRun: await this.proof.of({ sourceHash: sha256(source), inForce }),
    };
  }

  /** The last dry run of the draft; undefined when there is none. */
  async latestDryRun() {
    return (await this.proof.latestOfDraft()) ?? undefined;
  }

  /** What is wrong with the policy itself, the most basic thing first; undefined when nothing is. */
  faultOf({ checked, sameRules, sameCases: isSame }: Judgement): Obstacle | undefined {
    if (sameRules && isSame) return obstacle('nothing-changed', 'draft-nothing-changed');
    const { findings, cases } = checked.check;
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      return obstacle('faults', 'draft-faulty', {
        publicDetail: errors.length === 1 ? errors[0]?.message : `it has ${errors.length} faults`,
        errors: errors.map(({ path, line, column, message, help }) => ({
          path,
          message: `${line === undefined ? '' : `${line}:${column ?? 1}: `}${message}${help ? `; ${help}` : ''}`,
        })),
        context: { finding: errors[0]?.code ?? '' },
      });
    }
    const failed = cases.filter(({ passed }) => !passed);
    if (failed.length === 0) return undefined;
    return obstacle('cases-fail', 'draft-cases-fail', {
      publicDetail:
        failed.length === 1 ? `"${failed[0]?.name ?? ''}" fails` : `${failed.length} of them fail`,
      errors: failed.map(({ name, differences: [first] }) => ({
        path: name,
        message: first ? `${first.path}: expected ${first.expected}, found ${first.actual}` : 'it fails',
      })),
    });
  }

  /** What was not looked at or confirmed yet; undefined when everything was. */
  doubtOf({ dryRun, sameRules, checked }: Judgement, confirmation?: string): Obstacle | undefined {
    // Nobody can gain or lose anything by a change of comments or test cases.
    if (sameRules && checked.table) return undefined;
    if (!dryRun) return obstacle('dry-run-needed', 'dry-run-needed');
    const words = dryRun.brakes.map(({ word }) => word);
    if (words.length === 0 || said(confirmation) === said(words.join(' '))) return undefined;
    return obstacle('brake', 'publication-braked', {
      publicDetail: dryRun.brakes.map(inWords).join('; '),
      context: { words: words.join(' '), dryRun: dryRun.id },
    });
  }

  private async isInForce(table: RuleTable | undefined): Promise<boolean> {
    if (!table) return false;
    try {
      const policy = await this.current.find();
      return policy !== null && meansTheSame(policy.table, table);
    } catch (error) {
      // A version that this engine can no longer compile must not keep its own successor out.
      if (error instanceof VirlabError) return false;
      throw error;
    }
  }
}

/** Makes an obstacle of a refusal. */
export function obstacle(
  whyNot: Obstacle['whyNot'],
  code: VirlabError['code'],
  options?: ConstructorParameters<typeof VirlabError>[1],
): Obstacle {
  return { whyNot, error: new VirlabError(code, options) };
}

function said(words = ''): string {
  return words.trim().replaceAll(/\s+/g, ' ');
}

function inWords({ title, lose, of, limitPercent }: Brake): string {
  return `${title}: ${lose} of ${of} would lose access, more than ${limitPercent} %`;
}
