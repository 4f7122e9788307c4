import { Entity, Index } from 'typeorm';
import { Id, Instant, PrimaryText, Text, Whole } from '../database/index';

/** Something that was said about the draft. */
@Entity('policy_draft_comments')
@Index('ix_policy_draft_comments_version', ['version', 'at'])
export class DraftCommentEntity {
  @PrimaryText() id!: string;
  /** The version that the draft became; null while it is one. */
  @Whole({ nullable: true }) version!: number | null;
  @Id() userId!: string;
  @Text(256) displayName!: string;
  @Instant() at!: Date;
  @Text(2000) text!: string;
}
