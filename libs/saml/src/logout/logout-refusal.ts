/** Every reason for which a logout message is refused. The codes are stable: pages, audit and tests name them. */
export const logoutRefusalCodes = [
  'query-malformed',
  'parameter-repeated',
  'message-missing',
  'message-ambiguous',
  'message-too-large',
  'message-not-base64',
  'message-not-deflated',
  'message-not-utf8',
  'encoding-unsupported',
  'signature-missing',
  'signature-malformed',
  'signature-algorithm-forbidden',
  'signature-invalid',
  'doctype-forbidden',
  'entity-declaration-forbidden',
  'processing-instruction-forbidden',
  'xml-malformed',
  'xml-too-deep',
  'xml-too-many-elements',
  'xml-too-many-attributes',
  'not-a-logout-message',
  'namespace-wrong',
  'version-unsupported',
  'id-malformed',
  'issuer-mismatch',
  'destination-mismatch',
  'issue-instant-malformed',
  'issued-in-future',
  'message-expired',
  'idp-metadata-expired',
  'idp-without-keys',
  'name-missing',
  'name-repeated',
  'name-encrypted',
  'name-malformed',
  'session-indexes-too-many',
  'unsolicited',
  'request-mismatch',
  'status-malformed',
] as const;
export type LogoutRefusalCode = (typeof logoutRefusalCodes)[number];

/** A logout message that is not taken. `detail` holds values from the message and is for the log only. */
export class LogoutRefusal extends Error {
  override readonly name = 'LogoutRefusal';

  constructor(
    readonly code: LogoutRefusalCode,
    readonly detail: string,
    cause?: unknown,
  ) {
    super(`saml logout message refused: ${code}`, cause === undefined ? undefined : { cause });
  }
}
