import type { webcrypto } from 'node:crypto';
import type { IdentityProviderMetadata } from './metadata/identity-provider-metadata';
import type { MetadataRefusal } from './metadata/metadata-refusal';
import type { KeyPair } from './keys/key-pair';
import type { AcceptedAssertion } from './response/accepted-assertion';
import type { ResponseEnvelope } from './response/response-envelope';
import type { ServiceProvider } from './service-provider';

export type * from './keys/key-pair';
export type * from './metadata/identity-provider-metadata';
export * from './metadata/metadata-refusal';
export type * from './response/accepted-assertion';
export type { ResponseEnvelope } from './response/response-envelope';
export * from './response/saml-refusal';
export type * from './service-provider';

export interface AuthnRequestInput {
  sp: ServiceProvider;
  idp: IdentityProviderMetadata;
  requestId: string;
  relayState: string;
  now: Date;
  forceAuthn?: boolean;
  authnContextClassRefs?: readonly string[];
}
export interface PendingRequest {
  requestId: string;
  idpEntityId: string;
  createdAt: Date;
  forceAuthn?: boolean;
}
export interface AcceptResponseInput {
  envelope: ResponseEnvelope;
  sp: ServiceProvider;
  idp: IdentityProviderMetadata;
  pending: PendingRequest;
  now: Date;
  /** Set on purpose by an admin for a provider that signs only its assertions. */
  allowUnsignedResponse?: boolean;
}
export interface MetadataReading {
  identityProviders: IdentityProviderMetadata[];
  refused: MetadataRefusal[];
  validUntil?: string;
}
export declare function buildAuthnRequest(
  input: AuthnRequestInput,
): Promise<{ url: string; requestId: string }>;
export declare function readResponseEnvelope(body: {
  SAMLResponse: unknown;
  RelayState?: unknown;
}): ResponseEnvelope;
export declare function acceptResponse(input: AcceptResponseInput): Promise<AcceptedAssertion>;
export declare function readMetadata(xml: string, context: { now: Date }): MetadataReading;
export declare function readIdentityProvider(xml: string, context: { now: Date }): IdentityProviderMetadata;
export declare function buildServiceProviderMetadata(sp: ServiceProvider): string;
export declare function createKeyPair(input: {
  commonName: string;
  now: Date;
  years?: number;
  crypto?: webcrypto.Crypto;
}): Promise<KeyPair>;
