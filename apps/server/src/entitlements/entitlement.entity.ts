import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, Json, PrimaryText, Text, Whole } from '../database/index';
import { UserEntity } from '../identity/index';

/** What a pool entitlement allows at most. */
export interface Quota {
  vms?: number;
  vcpu?: number;
  memoryMiB?: number;
  hours?: number;
}

/** A right that a rule gave: to a role, a class or a pool. Replaced as a whole at every decision, never patched. */
@Entity('entitlements')
export class EntitlementEntity {
  @PrimaryText() id!: string;
  @Index('ix_entitlements_user') @Id() userId!: string;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_entitlements_user' })
  user?: Relation<UserEntity>;
  @Text(8) kind!: 'role' | 'class' | 'pool';
  @Index('ix_entitlements_ref') @Text(128) ref!: string;
  /** In a class: learner, ta or teacher. */
  @Text(16, { nullable: true }) asRole!: 'learner' | 'ta' | 'teacher' | null;
  @Text(256, { nullable: true }) scope!: string | null;
  @Json({ nullable: true }) quota!: Quota | null;
  @Text(128) ruleId!: string;
  @Text(256) ruleName!: string;
  @Whole() policyVersion!: number;
  /** The values that made the rule true. */
  @Json({ name: 'because' }) values!: { attr: string; value: string }[];
  @Instant() grantedAt!: Date;
  @Instant({ nullable: true }) validUntil!: Date | null;
  /** Days for which what runs by it may go on after it ended; null for none. */
  @Whole({ nullable: true }) graceDays!: number | null;
}
