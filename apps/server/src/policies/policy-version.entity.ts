import type { SuiteCase } from '@virlab/policy';
import { Entity } from 'typeorm';
import { Instant, Json, LargeText, PrimaryColumnWhole, Text, Whole } from '../database/index';

/** A published policy; never changed. The highest version is in force. */
@Entity('policy_versions')
export class PolicyVersionEntity {
  @PrimaryColumnWhole() version!: number;
  /** The YAML as it was published. */
  @LargeText() source!: string;
  @Text(64) sourceHash!: string;
  @Text(256) author!: string;
  @Text(1024, { nullable: true }) comment!: string | null;
  @Instant() publishedAt!: Date;
  /** Findings that did not stop the publication. */
  @Json() warnings!: { code: string; path: string; message: string; help?: string }[];
  /** The second person, where one let it pass. */
  @Text(256, { nullable: true }) approvedBy!: string | null;
  /** The version whose text it repeats. */
  @Whole({ nullable: true }) rolledBackTo!: number | null;
  /** The test cases that were saved with it; null for a version from before there were any. */
  @Json({ nullable: true }) cases!: SuiteCase[] | null;
}
