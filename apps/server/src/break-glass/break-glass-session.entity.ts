import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, PrimaryText, Text } from '../database/index';

/** One use of break-glass: who, why, from when until when. Kept for ever, beside its session, which is not. */
@Entity('break_glass_sessions')
export class BreakGlassSessionEntity {
  @PrimaryText() id!: string;
  /** The session it opened; no foreign key, since old sessions are forgotten. */
  @Index('ux_break_glass_sessions_session', { unique: true }) @Id() sessionId!: string;
  @Text(64) account!: string;
  @Text(512) reason!: string;
  @Flag() isDrill!: boolean;
  @Instant() startedAt!: Date;
  /** The end at the latest; nothing moves it. */
  @Instant() endsAt!: Date;
  @Index('ix_break_glass_sessions_ended') @Instant({ nullable: true }) endedAt!: Date | null;
}
