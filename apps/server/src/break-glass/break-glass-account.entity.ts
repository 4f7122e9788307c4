import { Entity } from 'typeorm';
import { Flag, Instant, PrimaryText, Text } from '../database/index';

/** An account for an emergency, made on the server. Its secret was told once; what is kept does not lead back to it. */
@Entity('break_glass_accounts')
export class BreakGlassAccountEntity {
  /** A short name such as `lead`. */
  @PrimaryText(64) name!: string;
  /** As `sealed-secret.ts` writes it: the scrypt hash with its own salt and costs. */
  @Text(256) secretHash!: string;
  /** Made by a drill, for one use within minutes. */
  @Flag() isDrill!: boolean;
  @Instant() createdAt!: Date;
  /** Who made it, as the operating system calls them. */
  @Text(256) createdBy!: string;
  @Instant({ nullable: true }) usedAt!: Date | null;
  @Instant({ nullable: true }) disabledAt!: Date | null;
}
