import { createHash, type Hash } from 'node:crypto';
import { readCertificate } from '../keys/read-certificate';
import { MetadataRefusal, type MetadataRefusalCode } from '../metadata/metadata-refusal';
import { readSignature, type SignatureReading } from '../signature/read-signature';
import { SignatureFault, type SignatureFaultKind } from '../signature/signature-fault';
import { verifySignatureValue } from '../signature/verify-signature-value';
import { ElementBuilder } from '../xml/element-builder';
import { ExclusiveCanonicalizer } from '../xml/exclusive-canonicalizer';
import { ns } from '../xml/namespaces';
import { childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { EndElement, NamespaceDeclaration, StartElement, XmlEvents } from '../xml/xml-events';
import { keyDigest } from './key-digest';
import { AGGREGATE_LIMITS } from './limits';

type Event = (hearer: XmlEvents) => void;

/** What a signature proved. */
export interface SignatureProof {
  /** Over the canonical form of the document without the signature, hex. */
  digest: string;
  /** Digest of the key that made it, as `keyDigest` answers it. */
  signedBy: string;
}

/**
 * The signature around a document, read and checked as the document passes. It must be the first child of the document
 * element (the schema says so), so that how to digest what follows is known before it follows; only the start tag of
 * the document element has to wait for it. Its value is checked as soon as it is read: a document signed by nobody we
 * know is given up before the rest of it came.
 */
export class DocumentSignature implements XmlEvents {
  /** True while what passes belongs to the signature itself. */
  isOpen = false;
  embeddedCertificates: readonly string[] = [];
  private id: string | undefined;
  private depth = 0;
  private openedAt = 0;
  /** Everything before the signature's end, kept to be told again once it is known how. */
  private before: Event[] = [];
  private within: Event[] = [];
  private keptLength = 0;
  private builder: ElementBuilder | undefined;
  private inherited: NamespaceDeclaration[] = [];
  private canonicalizer: ExclusiveCanonicalizer | undefined;
  private hash: Hash | undefined;
  private signature: SignatureReading | undefined;
  private signedBy = '';
  private isDecided = false;

  /**
   * @param trusted PEM of the pinned certificates, or whatever stands in the signature itself
   * @param fault hears of a fault; reading goes on when it returns
   */
  constructor(
    private readonly trusted: readonly string[] | 'embedded',
    private readonly fault: (refusal: MetadataRefusal) => void,
  ) {}

  /** Must be told before the first event. */
  begin(id: string | undefined): void {
    this.id = id;
  }

  startElement(element: StartElement): void {
    this.depth += 1;
    if (this.isDecided) return this.pass(element);
    if (this.depth === 1) this.inherited.push(...element.declarations);
    if (this.depth === 2 && !this.isOpen) {
      if (!isSignature(element)) return this.goOnUnsigned(element);
      this.isOpen = true;
      this.openedAt = element.start;
      this.builder = new ElementBuilder();
    }
    if (element.start - this.openedAt > AGGREGATE_LIMITS.signatureBytes) throw tooLarge();
    this.keep((hearer) => hearer.startElement(element));
  }

  endElement(element: EndElement): void {
    if (this.isDecided) this.canonicalizer?.endElement(element);
    else {
      this.keep((hearer) => hearer.endElement(element));
      if (this.isOpen && this.depth === 2) this.close();
      else if (this.depth === 1) this.goOnUnsigned();
    }
    this.depth -= 1;
  }

  text(text: string): void {
    if (this.isDecided) return this.canonicalizer?.text(text);
    this.count(text.length);
    this.keep((hearer) => hearer.text(text));
  }

  comment(text: string): void {
    if (this.isDecided) return this.canonicalizer?.comment(text);
    this.count(text.length);
    this.keep((hearer) => hearer.comment(text));
  }

  /** @throws MetadataRefusal `metadata-digest-mismatch` unless faults are passed over */
  end(): SignatureProof {
    const digest = this.hash?.digest();
    const expected = this.signature?.digest.value;
    if (digest && expected && !digest.equals(expected)) {
      const message = `what is signed has the digest ${expected.toString('base64')}, what came has ${digest.toString('base64')}`;
      this.fault(new MetadataRefusal('metadata-digest-mismatch', message));
    }
    return { digest: digest?.toString('hex') ?? '', signedBy: this.signedBy };
  }

  private pass(element: StartElement): void {
    if (this.depth === 2 && isSignature(element)) {
      const message = 'a Signature of the document that is not its first child';
      this.fault(new MetadataRefusal('metadata-signature-misplaced', message));
    }
    if (this.id !== undefined && this.depth > 1 && hasId(element, this.id)) {
      this.fault(new MetadataRefusal('metadata-id-repeated', `the ID "${this.id}" stands twice`));
    }
    this.canonicalizer?.startElement(element);
  }

  private keep(event: Event): void {
    if (this.isOpen) {
      this.within.push(event);
      if (this.builder) event(this.builder);
    } else this.before.push(event);
  }

  /** Texts and comments have no place, so their own length counts. */
  private count(length: number): void {
    this.keptLength += length;
    if (this.keptLength > AGGREGATE_LIMITS.signatureBytes) throw tooLarge();
  }

  private close(): void {
    this.isOpen = false;
    this.isDecided = true;
    const { before, within } = this;
    [this.before, this.within] = [[], []];
    try {
      this.open(within);
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      return this.fault(error);
    }
    for (const event of before) if (this.canonicalizer) event(this.canonicalizer);
  }

  private open(within: readonly Event[]): void {
    const element = this.builder?.root;
    if (!element) throw new MetadataRefusal('metadata-signature-malformed', 'the signature is empty');
    this.embeddedCertificates = certificatesOf(element);
    const signature = readOrRefuse(element, this.id);
    this.signature = signature;
    const hash = createHash(signature.digest.hash);
    this.hash = hash;
    this.canonicalizer = new ExclusiveCanonicalizer((piece) => void hash.update(piece), {
      inclusivePrefixes: signature.contentPrefixes,
    });
    this.signedBy = this.verify(signature, canonicalSignedInfo(within, signature, this.inherited));
  }

  private verify({ algorithm, value }: SignatureReading, signedInfo: Buffer): string {
    const trusted = this.trusted === 'embedded' ? this.embeddedCertificates : this.trusted;
    for (const text of trusted) {
      const pem = readCertificate(text)?.pem;
      if (pem !== undefined && isSignedBy(pem, { algorithm, value, signedInfo })) {
        return keyDigest(pem);
      }
    }
    const message = `none of the ${trusted.length} keys made the signature`;
    this.fault(new MetadataRefusal('metadata-signature-mismatch', message));
    return '';
  }

  private goOnUnsigned(first?: StartElement): void {
    this.isDecided = true;
    this.before = [];
    const message = first
      ? `the first child of the document element is ${first.local}, expected ds:Signature`
      : 'the document is empty';
    this.fault(new MetadataRefusal('metadata-unsigned', message));
  }
}

function readOrRefuse(element: XmlElement, id: string | undefined): SignatureReading {
  try {
    return readSignature(element, id);
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error;
    throw new MetadataRefusal(CODES[error.kind], error.message.slice(0, 400));
  }
}

const CODES: Record<SignatureFaultKind, MetadataRefusalCode> = {
  'signature-malformed': 'metadata-signature-malformed',
  'signature-repeated': 'metadata-signature-misplaced',
  'signature-reference-wrong': 'metadata-signature-reference',
  'signature-algorithm-forbidden': 'metadata-signature-algorithm',
  'digest-algorithm-forbidden': 'metadata-signature-algorithm',
  'canonicalization-forbidden': 'metadata-signature-algorithm',
  'canonicalization-impossible': 'metadata-malformed',
  'transform-forbidden': 'metadata-signature-algorithm',
  'comment-in-signature': 'metadata-signature-malformed',
  'digest-mismatch': 'metadata-digest-mismatch',
  'value-mismatch': 'metadata-signature-mismatch',
  'no-usable-key': 'metadata-signature-mismatch',
};

function isSignedBy(
  pem: string,
  signed: Pick<SignatureReading, 'algorithm' | 'value'> & { signedInfo: Buffer },
): boolean {
  try {
    verifySignatureValue({ ...signed, keys: [pem] });
    return true;
  } catch (error) {
    if (error instanceof SignatureFault) return false;
    throw error;
  }
}

function certificatesOf(signature: XmlElement): string[] {
  return childrenOf(signature, ns.ds, 'KeyInfo')
    .flatMap((keyInfo) => childrenOf(keyInfo, ns.ds, 'X509Data'))
    .flatMap((data) => childrenOf(data, ns.ds, 'X509Certificate'))
    .map(({ text }) => text.replace(/\s+/g, ''));
}

function canonicalSignedInfo(
  within: readonly Event[],
  signature: SignatureReading,
  around: readonly NamespaceDeclaration[],
): Buffer {
  const pieces: (Buffer | string)[] = [];
  const found = new SignedInfoFinder(
    (inherited) =>
      new ExclusiveCanonicalizer((piece) => void pieces.push(piece), {
        inclusivePrefixes: signature.signedInfoPrefixes,
        inherited,
      }),
    around,
  );
  for (const event of within) event(found);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

/** Tells a canonicaliser the SignedInfo among the events of a Signature: its first child. */
class SignedInfoFinder implements XmlEvents {
  private depth = 0;
  private isOver = false;
  private canonicalizer: XmlEvents | undefined;
  private readonly inherited: NamespaceDeclaration[];

  constructor(
    private readonly make: (inherited: readonly NamespaceDeclaration[]) => XmlEvents,
    around: readonly NamespaceDeclaration[],
  ) {
    this.inherited = [...around];
  }

  startElement(element: StartElement): void {
    this.depth += 1;
    if (this.depth === 1) this.inherited.push(...element.declarations);
    if (this.depth === 2 && !this.canonicalizer) this.canonicalizer = this.make(this.inherited);
    if (this.depth >= 2 && !this.isOver) this.canonicalizer?.startElement(element);
  }

  endElement(element: EndElement): void {
    if (this.depth >= 2 && !this.isOver) this.canonicalizer?.endElement(element);
    if (this.depth === 2) this.isOver = true;
    this.depth -= 1;
  }

  text(text: string): void {
    if (this.depth >= 2 && !this.isOver) this.canonicalizer?.text(text);
  }

  comment(text: string): void {
    if (this.depth >= 2 && !this.isOver) this.canonicalizer?.comment(text);
  }
}

function isSignature({ namespace, local }: StartElement): boolean {
  return namespace === ns.ds && local === 'Signature';
}

function hasId({ attributes }: StartElement, id: string): boolean {
  return attributes.some(({ local, value }) => value === id && /^id$/i.test(local));
}

function tooLarge(): MetadataRefusal {
  const message = `the signature, or what stands before it, has more than ${AGGREGATE_LIMITS.signatureBytes} bytes`;
  return new MetadataRefusal('metadata-too-large', message);
}
