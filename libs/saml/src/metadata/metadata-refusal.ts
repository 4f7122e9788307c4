/** Every reason for which metadata, or one entity in it, is not taken. The codes are stable. */
export const metadataRefusalCodes = [
  'metadata-too-large',
  'metadata-too-deep',
  'metadata-too-many-entities',
  'metadata-encoding',
  'metadata-doctype-forbidden',
  'metadata-malformed',
  'metadata-root-unexpected',
  'metadata-holds-several-entities',
  'metadata-expired',
  'metadata-valid-until-malformed',
  'metadata-valid-until-missing',
  'metadata-valid-until-too-far',
  'metadata-older',
  'metadata-unsigned',
  'metadata-signature-misplaced',
  'metadata-signature-malformed',
  'metadata-signature-algorithm',
  'metadata-signature-reference',
  'metadata-id-repeated',
  'metadata-digest-mismatch',
  'metadata-signature-mismatch',
  'metadata-changed-on-disk',
  'metadata-other-entity',
  'entity-id-missing',
  'entity-id-malformed',
  'entity-repeated',
  'entity-too-large',
  'idp-role-missing',
  'idp-role-ambiguous',
  'saml2-unsupported',
  'sso-redirect-missing',
  'sso-url-malformed',
  'signing-key-missing',
  'signing-key-unusable',
] as const;
export type MetadataRefusalCode = (typeof metadataRefusalCodes)[number];

/** Metadata that is not taken: `code` is stable, the message names what stood there and what was expected. */
export class MetadataRefusal extends Error {
  override readonly name = 'MetadataRefusal';

  constructor(
    readonly code: MetadataRefusalCode,
    message: string,
    readonly entityId?: string,
    readonly line?: number,
  ) {
    super(message);
  }
}
