import type { Socket } from 'node:net';
import { KEEPALIVE, MESSAGE_STATUS, MESSAGE_TYPE, PROGRAM } from '../protocol/wire';
import { FrameSplitter, NEED_MORE } from '../rpc/frame-splitter';
import { encodeMessage, type Message } from '../rpc/message';

/** One connection as the fake daemon sees it. */
export class FakeClient {
  /** Whether pings are answered; a daemon with too many calls does not. */
  answersPings = true;
  /** Pings and pongs that came from the client. */
  pings = 0;
  pongs = 0;
  /** Fulfilled when the client's side of the connection is gone. */
  readonly gone: Promise<void>;
  readonly #splitter = new FrameSplitter();

  constructor(
    private readonly socket: Socket,
    private readonly onMessage: (message: Message, client: FakeClient) => void,
  ) {
    this.gone = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
  }

  /** Sends bytes, whatever they mean. */
  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Pings the client, as a daemon does for those who asked. */
  ping(): void {
    this.#keepalive(KEEPALIVE.ping);
  }

  /** Ends the connection at once, as the death of the daemon does. */
  drop(): void {
    this.socket.destroy();
  }

  /** Sends what is under way, and then no more. */
  end(): void {
    this.socket.end();
  }

  #received(chunk: Buffer): void {
    this.#splitter.push(chunk);
    for (let message = this.#splitter.next(); message !== NEED_MORE; message = this.#splitter.next()) {
      if (message.program === PROGRAM.keepalive) this.#answerKeepalive(message);
      else this.onMessage(message, this);
    }
  }

  #answerKeepalive(message: Message): void {
    if (message.procedure === KEEPALIVE.pong) {
      this.pongs += 1;
      return;
    }
    this.pings += 1;
    if (this.answersPings) this.#keepalive(KEEPALIVE.pong);
  }

  #keepalive(procedure: number): void {
    const header = { program: PROGRAM.keepalive, procedure, type: MESSAGE_TYPE.message, serial: 0 };
    this.send(encodeMessage({ ...header, status: MESSAGE_STATUS.ok }));
  }
}
