import type { Socket } from 'node:net';
import type { Transport, TransportListener } from './transport';
import { untilDrained } from './until-drained';

/** A connected socket as a transport; shared by every dialer that ends up with a socket. */
export class SocketTransport implements Transport {
  readonly #socket: Socket;
  #listener: TransportListener | undefined;
  #failure: Error | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.pause();
    socket.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  start(listener: TransportListener): void {
    this.#listener = listener;
    this.#socket.on('data', (chunk: Buffer) => this.#listener?.received(chunk));
    this.#socket.on('end', () => this.#finish());
    this.#socket.on('close', () => this.#finish());
    if (this.#socket.destroyed) this.#finish();
    else this.#socket.resume();
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  flushed(): Promise<void> {
    return untilDrained(this.#socket);
  }

  close(): void {
    this.#listener = undefined;
    this.#socket.destroy();
  }

  #finish(): void {
    const listener = this.#listener;
    this.#listener = undefined;
    this.#socket.destroy();
    listener?.ended(this.#failure);
  }
}
