import type { JobItemState, RefusalReason } from '@virlab/contracts';
import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text, Whole } from '../database/index';
import { JobEntity } from './job.entity';

/** One machine of a job, or somebody who has none. */
@Entity('job_items')
@Index('ux_job_items_position', ['jobId', 'position'], { unique: true })
export class JobItemEntity {
  @PrimaryText() id!: string;
  @Id() jobId!: string;
  @ManyToOne(() => JobEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'jobId', foreignKeyConstraintName: 'fk_job_items_job' })
  job?: Relation<JobEntity>;
  @Whole() position!: number;
  /** No reference: what became of a machine is told also when the machine is no more. */
  @Id({ nullable: true }) machineId!: string | null;
  /** Whose it is, for people. */
  @Text(256) name!: string;
  @Index('ix_job_items_state') @Text(16) state!: JobItemState;
  /** Why it failed. */
  @Text(64, { nullable: true }) code!: string | null;
  @Text(32, { nullable: true }) reason!: RefusalReason | null;
  /** When its machine was ordered, in the transaction that ordered it. */
  @Instant({ nullable: true }) orderedAt!: Date | null;
}
