import { Entity, Index } from 'typeorm';
import { Instant, PrimaryText } from '../database/index';

/** An assertion that was accepted once and never again (OWASP ASVS 6.8.3); `key` is sha256(issuer, ID). */
@Entity('used_assertions')
export class UsedAssertionEntity {
  @PrimaryText(64) key!: string;
  @Index('ix_used_assertions_expires') @Instant() expiresAt!: Date;
}
