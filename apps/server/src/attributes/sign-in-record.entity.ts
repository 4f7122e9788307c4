import type { ReleaseAccount } from '@virlab/attributes';
import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, Json, PrimaryText, Text, Whole } from '../database/index';
import { AccountEntity } from '../identity/index';

/** Something that was needed at a sign-in and never came. */
export interface MissingAttribute {
  /** Attribute id, or {@link IDENTIFIER} when nothing came that tells a person apart. */
  attr: string;
  /** Names of the policy's rules that asked for it. */
  rules: string[];
}

/**
 * One sign-in from the moment its attributes were verified: what came, what became of each value, what was missing. It
 * holds personal data, so it is swept: see SweepSignInRecords.
 */
@Entity('sign_in_records')
@Index('ix_sign_in_records_at', ['at', 'id'])
@Index('ix_sign_in_records_entity', ['entityHash', 'at'])
@Index('ix_sign_in_records_account', ['accountId', 'at'])
export class SignInRecordEntity {
  @PrimaryText() id!: string;
  @Instant() at!: Date;
  /** The request id that the person was shown. */
  @Index('ix_sign_in_records_reference') @Text(32) reference!: string;
  /** The sign-in provider's id, such as `saml`. */
  @Text(32) provider!: string;
  @Text(1024) entityId!: string;
  /** sha256 of the entityID: the whole would be too long for an index. */
  @Text(64) entityHash!: string;
  /** Null when the sign-in was refused before it was known whose it is. */
  @Id({ nullable: true }) accountId!: string | null;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'accountId', foreignKeyConstraintName: 'fk_sign_in_records_account' })
  account?: Relation<AccountEntity>;
  @Id({ nullable: true }) userId!: string | null;
  /** `signed-in` or `refused`. */
  @Text(16) outcome!: 'signed-in' | 'refused';
  /** Failure code when refused. */
  @Text(64, { nullable: true }) code!: string | null;
  /** Version of the attribute rules; 0 for the shipped ones. */
  @Whole() rulesVersion!: number;
  @Whole({ nullable: true }) policyVersion!: number | null;
  @Json() release!: ReleaseAccount;
  /** Ids of which at least one value was kept, sorted. */
  @Json() keptIds!: string[];
  @Json() missing!: MissingAttribute[];
}
