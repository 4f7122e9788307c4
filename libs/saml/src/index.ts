export type * from './aggregate/indexed-provider';
export { keyDigest } from './aggregate/key-digest';
export { AGGREGATE_LIMITS } from './aggregate/limits';
export { type AggregateOptions, readAggregate } from './aggregate/read-aggregate';
export { type IndexedPlace, readIndexedProvider } from './aggregate/read-indexed-provider';
export { type AggregateInspection, inspectAggregate } from './aggregate/inspect-aggregate';
export {
  activateKey,
  addKey,
  isPublished,
  METADATA_SPREAD_MS,
  removeKey,
  retireKey,
  stepSafeFrom,
} from './keys/change-keys';
export { createKeyPair, type KeyPairInput } from './keys/create-key-pair';
export { describeCertificate, type KeyDescription } from './keys/describe-certificate';
export * from './keys/key-change-refusal';
export type { KeyPair } from './keys/key-pair';
export { type KeysInUse, keysInUse } from './keys/keys-in-use';
export type * from './keys/own-key';
export { type CertificateReading, readCertificate } from './keys/read-certificate';
export { acceptLogoutRequest, type AcceptedLogoutRequest } from './logout/accept-logout-request';
export { acceptLogoutResponse, type AcceptedLogoutResponse } from './logout/accept-logout-response';
export { buildLogoutRequest, type LogoutRequestInput } from './logout/build-logout-request';
export {
  buildLogoutResponse,
  type LogoutOutcome,
  type LogoutResponseInput,
} from './logout/build-logout-response';
export type { LogoutCircumstances } from './logout/check-logout-message';
export { LogoutRefusal, type LogoutRefusalCode, logoutRefusalCodes } from './logout/logout-refusal';
export { nameKey } from './logout/name-key';
export { type LogoutEnvelope, readLogoutEnvelope } from './logout/read-logout-envelope';
export {
  buildServiceProviderMetadata,
  type DocumentProperties,
} from './metadata/build-service-provider-metadata';
export type * from './metadata/identity-provider-metadata';
export * from './metadata/metadata-refusal';
export { isUsableKey } from './metadata/read-signing-certificates';
export { type MetadataReading, readIdentityProvider, readMetadata } from './metadata/read-metadata';
export { signServiceProviderMetadata } from './metadata/sign-service-provider-metadata';
export { type AuthnRequestInput, buildAuthnRequest } from './request/build-authn-request';
export { acceptResponse, type AcceptResponseInput } from './response/accept-response';
export type { AcceptedAssertion, NameId } from './response/accepted-assertion';
export {
  CLOCK_SKEW_MS,
  MAX_RELAY_STATE_BYTES,
  MAX_REQUEST_AGE_MS,
  MAX_RESPONSE_BYTES,
} from './response/limits';
export { readResponseEnvelope } from './response/read-response-envelope';
export type { ResponseEnvelope } from './response/response-envelope';
export * from './response/saml-refusal';
export type { ResponseBody } from './response/steps/decode-body';
export type { PendingRequest } from './response/steps/match-pending';
export type * from './service-provider';
