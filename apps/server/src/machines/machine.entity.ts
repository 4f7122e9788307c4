import type { StartStage, WantedState } from '@virlab/contracts';
import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { DisplayEndpoint, ObservedState } from '../hypervisors/index';
import { UserEntity } from '../identity/index';
import { PoolEntity } from '../pools/index';
import { Id, Instant, Json, PrimaryText, Text, Whole } from '../database/index';

/** Something to be done once on the way to the wanted state. */
export type MachineOrder = 'force-off' | 'restart' | 'reset' | 'revert';

/** A stage of a start and when it was reached. */
export interface StageReached {
  stage: StartStage;
  at: string;
  /** From the moment the start was asked. */
  seconds: number;
}

/**
 * A person's machine of a pool. `wanted` and `order` are written before anything is done; the reconciler brings what it
 * finds to them, and only it writes the rest.
 */
@Entity('machines')
@Index('ux_machines_owner_pool_ordinal', ['ownerId', 'poolId', 'ordinal'], { unique: true })
export class MachineEntity {
  @PrimaryText() id!: string;
  @Index('ux_machines_name', { unique: true }) @Text(64) name!: string;
  @Text(128) poolId!: string;
  @ManyToOne(() => PoolEntity)
  @JoinColumn({ name: 'poolId', foreignKeyConstraintName: 'fk_machines_pool' })
  pool?: Relation<PoolEntity>;
  @Id() ownerId!: string;
  @ManyToOne(() => UserEntity)
  @JoinColumn({ name: 'ownerId', foreignKeyConstraintName: 'fk_machines_owner' })
  owner?: Relation<UserEntity>;
  /** 1 for a person's first machine of the pool, and so on. */
  @Whole() ordinal!: number;
  @Text(128) hostId!: string;
  @Text(16) wanted!: WantedState;
  @Text(16, { nullable: true }) order!: MachineOrder | null;
  @Instant() wantedAt!: Date;
  /** What the driver found last. */
  @Text(16) observed!: ObservedState;
  @Instant() observedAt!: Date;
  /** When the state that people see began. */
  @Instant() stateSince!: Date;
  /** Counts the starts. */
  @Whole() activation!: number;
  /** Where the display of this activation is; null while there is none. */
  @Json({ nullable: true }) display!: DisplayEndpoint | null;
  /** Stages of the latest start. */
  @Json() stages!: StageReached[];
  @Text(64, { nullable: true }) failureCode!: string | null;
  @Text(1024, { nullable: true }) failureMessage!: string | null;
  /** Failed attempts at the present wanted state. */
  @Whole() attempts!: number;
  @Instant({ nullable: true }) diskSince!: Date | null;
  @Instant() createdAt!: Date;
  /** Raised at every write; a write based on an older number is refused. */
  @Whole() revision!: number;
}
