import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../database/index';
import { SessionEntity } from './session.entity';

/**
 * One secret that a browser was given for its session; only its SHA-256 is kept. Each was issued as a child of the one
 * that was shown before it; the first child to be shown retires its parent and its siblings.
 */
@Entity('session_secrets')
export class SessionSecretEntity {
  /** sha256 of the secret. */
  @PrimaryText(64) hash!: string;
  @Index('ix_session_secrets_session') @Id() sessionId!: string;
  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sessionId', foreignKeyConstraintName: 'fk_session_secrets_session' })
  session?: Relation<SessionEntity>;
  /** Null for the one that was given at sign-in. */
  @Text(64, { nullable: true }) parentHash!: string | null;
  @Instant() issuedAt!: Date;
  /** When the browser showed it first, which proves that it has it; null until then. */
  @Instant({ nullable: true }) firstUsedAt!: Date | null;
  /** Since when another one counts in its place. */
  @Instant({ nullable: true }) retiredAt!: Date | null;
  /** When it was last answered with a child. */
  @Instant({ nullable: true }) renewedAt!: Date | null;
}
