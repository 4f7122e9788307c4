import type { JobAction } from '@virlab/contracts';
import { Entity, Index } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../database/index';

/** Something that was asked of many machines at once. */
@Entity('jobs')
@Index('ix_jobs_class', ['classId', 'createdAt'])
@Index('ix_jobs_by', ['byId', 'createdAt'])
export class JobEntity {
  @PrimaryText() id!: string;
  @Text(16) action!: JobAction;
  @Text(128, { nullable: true }) classId!: string | null;
  @Id() byId!: string;
  @Text(256) byName!: string;
  /** Whose rights it has: what has not begun when that session is over is not begun any more. */
  @Id() sessionId!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) cancelledAt!: Date | null;
  /** When nothing waited or was under way any more. */
  @Index('ix_jobs_ended') @Instant({ nullable: true }) endedAt!: Date | null;
}
