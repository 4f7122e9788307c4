/** Bytes that came and were not taken yet. Taking answers null as long as there are too few: "need more bytes". */
export class ByteQueue {
  private chunks: Uint8Array[] = [];
  private size = 0;

  /** How many bytes wait. */
  get length(): number {
    return this.size;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  /** The next `count` bytes without taking them; null when fewer wait. */
  peek(count: number): Buffer | null {
    if (this.size < count) return null;
    if ((this.chunks[0]?.length ?? 0) < count) this.chunks = [Buffer.concat(this.chunks)];
    const first = this.chunks[0] ?? new Uint8Array(0);
    return Buffer.from(first.buffer, first.byteOffset, count);
  }

  /** Takes the next `count` bytes; null when fewer wait. */
  take(count: number): Buffer | null {
    const bytes = this.peek(count);
    if (!bytes) return null;
    const first = this.chunks[0];
    if (!first) return bytes;
    this.size -= count;
    if (first.length === count) this.chunks.shift();
    else this.chunks[0] = first.subarray(count);
    return bytes;
  }

  /** Takes everything. */
  takeAll(): Buffer {
    const bytes = Buffer.concat(this.chunks);
    this.chunks = [];
    this.size = 0;
    return bytes;
  }
}
