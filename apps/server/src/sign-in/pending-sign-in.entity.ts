import { Entity, Index } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** A sign-in that was sent to an identity provider. Taken once; kept until it expires, to tell a replay from a late answer. */
@Entity('pending_sign_ins')
export class PendingSignInEntity {
  /** ID of the AuthnRequest (saml-core 3.2.1). */
  @PrimaryText(64) requestId!: string;
  @Text(512) idpEntityId!: string;
  /** sha256 of the secret in the correlation cookie: ties the answer to the browser that asked. */
  @Text(64) correlationHash!: string;
  /** Where to go afterwards: a path of our own. */
  @Text(2048) target!: string;
  @Instant() createdAt!: Date;
  @Index('ix_pending_sign_ins_expires') @Instant() expiresAt!: Date;
  /** When an answer was let in by it; null while it waits. */
  @Instant({ nullable: true }) takenAt!: Date | null;
}
