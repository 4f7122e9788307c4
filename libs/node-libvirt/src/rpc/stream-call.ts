import { LibvirtConnectionError, LibvirtProtocolError } from '../errors';
import type { Procedure } from '../protocol/procedure';
import { MESSAGE_STATUS, MESSAGE_TYPE } from '../protocol/wire';
import { deferred } from './deferred';
import { decodeRemoteError } from './libvirt-error';
import type { Message } from './message';
import { settleReply, type PendingCall, type Progress } from './pending-call';

/** The largest packet that libvirt's own programs send (VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX). */
export const MAX_PACKET_BYTES = 262_120;
/** Bytes kept until somebody listens: a console that nobody reads has to end somewhere. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** Bytes to and from the far end of a call, such as a machine's serial console. */
export interface ByteStream {
  /** Fulfilled when the far end has closed; rejected with what broke the stream. */
  readonly closed: Promise<void>;
  /** Delivers what came and what comes. Calling it again replaces the listener. */
  onData(listener: (bytes: Buffer) => void): void;
  /** Sends bytes after all earlier ones. After the end it does nothing. */
  write(bytes: Uint8Array): void;
  /** Fulfilled when what was written is on its way: wait for it between pieces of something large. */
  flushed(): Promise<void>;
  /** Says that all is written; fulfilled when the far end has taken all of it, rejected with why it has not. */
  finish(): Promise<void>;
  /** Ends the stream at once; `closed` is fulfilled. Safe to repeat. */
  abort(): void;
}

/** The way out for a call's stream packets. */
export interface PacketSender {
  send(status: number, payload?: Uint8Array): void;
  flushed(): Promise<void>;
}

/** A call whose reply opens a stream in both directions. It keeps its place among the calls only until the reply. */
export class StreamCall<R> implements PendingCall, ByteStream {
  readonly #opened = deferred<ByteStream>();
  readonly #closed = deferred<void>();
  readonly answer = this.#opened.promise;
  readonly closed = this.#closed.promise;
  #unread: Buffer[] = [];
  #unreadBytes = 0;
  #listener: ((bytes: Buffer) => void) | undefined;
  #state: 'asked' | 'open' | 'ending' | 'ended' = 'asked';
  /** The caller is gone: what comes now is thrown away, and the stream is ended as soon as it is there. */
  #isUnwanted = false;

  constructor(
    readonly procedure: Procedure<unknown, R>,
    readonly request: Buffer,
    private readonly packets: PacketSender,
  ) {
    // Whoever does not look at the end of a stream must not be told of it by the process.
    this.closed.catch(() => undefined);
  }

  receive(message: Message): Progress {
    if (message.type === MESSAGE_TYPE.stream) return this.#receivePacket(message);
    if (this.#state !== 'asked') {
      throw new LibvirtProtocolError('bad-value', `second reply to ${this.procedure.name}, expected one`);
    }
    if (message.status === MESSAGE_STATUS.error) this.#state = 'ended';
    else this.#state = 'open';
    settleReply(
      this.procedure,
      message,
      () => this.#opened.resolve(this),
      (error) => {
        this.#opened.reject(error);
        this.#isUnwanted = true;
      },
    );
    if (this.#state === 'ended') return 'finished';
    if (this.#isUnwanted) this.abort();
    return 'streaming';
  }

  fail(error: Error): void {
    this.#opened.reject(error);
    this.#isUnwanted = true;
    this.#forget();
    if (error instanceof LibvirtConnectionError) this.#state = 'ended';
    if (this.#state === 'ended') this.#closed.reject(error);
    else if (this.#state === 'open') this.abort();
  }

  onData(listener: (bytes: Buffer) => void): void {
    this.#listener = listener;
    const unread = this.#unread;
    this.#forget();
    for (const bytes of unread) listener(bytes);
  }

  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length && this.#state === 'open'; from += MAX_PACKET_BYTES) {
      this.packets.send(MESSAGE_STATUS.continue, bytes.subarray(from, from + MAX_PACKET_BYTES));
    }
  }

  flushed(): Promise<void> {
    return this.packets.flushed();
  }

  finish(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'ending';
      this.packets.send(MESSAGE_STATUS.ok);
    }
    return this.closed;
  }

  abort(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    this.#isUnwanted = true;
    this.#forget();
    this.packets.send(MESSAGE_STATUS.error);
    this.#closed.resolve();
  }

  #receivePacket(message: Message): Progress {
    if (this.#state === 'ended') {
      throw new LibvirtProtocolError('bad-value', `stream data of ${this.procedure.name} after its end`);
    }
    if (message.status === MESSAGE_STATUS.continue && message.payload.length > 0) {
      if (!this.#isUnwanted) this.#take(message.payload);
      return 'waiting';
    }
    if (message.status === MESSAGE_STATUS.continue) {
      // The far end has said everything; it keeps the stream until we agree.
      if (this.#state === 'open') {
        this.#state = 'ending';
        this.packets.send(MESSAGE_STATUS.ok);
      }
      return 'waiting';
    }
    this.#state = 'ended';
    if (message.status === MESSAGE_STATUS.error && !this.#isUnwanted)
      this.#closed.reject(this.#errorOf(message));
    else this.#closed.resolve();
    return 'finished';
  }

  #take(bytes: Buffer): void {
    if (this.#listener) {
      this.#listener(bytes);
      return;
    }
    this.#unreadBytes += bytes.length;
    if (this.#unreadBytes <= MAX_UNREAD_BYTES) {
      this.#unread.push(Buffer.from(bytes));
      return;
    }
    const error = new LibvirtProtocolError(
      'limit-exceeded',
      `${this.#unreadBytes} bytes of ${this.procedure.name} that nobody reads, at most ${MAX_UNREAD_BYTES} allowed`,
    );
    this.#closed.reject(error);
    this.abort();
  }

  #errorOf(message: Message): unknown {
    try {
      return decodeRemoteError(this.procedure.name, message.payload);
    } catch (undecodable) {
      return undecodable;
    }
  }

  #forget(): void {
    this.#unread = [];
    this.#unreadBytes = 0;
  }
}
