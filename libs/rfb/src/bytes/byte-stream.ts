import type { Duplex } from 'node:stream';
import { RfbError } from '../rfb-error';
import { ByteQueue } from './byte-queue';

/** The handshake is a few hundred bytes; who sends more before its end is not speaking RFB. */
const LARGEST_HANDSHAKE = 64 * 1024;

/**
 * Reads a stream by counted bytes for as long as a handshake lasts. Everything ends at one deadline; afterwards
 * `release` gives back what came too early, and the stream is free for the copying.
 */
export class ByteStream {
  private readonly queue = new ByteQueue();
  private failure: RfbError | undefined;
  private wake: () => void = () => undefined;
  private readonly timer: NodeJS.Timeout;

  private readonly onData = (chunk: Buffer) => {
    this.queue.push(chunk);
    if (this.queue.length > LARGEST_HANDSHAKE) this.fail(new RfbError('too-large', 'handshake over 64 KiB'));
    this.wake();
  };
  private readonly onEnd = () => this.fail(new RfbError('ended', 'the stream ended within the handshake'));
  private readonly onError = (error: Error) => this.fail(new RfbError('ended', error.message));

  constructor(
    private readonly stream: Duplex,
    deadlineMilliseconds: number,
  ) {
    stream.on('data', this.onData);
    stream.on('end', this.onEnd);
    stream.on('close', this.onEnd);
    stream.on('error', this.onError);
    this.timer = setTimeout(
      () => this.fail(new RfbError('deadline', `no complete handshake within ${deadlineMilliseconds} ms`)),
      deadlineMilliseconds,
    );
  }

  /** The next `count` bytes. Rejects with RfbError at the end of the stream, on a fault, or at the deadline. */
  async read(count: number): Promise<Buffer> {
    if (count > LARGEST_HANDSHAKE)
      throw new RfbError('too-large', `${count} bytes announced, at most 65536 expected`);
    for (;;) {
      const bytes = this.queue.take(count);
      if (bytes) return bytes;
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  write(bytes: Uint8Array): void {
    if (!this.failure) this.stream.write(bytes);
  }

  /** Lets go of the stream, paused, and gives back what came too early. */
  release(): Buffer {
    clearTimeout(this.timer);
    this.stream.pause();
    this.stream.off('data', this.onData);
    this.stream.off('end', this.onEnd);
    this.stream.off('close', this.onEnd);
    this.stream.off('error', this.onError);
    return this.queue.takeAll();
  }

  private fail(error: RfbError): void {
    this.failure ??= error;
    this.wake();
  }
}
