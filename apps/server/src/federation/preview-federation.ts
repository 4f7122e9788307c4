import { Injectable } from '@nestjs/common';
import { VirlabError } from '../platform/index';
import type { FederationKind } from './federation.entity';

/** A key that a document says it is signed by. */
export interface PreviewedKey {
  pem: string;
  /** SHA-256 over the certificate's DER bytes, 64 lower-case hex digits. */
  sha256Fingerprint: string;
  /** `rsa`, `ec`, … */
  algorithm: string;
  /** Of an RSA modulus or an elliptic curve. */
  keyBits?: number;
  subject: string;
  notBefore: Date;
  notAfter: Date;
}

/** What was found somewhere; nothing of it is trusted or kept. */
export interface FederationPreview {
  /** `Name` of the group (SAML metadata 2.3.1). */
  suggestedTitle?: string;
  entityCount: number;
  providerCount: number;
  validUntil?: Date;
  signingCertificates: PreviewedKey[];
  /** Why it could not be used as it is; empty when trusting one of the keys is all it takes. */
  faults: { code: string; detail: string }[];
}

/** Looks at metadata before anybody trusts it. */
@Injectable()
export class PreviewFederation {
  /**
   * @param source `sampleEntityId`: an entity that an MDQ service knows; our own is asked for otherwise
   * @throws VirlabError `federation-unavailable`; `federation-refused` when it is no metadata at all;
   *   `federation-needs-entity` when an MDQ service does not know the entity asked for
   */
  run(_source: {
    kind: FederationKind;
    location: string;
    sampleEntityId?: string;
  }): Promise<FederationPreview> {
    throw new VirlabError('federation-unavailable');
  }
}
