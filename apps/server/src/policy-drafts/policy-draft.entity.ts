import type { PolicyAuthor } from '@virlab/contracts';
import type { SuiteCase } from '@virlab/policy';
import { Entity } from 'typeorm';
import { Instant, Json, LargeText, PrimaryText, Text, Whole } from '../database/index';

/** The one row's id. */
export const DRAFT = 'draft';

/** Somebody did a step, and when: ISO 8601. */
export interface DraftStepTaken {
  by: PolicyAuthor;
  at: string;
}

/** The one draft of the policy that all admins share. The row is always there; without a source nobody has begun one. */
@Entity('policy_drafts')
export class PolicyDraftEntity {
  @PrimaryText(8) id!: string;
  /** Grows with every change of what is written, and when a draft begins or ends. */
  @Whole() revision!: number;
  /** Grows with every transaction that changes the row: whoever changes it first makes the others wait. */
  @Whole() turn!: number;
  /** The version it was begun from; without a draft, the version that `revision` was last shown with. */
  @Whole() baseVersion!: number;
  /** YAML, as its authors wrote it. */
  @LargeText({ nullable: true }) source!: string | null;
  @Text(64, { nullable: true }) sourceHash!: string | null;
  @Json() cases!: SuiteCase[];
  /** Everybody who changed something, in order of their first change. */
  @Json() authors!: PolicyAuthor[];
  /** Who asked a second person to approve this revision. */
  @Json({ nullable: true }) asked!: DraftStepTaken | null;
  @Json({ nullable: true }) approved!: DraftStepTaken | null;
  @Instant({ nullable: true }) updatedAt!: Date | null;
}
