import { Entity, Index } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** A logout that was sent to an identity provider: the session here is over, and its answer is awaited. */
@Entity('pending_logouts')
export class PendingLogoutEntity {
  /** ID of the LogoutRequest (saml-core 3.7.1). */
  @PrimaryText(64) requestId!: string;
  @Text(512) idpEntityId!: string;
  /** sha256 of the secret in the cookie: ties the answer to the browser that asked. */
  @Text(64) correlationHash!: string;
  @Instant() createdAt!: Date;
  @Index('ix_pending_logouts_expires') @Instant() expiresAt!: Date;
  /** When an answer was let in by it; null while it waits. */
  @Instant({ nullable: true }) takenAt!: Date | null;
}
