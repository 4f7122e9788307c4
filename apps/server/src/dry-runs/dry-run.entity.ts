import { Entity, Index } from 'typeorm';
import { Instant, Json, LargeText, PrimaryText, Text, Whole } from '../database/index';
import type { DryRunResult } from './thread/messages';

/** A dry run that ended. What it found out about single people is in its parts, for as long as they are kept. */
@Entity('dry_runs')
@Index('ix_dry_runs_source', ['sourceHash', 'against'])
export class DryRunEntity {
  @PrimaryText() id!: string;
  /** Null for the draft. */
  @Whole({ nullable: true }) ofVersion!: number | null;
  @Whole({ nullable: true }) draftRevision!: number | null;
  /** sha256 of the policy text that was tried. */
  @Text(64) sourceHash!: string;
  /** The text itself: a draft may have been changed since. */
  @LargeText() source!: string;
  /** The version in force when it began; 0 when none was published. */
  @Whole() against!: number;
  @Text(256) startedBy!: string;
  @Index('ix_dry_runs_started') @Instant() startedAt!: Date;
  @Text(16) state!: 'done' | 'cancelled' | 'failed';
  @Text(64, { nullable: true }) code!: string | null;
  @Whole() tookMs!: number;
  @Json() result!: DryRunResult;
}
