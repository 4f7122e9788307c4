import { Entity } from 'typeorm';
import { Instant, Json, LargeText, PrimaryColumnWhole, Text } from '../database/index';

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
}
