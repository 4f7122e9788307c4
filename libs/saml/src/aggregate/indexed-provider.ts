import type { LocalizedText } from '../service-provider';

/** A prefix and what it stands for. */
export interface NamespaceBinding {
  prefix: string;
  uri: string;
}

/** What the index of an aggregate keeps of one identity provider: where it stands, and what finding it needs. */
export interface IndexedProvider {
  entityId: string;
  /** Of its EntityDescriptor in the document, in bytes. */
  offset: number;
  length: number;
  /** Over these bytes, hex. */
  sha256: string;
  /** Which of the report's `contexts` it stands in; -1 for a document element. */
  context: number;
  /** The earliest end of validity around and in it, as an ISO instant. */
  validUntil: string;
  names: LocalizedText[];
  keywords: LocalizedText[];
  scopes: string[];
  domains: string[];
  logos: { url: string; width?: number; height?: number; language?: string }[];
  hidden: boolean;
  registrationAuthority?: string;
}

/** What the index keeps of a service provider that takes part in discovery. */
export interface IndexedServiceProvider {
  entityId: string;
  /** The earliest end of validity around and in it, as an ISO instant. */
  validUntil: string;
  /** Where a discovery service may send people back to (idpdisc:DiscoveryResponse), the default one first. */
  discoveryResponses: string[];
}

/** An identity provider that is not used, and why. */
export interface RefusedProvider {
  entityId?: string;
  code: string;
  message: string;
}

/** What a whole, verified document came down to. */
export interface AggregateReport {
  /** Bytes of the document. */
  bytes: number;
  /** Digest of what is signed, hex: two documents of one digest say the same. */
  digest: string;
  /** Digest of the pinned key that signed it, as `keyDigest` answers it. */
  signedBy: string;
  /** `Name` of the document element. */
  name?: string;
  /** When the document as a whole ends, as an ISO instant. */
  validUntil: string;
  /** How long its publisher asks to keep it before another look. */
  cacheDurationMs?: number;
  /** When it was made (mdrpi:PublicationInfo), as an ISO instant. */
  createdAt?: string;
  entityCount: number;
  providerCount: number;
  refusedCount: number;
  /** The first of the refused ones. */
  refused: RefusedProvider[];
  /** Which namespaces are declared around entities, by number. */
  contexts: NamespaceBinding[][];
}
