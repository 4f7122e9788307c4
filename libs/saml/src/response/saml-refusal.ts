/** The steps of the acceptance pipeline, in the order in which they run. */
export const acceptanceSteps = [
  'decode-body',
  'scan-text',
  'scan-structure',
  'scan-signatures',
  'scan-encryption',
  'match-pending',
  'trust-provider',
  'verify-signature',
  'decrypt-assertion',
  'check-status',
  'check-destination',
  'check-issuer',
  'check-version',
  'check-authn-statement',
  'check-subject-confirmation',
  'check-conditions',
  'check-audience',
  'read-attributes',
  'compare-parsers',
] as const;
export type AcceptanceStep = (typeof acceptanceSteps)[number];

/** Every reason for which a response is refused. The codes are stable: pages, audit and tests name them. */
export const samlRefusalCodes = [
  'response-missing',
  'response-repeated',
  'response-too-large',
  'response-not-base64',
  'response-not-utf8',
  'relay-state-malformed',
  'doctype-forbidden',
  'entity-declaration-forbidden',
  'processing-instruction-forbidden',
  'encoding-unsupported',
  'xml-malformed',
  'xml-too-deep',
  'xml-too-many-elements',
  'xml-too-many-attributes',
  'id-repeated',
  'namespace-wrong',
  'not-a-response',
  'version-unsupported',
  'assertion-missing',
  'assertion-repeated',
  'assertion-misplaced',
  'signature-missing',
  'signature-misplaced',
  'signature-repeated',
  'signature-malformed',
  'signature-reference-wrong',
  'signature-algorithm-forbidden',
  'digest-algorithm-forbidden',
  'canonicalization-forbidden',
  'canonicalization-impossible',
  'transform-forbidden',
  'comment-in-signature',
  'encryption-malformed',
  'encryption-algorithm-forbidden',
  'unsolicited',
  'request-mismatch',
  'request-expired',
  'idp-mismatch',
  'idp-metadata-expired',
  'idp-without-keys',
  'signature-invalid',
  'verified-content-empty',
  'decryption-key-missing',
  'decryption-failed',
  'decrypted-content-wrong',
  'status-not-success',
  'destination-mismatch',
  'issuer-mismatch',
  'assertion-malformed',
  'authn-statement-missing',
  'authn-statement-repeated',
  'authn-statement-malformed',
  'authn-in-future',
  'authn-too-old',
  'authn-context-mismatch',
  'session-expired',
  'subject-malformed',
  'subject-confirmation-missing',
  'subject-confirmation-not-bearer',
  'subject-confirmation-malformed',
  'recipient-mismatch',
  'in-response-to-mismatch',
  'confirmation-expired',
  'conditions-missing',
  'conditions-repeated',
  'conditions-malformed',
  'condition-unknown',
  'assertion-not-yet-valid',
  'assertion-expired',
  'audience-missing',
  'audience-mismatch',
  'attributes-too-many',
  'attribute-malformed',
  'attribute-value-too-long',
  'parsers-disagree',
] as const;
export type SamlRefusalCode = (typeof samlRefusalCodes)[number];

/** What the identity provider said instead of signing somebody in (SAML core 3.2.2). Not verified: for show only. */
export interface IdpStatus {
  code: string;
  subCode?: string;
  message?: string;
}

/**
 * A response that is not accepted. `code` is for programs and pages, `detail` holds values from the message and
 * is for the log only. `idpStatus` is set with the code `status-not-success`.
 */
export class SamlRefusal extends Error {
  override readonly name = 'SamlRefusal';

  constructor(
    readonly step: AcceptanceStep,
    readonly code: SamlRefusalCode,
    readonly detail: string,
    more: { cause?: unknown; idpStatus?: IdpStatus } = {},
  ) {
    super(
      `saml response refused at ${step}: ${code}`,
      more.cause === undefined ? undefined : { cause: more.cause },
    );
    this.idpStatus = more.idpStatus;
  }

  readonly idpStatus?: IdpStatus;
}
