import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** Which server does a piece of work that only one may do, and until when nobody else does. */
@Entity('server_turns')
export class ServerTurnEntity {
  /** What the work is called. */
  @PrimaryText(128) id!: string;
  @Text(64) holder!: string;
  /** By the clock of the database. */
  @Instant() heldUntil!: Date;
}
