import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, Json, PrimaryText } from '../database/index';
import { AccountEntity } from './account.entity';

/** One value that did not come through, and why. */
export interface DroppedValue {
  attr: string;
  value: string;
  why: string;
}

/**
 * What an identity provider released about a person at the latest sign-in, decoded and filtered; replaced as a whole at
 * the next one. One row an account.
 */
@Entity('attribute_snapshots')
@Index('ix_attribute_snapshots_taken', ['takenAt', 'accountId'])
export class AttributeSnapshotEntity {
  @PrimaryText() id!: string;
  @Index('ux_attribute_snapshots_account', { unique: true }) @Id() accountId!: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId', foreignKeyConstraintName: 'fk_attribute_snapshots_account' })
  account?: Relation<AccountEntity>;
  @Instant() takenAt!: Date;
  /** Attribute id → serialised values (`student@uni.example`): what the policy is asked about. */
  @Json() attributes!: Record<string, string[]>;
  @Json() dropped!: DroppedValue[];
  @Json() unmapped!: { name: string; nameFormat?: string; count: number }[];
  /** AuthnContextClassRef and AuthnInstant (saml-core 2.7.2). */
  @Json() authn!: { context?: string; instant?: string };
}
