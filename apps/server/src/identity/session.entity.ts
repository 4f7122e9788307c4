import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../database/index';
import { AccountEntity } from './account.entity';
import { UserEntity } from './user.entity';

/** A signed-in browser. What its cookie holds is in `session_secrets`. */
@Entity('sessions')
export class SessionEntity {
  @PrimaryText() id!: string;
  @Index('ix_sessions_user') @Id() userId!: string;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_sessions_user' })
  user?: Relation<UserEntity>;
  @Id() accountId!: string;
  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'accountId', foreignKeyConstraintName: 'fk_sessions_account' })
  account?: Relation<AccountEntity>;
  @Instant() startedAt!: Date;
  @Instant() lastSeenAt!: Date;
  @Instant() expiresAt!: Date;
  @Instant() rightsCheckedAt!: Date;
  @Text(64) address!: string;
  @Text(512) userAgent!: string;
  /** SAML SessionIndex and NameID, exactly as asserted: single logout needs them (saml-core 3.7.1). */
  @Text(256, { nullable: true }) samlSessionIndex!: string | null;
  @Text(2048, { nullable: true }) samlNameId!: string | null;
  /** sha256 of provider and NameID with its qualifiers: a provider's logout finds the session by it. */
  @Index('ix_sessions_saml_name') @Text(64, { nullable: true }) samlNameKey!: string | null;
  @Index('ix_sessions_ended') @Instant({ nullable: true }) endedAt!: Date | null;
  @Text(64, { nullable: true }) endCode!: string | null;
}
