import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, Json, PrimaryText, Text, Whole } from '../database/index';
import { AccountEntity } from '../identity/index';

/** What the policy answered for one person at one moment, with its trace. */
@Entity('decisions')
@Index('ix_decisions_account_at', ['accountId', 'at'])
export class DecisionEntity {
  @PrimaryText() id!: string;
  @Id() accountId!: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId', foreignKeyConstraintName: 'fk_decisions_account' })
  account?: Relation<AccountEntity>;
  @Id() userId!: string;
  @Instant() at!: Date;
  @Whole() policyVersion!: number;
  @Text(16) outcome!: string;
  @Text(64) inputHash!: string;
  /** The whole Decision of libs/policy. */
  @Json() decision!: unknown;
}
