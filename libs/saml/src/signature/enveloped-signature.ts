import { createHash } from 'node:crypto';
import { ElementBuilder } from '../xml/element-builder';
import { EventRecorder } from '../xml/event-recorder';
import { ExclusiveCanonicalizer, NamespaceNotAbsolute } from '../xml/exclusive-canonicalizer';
import { ns } from '../xml/namespaces';
import type { EndElement, NamespaceDeclaration, StartElement, XmlEvents } from '../xml/xml-events';
import { readSignature, type SignatureReading } from './read-signature';
import { SignatureFault } from './signature-fault';
import { verifySignatureValue } from './verify-signature-value';

/** How the signature of one element is looked for. */
export interface EnvelopedSignatureOptions {
  /** Namespaces that the elements around the signed one declare, outermost first. */
  inherited?: readonly NamespaceDeclaration[];
  /** How many events may come before the signature; they are held until it says how to write them. */
  maxEventsBefore?: number;
  /** Hears the canonical form of the element, which is what the digest is made of, piece by piece. */
  onCanonical?: (piece: string | Buffer) => void;
}

const MAX_EVENTS_BEFORE = 100_000;

/** A signature as it was read, and what was made of the element it stands in. */
interface Found {
  reading: SignatureReading;
  signedInfo: Buffer;
  digest: Buffer | undefined;
}

/**
 * Follows the events of one element, from its start to its end, finds the Signature that is a child of it, and
 * digests the element without it in exclusive canonical form. One pass: what comes behind the signature is not held.
 *
 * @throws SignatureFault from any event: a second signature, or one that is not of the form asked for
 */
export class EnvelopedSignature implements XmlEvents {
  private readonly before = new EventRecorder();
  private content: XmlEvents = this.before;
  private signature: { element: ElementBuilder; signedInfo: EventRecorder; depth: number } | undefined;
  private scope: NamespaceDeclaration[];
  private signedId: string | undefined;
  private depth = 0;
  private found: Found | undefined;
  private finish: (() => void) | undefined;

  constructor(private readonly options: EnvelopedSignatureOptions = {}) {
    this.scope = [...(options.inherited ?? [])];
  }

  /** True once the element held a signature. */
  get isSigned(): boolean {
    return this.found !== undefined || this.signature !== undefined;
  }

  startElement(element: StartElement): void {
    this.depth += 1;
    if (this.depth === 1) {
      this.scope.push(...element.declarations);
      this.signedId = element.attributes.find(isId)?.value;
    }
    if (this.depth === 2 && element.namespace === ns.ds && element.local === 'Signature') {
      if (this.found) throw new SignatureFault('signature-repeated', 'two signatures on one element');
      this.scope.push(...element.declarations);
      this.signature = { element: new ElementBuilder(), signedInfo: new EventRecorder(), depth: 0 };
    }
    if (!this.signature) return this.tell((events) => events.startElement(element));
    this.signature.element.startElement(element);
    const isSignedInfo = element.namespace === ns.ds && element.local === 'SignedInfo';
    // Only the first one is recorded; that there is no other is for the reading of the signature to see.
    const isFirst = this.depth === 3 && isSignedInfo && this.signature.signedInfo.count === 0;
    if (isFirst || this.signature.depth > 0) {
      this.signature.depth += 1;
      this.signature.signedInfo.startElement(element);
    }
  }

  endElement(element: EndElement): void {
    this.depth -= 1;
    const { signature } = this;
    if (!signature) {
      this.tell((events) => events.endElement(element));
      if (this.depth === 0) this.finish?.();
      return;
    }
    signature.element.endElement(element);
    if (signature.depth > 0) {
      signature.depth -= 1;
      signature.signedInfo.endElement(element);
    }
    if (this.depth === 1) this.closeSignature(signature.element, signature.signedInfo);
  }

  text(text: string): void {
    if (!this.signature) return this.tell((events) => events.text(text));
    this.signature.element.text(text);
    if (this.signature.depth > 0) this.signature.signedInfo.text(text);
  }

  comment(text: string): void {
    // Canonical form without comments is the only one that is verified; in the signature they are refused.
    this.signature?.element.comment(text);
  }

  /**
   * Decides, once the element has ended, whether the signature holds: digest and value both.
   *
   * @param keys PEM certificates or public keys that are trusted already
   * @throws SignatureFault `digest-mismatch`, `value-mismatch`, `no-usable-key`; `signature-malformed` where there is
   *   no signature or the element has not ended
   */
  verify(keys: readonly string[]): void {
    const { found } = this;
    if (!found?.digest) throw new SignatureFault('signature-malformed', 'no signature was read');
    const { reading, signedInfo, digest } = found;
    if (!digest.equals(reading.digest.value)) {
      throw new SignatureFault(
        'digest-mismatch',
        `the content of "${reading.signedId}" is not what was signed`,
      );
    }
    verifySignatureValue({ algorithm: reading.algorithm, value: reading.value, signedInfo, keys });
  }

  private closeSignature(element: ElementBuilder, recorded: EventRecorder): void {
    this.signature = undefined;
    if (!element.root) throw new SignatureFault('signature-malformed', 'an empty signature');
    const reading = readSignature(element.root, this.signedId);
    const pieces: Buffer[] = [];
    const signedInfo = new ExclusiveCanonicalizer((piece) => pieces.push(toBuffer(piece)), {
      inclusivePrefixes: reading.signedInfoPrefixes,
      inherited: this.scope,
    });
    possible(() => recorded.replay(signedInfo));
    const found: Found = { reading, signedInfo: Buffer.concat(pieces), digest: undefined };
    this.found = found;
    const hash = createHash(reading.digest.hash);
    const { onCanonical } = this.options;
    const content = new ExclusiveCanonicalizer(
      (piece) => {
        hash.update(piece);
        onCanonical?.(piece);
      },
      { inclusivePrefixes: reading.contentPrefixes, inherited: this.options.inherited ?? [] },
    );
    possible(() => this.before.replay(content));
    this.content = content;
    this.finish = () => void (found.digest = hash.digest());
  }

  private tell(event: (events: XmlEvents) => void): void {
    if (!this.found && this.before.count >= (this.options.maxEventsBefore ?? MAX_EVENTS_BEFORE)) {
      throw new SignatureFault('signature-malformed', 'too much stands before the signature');
    }
    possible(() => event(this.content));
  }
}

function isId({ namespace, local }: { namespace: string; local: string }): boolean {
  return namespace === '' && local === 'ID';
}

function toBuffer(piece: string | Buffer): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
}

/** A canonical form that does not exist has no digest either; an empty one must never stand for it. */
function possible(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof NamespaceNotAbsolute)) throw error;
    throw new SignatureFault('canonicalization-impossible', `"${error.uri}" is no absolute namespace`);
  }
}
