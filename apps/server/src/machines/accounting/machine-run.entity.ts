import { Entity, Index } from 'typeorm';
import { Id, Instant, PrimaryText, Text, Whole } from '../../database/index';

/**
 * A stretch of time in which a machine was on, for one person. What it refers to is kept as it was then, also when it is
 * gone: no foreign keys.
 */
@Entity('machine_runs')
@Index('ix_machine_runs_machine', ['machineId', 'endedAt'])
@Index('ix_machine_runs_time', ['startedAt', 'seenAt'])
@Index('ix_machine_runs_open', ['hostId', 'endedAt'])
export class MachineRunEntity {
  @PrimaryText() id!: string;
  @Id() machineId!: string;
  @Text(128) poolId!: string;
  @Text(128, { nullable: true }) classId!: string | null;
  /** Null while nobody had it: a spare that was kept warm. */
  @Id({ nullable: true }) ownerId!: string | null;
  @Whole() activation!: number;
  @Text(128) hostId!: string;
  @Whole() memoryMiB!: number;
  @Whole() vcpus!: number;
  @Instant() startedAt!: Date;
  /** When it was last seen on; the end of a run that nobody saw end, and never later than `endedAt`. */
  @Instant() seenAt!: Date;
  /** Null while it is on as far as is known. */
  @Instant({ nullable: true }) endedAt!: Date | null;
}
