import type { IdentityProviderMetadata } from '../../metadata/identity-provider-metadata';
import { SamlRefusal } from '../saml-refusal';
import type { PendingRequest } from './match-pending';

const STEP = 'trust-provider';

/**
 * Requires that the metadata is that of the provider the person was sent to, still valid, and with a key. The
 * provider is known from the pending request and never from the message.
 *
 * @throws SamlRefusal `idp-mismatch`, `idp-metadata-expired`, `idp-without-keys`
 */
export function trustProvider(idp: IdentityProviderMetadata, pending: PendingRequest, now: Date): void {
  if (idp.entityId !== pending.idpEntityId) {
    throw new SamlRefusal(
      STEP,
      'idp-mismatch',
      `metadata of "${idp.entityId}", request went to "${pending.idpEntityId}"`,
    );
  }
  // No skew here: metadata lives for days, and what is past its end must not be used (SAML metadata 2.3.2).
  if (idp.validUntil !== undefined && !(new Date(idp.validUntil).getTime() > now.getTime())) {
    throw new SamlRefusal(STEP, 'idp-metadata-expired', `metadata was valid until ${idp.validUntil}`);
  }
  // A skipped check for want of a key is the classic way to accept everything.
  if (idp.signingCertificates.length === 0) {
    throw new SamlRefusal(STEP, 'idp-without-keys', `no signing key known for "${idp.entityId}"`);
  }
}
