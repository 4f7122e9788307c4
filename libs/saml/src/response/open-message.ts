import { ns } from '../xml/namespaces';
import { childOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { AcceptResponseInput } from './accept-response';
import { SamlRefusal } from './saml-refusal';
import { decryptAssertion, scanDecrypted } from './steps/decrypt-assertion';
import { scanEncryption } from './steps/scan-encryption';
import { requireOneAssertion } from './steps/scan-structure';
import { readVerified, requireSignature, verifySignatures } from './steps/verify-signature';
import type { VerifiedMessage } from './verified-message';

/**
 * Verifies and, if need be, decrypts. From here on only the returned elements are looked at: they were parsed anew
 * from the bytes that the signature covers, never taken from the message as it came.
 *
 * @throws SamlRefusal of the steps `verify-signature` and `decrypt-assertion`
 */
export function openMessage(input: AcceptResponseInput): VerifiedMessage {
  const { envelope, sp, idp, pending, now } = input;
  requireSignature(envelope, input.allowUnsignedResponse ?? false);
  const signed = verifySignatures(envelope.xml, idp.signingCertificates);
  // Asked of what was verified and not of the envelope, which is only the reading of what came.
  const isResponseVerified = signed.root !== undefined;
  if (!isResponseVerified && !input.allowUnsignedResponse) missing('the response is not signed');
  const parts = signed.root
    ? openSignedResponse(input, signed.root)
    : openSignedAssertion(input, signed.assertion);
  return { ...parts, isResponseVerified, sp, idp, pending, now };
}

interface Parts {
  response: XmlElement;
  assertion: XmlElement;
  assertionSource: string;
}

/** The usual case: the whole response is signed, and its assertion is plain or encrypted. */
function openSignedResponse(input: AcceptResponseInput, bytes: Buffer): Parts {
  const response = readVerified(bytes, 'Response');
  const assertion = requireOneAssertion(response, false);
  if (!assertion) return missing('the signed response holds no assertion');
  scanEncryption(response);
  if (assertion.local === 'Assertion')
    return { response, assertion, assertionSource: bytes.toString('utf8') };
  const opened = decryptAssertion(assertion, input.sp, input.allowCbcEncryption ?? false).bytes;
  const plain = scanDecrypted(opened);
  const inner = verifySignatures(opened, input.idp.signingCertificates).root;
  return inner
    ? { response, assertion: readVerified(inner, 'Assertion'), assertionSource: inner.toString('utf8') }
    : { response, assertion: plain, assertionSource: opened.toString('utf8') };
}

/** The exception: only the assertion is signed, inside the encryption if there is one. */
function openSignedAssertion(input: AcceptResponseInput, plain: Buffer | undefined): Parts {
  const response = input.envelope.document;
  const encrypted = childOf(response, ns.saml, 'EncryptedAssertion');
  const bytes = plain ?? (encrypted && openSignedInside(input, encrypted));
  if (!bytes) return missing('neither the response nor its assertion is signed');
  return { response, assertion: readVerified(bytes, 'Assertion'), assertionSource: bytes.toString('utf8') };
}

function openSignedInside(input: AcceptResponseInput, encrypted: XmlElement): Buffer {
  const { bytes, isAuthenticated } = decryptAssertion(encrypted, input.sp, input.allowCbcEncryption ?? false);
  try {
    scanDecrypted(bytes);
    const { root } = verifySignatures(bytes, input.idp.signingCertificates);
    return root ?? missing('neither the response nor the decrypted assertion is signed');
  } catch (error) {
    if (isAuthenticated || !(error instanceof SamlRefusal)) throw error;
    // Whoever may change a CBC text and hear what is wrong with it now can decrypt it; so nothing is told.
    throw new SamlRefusal('decrypt-assertion', 'decryption-failed', 'the assertion could not be opened');
  }
}

function missing(detail: string): never {
  throw new SamlRefusal('verify-signature', 'signature-missing', detail);
}
