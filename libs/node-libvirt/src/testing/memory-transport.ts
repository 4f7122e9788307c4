import { FrameSplitter, NEED_MORE } from '../rpc/frame-splitter';
import type { Message } from '../rpc/message';
import type { Transport, TransportListener } from '../transport/transport';

/** A transport without a far end: what is sent is kept, and what arrives is given by hand, at once and in order. */
export class MemoryTransport implements Transport {
  /** Everything sent, in the pieces in which it was sent. */
  readonly sent: Buffer[] = [];
  closed = false;
  isFull = false;
  readonly #waiting: (() => void)[] = [];
  #listener: TransportListener | undefined;
  readonly #splitter = new FrameSplitter();
  readonly #messages: Message[] = [];

  start(listener: TransportListener): void {
    this.#listener = listener;
  }

  send(bytes: Uint8Array): void {
    if (this.closed) return;
    this.sent.push(Buffer.from(bytes));
    this.#splitter.push(Buffer.from(bytes));
    for (let message = this.#splitter.next(); message !== NEED_MORE; message = this.#splitter.next()) {
      this.#messages.push(message);
    }
  }

  /** Waits for `drain` while `isFull`. */
  flushed(): Promise<void> {
    return this.isFull ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** There is room again for whoever waits for it. */
  drain(): void {
    this.isFull = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  close(): void {
    this.closed = true;
  }

  /** The messages sent since this was asked last. */
  takeMessages(): Message[] {
    return this.#messages.splice(0);
  }

  /** Lets bytes arrive. */
  receive(bytes: Uint8Array): void {
    if (!this.closed) this.#listener?.received(Buffer.from(bytes));
  }

  /** Ends the connection from the far end. */
  end(cause?: Error): void {
    if (!this.closed) this.#listener?.ended(cause);
  }
}
