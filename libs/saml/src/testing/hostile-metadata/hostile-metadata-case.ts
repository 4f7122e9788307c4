import type { KeyPair } from '../../keys/key-pair';
import type { MetadataRefusalCode } from '../../metadata/metadata-refusal';

/** Who makes metadata: the federation whose key is pinned, and somebody whose key is not. */
export interface Signers {
  federation: KeyPair;
  stranger: KeyPair;
}

/** A document that must not be used, and what it must be refused with. */
export interface HostileMetadata {
  name: string;
  code: MetadataRefusalCode;
  /**
   * What `xmlsec1 --verify` with the pinned key says of its signature. `verifies`: the signature is right, and SAML, or
   * we, ask for more than that.
   */
  xmlsec: 'refuses' | 'verifies';
  make(signers: Signers): string | Buffer;
}
