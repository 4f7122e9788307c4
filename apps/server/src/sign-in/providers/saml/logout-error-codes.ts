import type { ErrorCode } from '@virlab/contracts';
import { LogoutRefusal, type LogoutRefusalCode } from '@virlab/saml';
import { VirlabError } from '../../../platform/index';

/** Which of our codes each refusal of a logout message is; a new refusal does not compile until it stands here. */
const LOGOUT_ERROR_CODES: Record<LogoutRefusalCode, ErrorCode> = {
  'query-malformed': 'logout-malformed',
  'parameter-repeated': 'logout-malformed',
  'message-missing': 'logout-malformed',
  'message-ambiguous': 'logout-malformed',
  'message-too-large': 'logout-too-large',
  'message-not-base64': 'logout-malformed',
  'message-not-deflated': 'logout-malformed',
  'message-not-utf8': 'logout-malformed',
  'encoding-unsupported': 'logout-malformed',
  'signature-missing': 'logout-signature',
  'signature-malformed': 'logout-signature',
  'signature-algorithm-forbidden': 'logout-algorithm',
  'signature-invalid': 'logout-signature',
  'doctype-forbidden': 'logout-malformed',
  'entity-declaration-forbidden': 'logout-malformed',
  'processing-instruction-forbidden': 'logout-malformed',
  'xml-malformed': 'logout-malformed',
  'xml-too-deep': 'logout-too-large',
  'xml-too-many-elements': 'logout-too-large',
  'xml-too-many-attributes': 'logout-too-large',
  'not-a-logout-message': 'logout-malformed',
  'namespace-wrong': 'logout-malformed',
  'version-unsupported': 'logout-malformed',
  'id-malformed': 'logout-malformed',
  'issuer-mismatch': 'logout-issuer',
  'destination-mismatch': 'logout-destination',
  'issue-instant-malformed': 'logout-malformed',
  'issued-in-future': 'logout-expired',
  'message-expired': 'logout-expired',
  'idp-metadata-expired': 'sign-in-provider-unusable',
  'idp-without-keys': 'sign-in-provider-unusable',
  'name-missing': 'logout-malformed',
  'name-repeated': 'logout-malformed',
  'name-encrypted': 'logout-malformed',
  'name-malformed': 'logout-malformed',
  'session-indexes-too-many': 'logout-too-large',
  unsolicited: 'logout-unexpected',
  'request-mismatch': 'logout-unexpected',
  'status-malformed': 'logout-malformed',
};

/** Turns a refusal of a logout message into our error, with its code as the reason; other errors stay as they are. */
export function explainLogoutRefusal(thrown: unknown, idp?: string): unknown {
  if (!(thrown instanceof LogoutRefusal)) return thrown;
  return new VirlabError(LOGOUT_ERROR_CODES[thrown.code], {
    detail: `${thrown.code}: ${thrown.detail}`,
    context: { reason: thrown.code, ...(idp ? { idp } : {}) },
    cause: thrown,
  });
}
