import type { ErrorCode } from '@virlab/contracts';
import { SamlRefusal, type SamlRefusalCode } from '@virlab/saml';
import { VirlabError } from '../../../platform/index';

/** Which of our codes each refusal of the acceptance pipeline is; a new refusal does not compile until it stands here. */
export const ERROR_CODES: Record<SamlRefusalCode, ErrorCode> = {
  'response-missing': 'saml-malformed',
  'response-repeated': 'saml-malformed',
  'response-too-large': 'saml-too-large',
  'response-not-base64': 'saml-malformed',
  'response-not-utf8': 'saml-malformed',
  'relay-state-malformed': 'saml-malformed',
  'doctype-forbidden': 'saml-forbidden-construct',
  'entity-declaration-forbidden': 'saml-forbidden-construct',
  'processing-instruction-forbidden': 'saml-forbidden-construct',
  'encoding-unsupported': 'saml-malformed',
  'xml-malformed': 'saml-malformed',
  'xml-too-deep': 'saml-too-large',
  'xml-too-many-elements': 'saml-too-large',
  'xml-too-many-attributes': 'saml-too-large',
  'id-repeated': 'saml-forbidden-construct',
  'namespace-wrong': 'saml-malformed',
  'not-a-response': 'saml-malformed',
  'version-unsupported': 'saml-malformed',
  'assertion-missing': 'saml-malformed',
  'assertion-repeated': 'saml-forbidden-construct',
  'assertion-misplaced': 'saml-forbidden-construct',
  'signature-missing': 'saml-signature',
  'signature-misplaced': 'saml-signature',
  'signature-repeated': 'saml-signature',
  'signature-malformed': 'saml-signature',
  'signature-reference-wrong': 'saml-signature',
  'signature-algorithm-forbidden': 'saml-algorithm',
  'digest-algorithm-forbidden': 'saml-algorithm',
  'canonicalization-forbidden': 'saml-algorithm',
  'canonicalization-impossible': 'saml-forbidden-construct',
  'transform-forbidden': 'saml-forbidden-construct',
  'comment-in-signature': 'saml-forbidden-construct',
  'encryption-malformed': 'saml-decryption',
  'encryption-algorithm-forbidden': 'saml-algorithm',
  unsolicited: 'saml-confirmation',
  'request-mismatch': 'saml-confirmation',
  'request-expired': 'sign-in-expired',
  'idp-mismatch': 'saml-issuer',
  'idp-metadata-expired': 'sign-in-provider-unusable',
  'idp-without-keys': 'sign-in-provider-unusable',
  'signature-invalid': 'saml-signature',
  'verified-content-empty': 'saml-signature',
  'decryption-key-missing': 'saml-decryption',
  'decryption-failed': 'saml-decryption',
  'decrypted-content-wrong': 'saml-decryption',
  'status-not-success': 'saml-status',
  'destination-mismatch': 'saml-destination',
  'issuer-mismatch': 'saml-issuer',
  'assertion-malformed': 'saml-malformed',
  'authn-statement-missing': 'saml-malformed',
  'authn-statement-repeated': 'saml-malformed',
  'authn-statement-malformed': 'saml-malformed',
  'authn-in-future': 'saml-expired',
  'authn-too-old': 'saml-expired',
  'authn-context-mismatch': 'saml-confirmation',
  'session-expired': 'saml-expired',
  'subject-malformed': 'saml-malformed',
  'subject-confirmation-missing': 'saml-confirmation',
  'subject-confirmation-not-bearer': 'saml-confirmation',
  'subject-confirmation-malformed': 'saml-confirmation',
  'recipient-mismatch': 'saml-destination',
  'in-response-to-mismatch': 'saml-confirmation',
  'confirmation-expired': 'saml-expired',
  'conditions-missing': 'saml-malformed',
  'conditions-repeated': 'saml-malformed',
  'conditions-malformed': 'saml-malformed',
  'condition-unknown': 'saml-conditions',
  'assertion-not-yet-valid': 'saml-expired',
  'assertion-expired': 'saml-expired',
  'audience-missing': 'saml-audience',
  'audience-mismatch': 'saml-audience',
  'attributes-too-many': 'saml-too-large',
  'attribute-malformed': 'saml-malformed',
  'attribute-value-too-long': 'saml-too-large',
  'parsers-disagree': 'saml-forbidden-construct',
};

/** Turns a refusal of the pipeline into our error, with its step and code as the reason; other errors stay as they are. */
export function explainSamlRefusal(thrown: unknown, idp?: string): unknown {
  if (!(thrown instanceof SamlRefusal)) return thrown;
  const { subCode = '' } = thrown.idpStatus ?? {};
  return new VirlabError(ERROR_CODES[thrown.code], {
    detail: `${thrown.step}: ${thrown.code}: ${thrown.detail}`,
    context: {
      reason: thrown.code,
      ...(idp ? { idp } : {}),
      // Status codes are names from the standard; what else the message says is not verified and not shown.
      ...(KNOWN_STATUS.test(subCode) ? { status: subCode.slice(STATUS.length) } : {}),
    },
    cause: thrown,
  });
}

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
const KNOWN_STATUS = /^urn:oasis:names:tc:SAML:2\.0:status:[A-Za-z]{1,40}$/;
