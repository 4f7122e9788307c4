import { EncryptionFault } from '../../encryption/encryption-fault';
import { SignatureFault, type SignatureFaultKind } from '../../signature/signature-fault';
import { XmlFault, type XmlFaultKind } from '../../xml/xml-fault';
import { type AcceptanceStep, SamlRefusal, type SamlRefusalCode } from '../saml-refusal';

const codeOfXml: Record<XmlFaultKind, SamlRefusalCode> = {
  malformed: 'xml-malformed',
  doctype: 'doctype-forbidden',
  'processing-instruction': 'processing-instruction-forbidden',
  encoding: 'encoding-unsupported',
  'too-deep': 'xml-too-deep',
  'too-many-elements': 'xml-too-many-elements',
  'too-many-attributes': 'xml-too-many-attributes',
  'too-long': 'response-too-large',
};

const codeOfSignature: Record<SignatureFaultKind, SamlRefusalCode> = {
  'signature-malformed': 'signature-malformed',
  'signature-repeated': 'signature-repeated',
  'signature-reference-wrong': 'signature-reference-wrong',
  'signature-algorithm-forbidden': 'signature-algorithm-forbidden',
  'digest-algorithm-forbidden': 'digest-algorithm-forbidden',
  'canonicalization-forbidden': 'canonicalization-forbidden',
  'canonicalization-impossible': 'canonicalization-impossible',
  'transform-forbidden': 'transform-forbidden',
  'comment-in-signature': 'comment-in-signature',
  'digest-mismatch': 'signature-invalid',
  'value-mismatch': 'signature-invalid',
  'no-usable-key': 'signature-invalid',
};

/**
 * Does a step's work, and makes refusals of that step from the faults of the libraries it stands on.
 *
 * @throws SamlRefusal
 */
export function refuseFault<T>(step: AcceptanceStep, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlFault) {
      const detail = `${error.line}:${error.column} ${error.message}`;
      throw new SamlRefusal(step, codeOfXml[error.kind], detail, { cause: error });
    }
    if (error instanceof SignatureFault) {
      throw new SamlRefusal(step, codeOfSignature[error.kind], error.message, { cause: error });
    }
    if (error instanceof EncryptionFault) {
      throw new SamlRefusal(step, error.kind, error.message, { cause: error });
    }
    throw error;
  }
}
