import { ns } from '../../xml/namespaces';
import { childOf, isElement } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { type MessageInput, NodeSamlFault, type VerifiedBytes, verifyMessage } from '../../node-saml';
import { SamlRefusal } from '../saml-refusal';
import type { ResponseEnvelope } from '../response-envelope';
import { scanStructure } from './scan-structure';

const STEP = 'verify-signature';

/**
 * Requires that the parts which must be signed carry a signature at all: the response, or, where an admin allows it
 * for this provider, its assertion.
 *
 * @throws SamlRefusal `signature-missing`
 */
export function requireSignature(envelope: ResponseEnvelope, allowUnsignedResponse: boolean): void {
  if (envelope.isResponseSigned) return;
  if (!allowUnsignedResponse) {
    throw new SamlRefusal(
      STEP,
      'signature-missing',
      'the response is not signed, and this provider has no exception',
    );
  }
  // Whether an encrypted assertion is signed shows only once it is open.
  if (!envelope.isAssertionSigned && !envelope.isEncrypted) {
    throw new SamlRefusal(STEP, 'signature-missing', 'neither the response nor its assertion is signed');
  }
}

/**
 * Verifies all signatures of the message with the provider's keys.
 *
 * @returns the signed bytes; undefined when the given decryption key does not fit
 * @throws SamlRefusal `signature-invalid`, `verified-content-empty`
 */
export async function verifySignature(input: MessageInput): Promise<VerifiedBytes | undefined> {
  let bytes: VerifiedBytes;
  try {
    bytes = await verifyMessage(input);
  } catch (error) {
    if (!(error instanceof NodeSamlFault)) throw error;
    if (error.kind === 'decryption') return undefined;
    throw new SamlRefusal(STEP, 'signature-invalid', error.message, { cause: error });
  }
  // A canonicalisation that fails to an empty text has a digest too; such a signature covers nothing.
  if (!bytes.signed.startsWith('<')) {
    throw new SamlRefusal(STEP, 'verified-content-empty', 'the signature covers no element');
  }
  return bytes;
}

/**
 * Parses the signed bytes anew and requires that they are the element which was said to be signed.
 *
 * @throws SamlRefusal `verified-content-empty` when it is another element
 */
export function readVerified(signed: string, expected: 'Response' | 'Assertion'): XmlElement {
  const root = scanStructure(signed);
  const namespace = expected === 'Response' ? ns.samlp : ns.saml;
  if (!isElement(root, namespace, expected)) {
    throw new SamlRefusal(
      STEP,
      'verified-content-empty',
      `the signature covers ${root.local}, expected ${expected}`,
    );
  }
  return root;
}

/** The plain assertion inside a verified response. */
export function assertionIn(response: XmlElement): XmlElement {
  const assertion = childOf(response, ns.saml, 'Assertion');
  if (!assertion)
    throw new SamlRefusal(STEP, 'verified-content-empty', 'the signed response holds no assertion');
  return assertion;
}
