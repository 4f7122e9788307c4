import { isUtf8 } from 'node:buffer';
import { XmlFault, type XmlFaultKind } from './xml-fault';

/** Much is handed over in one piece at times; it is looked at in pieces that stay in the processor's cache. */
const PIECE = 64 * 1024;

/** Characters XML 1.0 cannot hold: controls, and U+FFFE and U+FFFF as UTF-8. */
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]/;
const BEYOND_ASCII = /[\x80-\xff]/;
/** Strings this short are copied by the engine when they are cut out, without the way to native code. */
const SHORT = 13;

/**
 * The part of a document that is being looked at. Chunks of any length come in; what was not used stays for the next
 * look. Only valid UTF-8 whose characters XML can hold is ever shown.
 */
export class ByteWindow {
  /** Valid UTF-8, each byte as one character, so that places in it are places in the document. */
  text = '';
  /** Byte offset of `text` in the document. */
  base = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** How much must have come before another look is worth its while; keeps many small chunks from costing much. */
  private enough = 0;
  private line = 1;
  private lineStart = 0;

  /** Adds a chunk, and calls `look` whenever there is something to look at. The chunk may be changed afterwards. */
  add(chunk: Buffer, look: () => number): void {
    for (let from = 0; from < chunk.length; from += PIECE) {
      const piece = chunk.subarray(from, from + PIECE);
      this.waiting.push(piece);
      this.waitingBytes += piece.length;
      if (this.waitingBytes >= this.enough) this.advance(false, look);
    }
    const last = this.waiting.pop();
    if (last) this.waiting.push(Buffer.from(last));
  }

  /**
   * Shows all that waits, and forgets what `look` used.
   *
   * @param look answers how much it used
   * @throws XmlFault `encoding` for what is not UTF-8, `malformed` for characters that XML cannot hold
   */
  advance(isLast: boolean, look: () => number): void {
    const all = this.waiting.length === 1 && this.waiting[0] ? this.waiting[0] : Buffer.concat(this.waiting);
    this.bytes = isLast ? all : all.subarray(0, wholeCharacters(all));
    this.text = this.bytes.toString('latin1');
    if (!isUtf8(this.bytes)) this.fail('encoding', 'the document is not in UTF-8', 0);
    const unwritable = UNWRITABLE.exec(this.text);
    if (unwritable) this.fail('malformed', 'a character that XML cannot hold', unwritable.index);

    const used = look();
    ({ line: this.line, lineStart: this.lineStart } = this.lineAt(used));
    this.base += used;
    const rest = all.subarray(used);
    this.waiting.splice(0, this.waiting.length, rest);
    this.waitingBytes = rest.length;
    this.enough = 2 * rest.length;
  }

  /** The characters of a range; a string of its own, which keeps nothing else in memory. */
  decode(from: number, to: number): string {
    const raw = this.text.slice(from, to);
    if (BEYOND_ASCII.test(raw)) return this.bytes.toString('utf8', from, to);
    return to - from < SHORT ? raw : this.bytes.toString('latin1', from, to);
  }

  /** Gives the document up at a place in `text`. */
  fail(kind: XmlFaultKind, message: string, at: number): never {
    const { line, lineStart } = this.lineAt(at);
    throw new XmlFault(kind, message, line, this.base + at - lineStart + 1);
  }

  private lineAt(place: number): { line: number; lineStart: number } {
    let { line, lineStart } = this;
    const { text } = this;
    for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) {
      line += 1;
      lineStart = this.base + at + 1;
    }
    return { line, lineStart };
  }
}

/** How many bytes to take so that no character is cut; the rest is at most three bytes. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return size > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
