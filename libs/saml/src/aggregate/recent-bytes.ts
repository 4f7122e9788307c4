import { createHash } from 'node:crypto';

/** The last bytes of a stream, by their place in the whole of it. */
export class RecentBytes {
  private readonly chunks: { start: number; bytes: Buffer }[] = [];
  private end = 0;

  /** How many bytes came so far. */
  get length(): number {
    return this.end;
  }

  push(bytes: Buffer): void {
    this.chunks.push({ start: this.end, bytes });
    this.end += bytes.length;
  }

  /** Forgets whole chunks before a place. */
  forgetBefore(place: number): void {
    const keep = this.chunks.findIndex(({ start, bytes }) => start + bytes.length > place);
    this.chunks.splice(0, keep < 0 ? this.chunks.length : keep);
  }

  /** SHA-256 over the bytes from one place to before another, hex. Throws when any of them was forgotten. */
  sha256(from: number, to: number): string {
    const hash = createHash('sha256');
    let hashed = 0;
    for (const { start, bytes } of this.chunks) {
      const part = bytes.subarray(Math.max(0, from - start), Math.max(0, to - start));
      hashed += part.length;
      hash.update(part);
    }
    if (hashed !== to - from) throw new RangeError(`bytes ${from} to ${to} were forgotten`);
    return hash.digest('hex');
  }
}
