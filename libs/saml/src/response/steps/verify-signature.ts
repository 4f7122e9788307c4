import { EnvelopedSignature } from '../../signature/enveloped-signature';
import { ns } from '../../xml/namespaces';
import { isElement } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import type { EndElement, StartElement, XmlEvents } from '../../xml/xml-events';
import { XmlTokenizer } from '../../xml/xml-tokenizer';
import { XML_LIMITS } from '../limits';
import { SamlRefusal } from '../saml-refusal';
import type { ResponseEnvelope } from '../response-envelope';
import { refuseFault } from './refuse-fault';
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

/** The canonical bytes that signatures of a message cover, in UTF-8; undefined for what is not signed. */
export interface SignedParts {
  /** The document element: the Response, or an Assertion that was a document of its own. */
  root: Buffer | undefined;
  /** The Assertion that is a child of it. */
  assertion: Buffer | undefined;
}

/**
 * Verifies every signature of a message with the provider's keys, in one pass over its bytes. One that is there and
 * does not hold ends it, whether or not it was needed.
 *
 * @throws SamlRefusal `signature-invalid`, `canonicalization-impossible`, and those of `scan-signatures`
 */
export function verifySignatures(message: string | Buffer, certificates: readonly string[]): SignedParts {
  return refuseFault(STEP, () => {
    const parts = new MessageSignatures();
    const tokenizer = new XmlTokenizer(parts, XML_LIMITS);
    tokenizer.write(typeof message === 'string' ? Buffer.from(message, 'utf8') : message);
    tokenizer.end();
    return { root: parts.root.verified(certificates), assertion: parts.assertion?.verified(certificates) };
  });
}

/**
 * Parses the signed bytes anew and requires that they are the element which was said to be signed.
 *
 * @throws SamlRefusal `verified-content-empty` when it is another element
 */
export function readVerified(signed: Buffer, expected: 'Response' | 'Assertion'): XmlElement {
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

/** One element that may be signed, with the canonical form that its signature speaks of. */
class Signable {
  readonly events: EnvelopedSignature;
  private readonly pieces: Buffer[] = [];

  constructor(inherited: StartElement['declarations'] = []) {
    const onCanonical = (piece: string | Buffer): void => void this.pieces.push(Buffer.from(piece));
    this.events = new EnvelopedSignature({ inherited, onCanonical });
  }

  verified(certificates: readonly string[]): Buffer | undefined {
    if (!this.events.isSigned) return undefined;
    this.events.verify(certificates);
    const bytes = Buffer.concat(this.pieces);
    // A canonicalisation that fails to an empty text has a digest too; such a signature covers nothing.
    if (bytes[0] === 0x3c) return bytes;
    throw new SamlRefusal(STEP, 'verified-content-empty', 'the signature covers no element');
  }
}

/** Leads the events of a message to the elements that may be signed: the outermost, and an assertion within. */
class MessageSignatures implements XmlEvents {
  readonly root = new Signable();
  assertion: Signable | undefined;
  private declarations: StartElement['declarations'] = [];
  private depth = 0;
  private isInAssertion = false;

  startElement(element: StartElement): void {
    this.depth += 1;
    if (this.depth === 1) this.declarations = element.declarations;
    if (this.depth === 2 && element.namespace === ns.saml && element.local === 'Assertion') {
      // That there is no other was seen before; the first must not be hidden by it all the same.
      this.isInAssertion = this.assertion === undefined;
      this.assertion ??= new Signable(this.declarations);
    }
    this.root.events.startElement(element);
    if (this.isInAssertion) this.assertion?.events.startElement(element);
  }

  endElement(element: EndElement): void {
    this.root.events.endElement(element);
    if (this.isInAssertion) this.assertion?.events.endElement(element);
    if (this.depth === 2) this.isInAssertion = false;
    this.depth -= 1;
  }

  text(text: string): void {
    this.root.events.text(text);
    if (this.isInAssertion) this.assertion?.events.text(text);
  }

  comment(text: string): void {
    this.root.events.comment(text);
    if (this.isInAssertion) this.assertion?.events.comment(text);
  }
}
