import type { StartStage, StopCause, WantedState } from '@virlab/contracts';
import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { DisplayEndpoint, ObservedState } from '../hypervisors/index';
import { UserEntity } from '../identity/index';
import { PoolEntity } from '../pools/index';
import { Id, Instant, Json, PrimaryText, Text, Whole } from '../database/index';

/** Something to be done once on the way to the wanted state. */
export type MachineOrder =
  'force-off' | 'restart' | 'reset' | 'revert' | 'snapshot' | 'restore' | 'remove-snapshot';

/** A stage of a start and when it was reached. */
export interface StageReached {
  stage: StartStage;
  at: string;
  /** From the moment the start was asked. */
  seconds: number;
}

/** Why a machine that is wanted on is not begun: no host has room, none may take it, or none is proved yet. */
export type WaitsFor = 'room' | 'host' | 'proof';

/**
 * A machine of a pool, a person's or nobody's yet. `wanted` and `order` are written before anything is done; the reconciler brings what it
 * finds to them, and only it writes the rest.
 */
@Entity('machines')
@Index('ux_machines_owner_pool_place', ['ownerId', 'poolId', 'ordinal', 'part'], { unique: true })
export class MachineEntity {
  @PrimaryText() id!: string;
  @Index('ux_machines_name', { unique: true }) @Text(64) name!: string;
  @Index('ix_machines_pool') @Text(128) poolId!: string;
  @ManyToOne(() => PoolEntity)
  @JoinColumn({ name: 'poolId', foreignKeyConstraintName: 'fk_machines_pool' })
  pool?: Relation<PoolEntity>;
  /** Null for a spare, and for a machine of a shared pool that nobody has now. */
  @Id({ nullable: true }) ownerId!: string | null;
  @ManyToOne(() => UserEntity)
  @JoinColumn({ name: 'ownerId', foreignKeyConstraintName: 'fk_machines_owner' })
  owner?: Relation<UserEntity> | null;
  /** 1 for a person's first machine of the pool, and so on. */
  @Whole() ordinal!: number;
  /** Which machine of a lab it is, as the pool names its parts; empty where a lab is one machine. */
  @Text(64, { default: '' }) part!: string;
  /** Where it is, or is to be placed first; it stays where its disk is. */
  @Index('ix_machines_host') @Text(128) hostId!: string;
  /** What it has of its host's capacity now: 0 while it is off. */
  @Whole({ default: 0 }) reservedMemoryMiB!: number;
  @Whole({ default: 0 }) reservedVcpus!: number;
  /** Why it is not begun, while it waits. */
  @Text(32, { nullable: true }) waitsFor!: WaitsFor | null;
  @Text(16) wanted!: WantedState;
  @Text(16, { nullable: true }) order!: MachineOrder | null;
  /** What the order is about: the name of a snapshot. */
  @Text(64, { nullable: true }) orderArgument!: string | null;
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
  /** The template that its disk was cloned from, whatever its pool has now; null without a disk. */
  @Text(128, { nullable: true }) templateId!: string | null;
  /** The version of that template. */
  @Whole({ nullable: true }) templateVersion!: number | null;
  /** Until when it is its owner's; null for as long as the right lasts. */
  @Instant({ nullable: true }) leaseUntil!: Date | null;
  /** How often its owner has renewed the lease. */
  @Whole({ default: 0 }) renewals!: number;
  /** Since when it is its owner’s; null for nobody’s, and for those of before this was kept. */
  @Instant({ nullable: true }) takenAt!: Date | null;
  /** When it is going to be shut down, and why; announced to whom it concerns. */
  @Instant({ nullable: true }) stopsAt!: Date | null;
  @Text(16, { nullable: true }) stopsBecause!: StopCause | null;
  /** Not to be shut down for idleness or its time limit before this: its owner asked for it. */
  @Instant({ nullable: true }) pushedUntil!: Date | null;
  /** When somebody last typed or pointed, as far as the broker carried it. */
  @Instant({ nullable: true }) lastInputAt!: Date | null;
  /** Since when it is to be taken away with its disk; null when it is kept. */
  @Instant({ nullable: true }) removeSince!: Date | null;
  /** Which server works on it, and until when nobody else does. */
  @Text(64, { nullable: true }) workedBy!: string | null;
  @Instant({ nullable: true }) workedUntil!: Date | null;
  @Instant() createdAt!: Date;
  /** Raised at every write; a write based on an older number is refused. */
  @Whole() revision!: number;
}
