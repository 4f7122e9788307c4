import { Entity, Index } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** One drill and how it went. */
@Entity('break_glass_drills')
export class BreakGlassDrillEntity {
  @PrimaryText() id!: string;
  @Index('ix_break_glass_drills_at') @Instant() at!: Date;
  @Text(256) by!: string;
  /** The step that failed; null when all went well. */
  @Text(128, { nullable: true }) failedStep!: string | null;
}
