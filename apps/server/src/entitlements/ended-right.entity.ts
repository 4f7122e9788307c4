import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text, Whole } from '../database/index';
import { UserEntity } from '../identity/index';

/** A right to a pool that ended or became smaller, kept until its grace is over or the person has as much again. */
@Entity('ended_rights')
@Index('ux_ended_rights_user_pool', ['userId', 'poolId'], { unique: true })
export class EndedRightEntity {
  @PrimaryText() id!: string;
  @Id() userId!: string;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_ended_rights_user' })
  user?: Relation<UserEntity>;
  @Text(128) poolId!: string;
  /** How many machines it was good for. */
  @Whole() vms!: number;
  @Text(128) ruleId!: string;
  @Text(256) ruleName!: string;
  /** The version by which it was taken away; that by which it was given when it ran out. */
  @Whole() policyVersion!: number;
  @Instant() endedAt!: Date;
  /** Until then what runs may go on; `endedAt` when there is no grace. */
  @Instant() graceUntil!: Date;
}
