import {
  LibvirtConnectionError,
  LibvirtProtocolError,
  LibvirtTimeoutError,
  type ConnectionErrorCode,
} from '../errors';
import { SAFE_CALLS_IN_FLIGHT } from '../protocol/limits';
import type { EventMessage, Procedure } from '../protocol/procedure';
import { KEEPALIVE, MESSAGE_STATUS, MESSAGE_TYPE, PROGRAM } from '../protocol/wire';
import type { Transport } from '../transport/transport';
import { decodeValue, encodeValue } from '../xdr/codec';
import { CallTable, type NumberedCall } from './call-table';
import { deferred } from './deferred';
import { DownloadCall, type Download } from './download-call';
import { FrameSplitter, NEED_MORE } from './frame-splitter';
import { Keepalive } from './keepalive';
import { encodeMessage, type Message } from './message';
import { ReplyCall, type PendingCall } from './pending-call';
import { StreamCall, type ByteStream } from './stream-call';

/** Why a connection ended. */
export interface ClosedReason {
  readonly code: ConnectionErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}

export interface RpcClientOptions {
  /** Milliseconds from the start of a call until its caller gets a {@link LibvirtTimeoutError}. */
  readonly callTimeoutMs: number;
  /** Calls that the daemon may have at a time. */
  readonly maxInFlight: number;
  /** Milliseconds of silence before a ping; 0 never pings. */
  readonly keepaliveMs: number;
}

/** What one call may have otherwise than its connection. */
export interface CallOptions {
  /** Milliseconds until the caller gets a {@link LibvirtTimeoutError}. */
  readonly timeoutMs?: number;
}

/** What one call with a stream of bytes as its answer may have. */
export interface DownloadOptions extends CallOptions {
  /** The most bytes to take; more ends the call with a {@link LibvirtProtocolError} `limit-exceeded`. */
  readonly maxBytes: number;
}

/** Timers of Node go no further; what is above would end at once instead of never. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls, replies and messages over one transport. Knows no procedure but those of the keepalive. */
export class RpcClient {
  readonly #end = deferred<ClosedReason>();
  /** Fulfilled when the connection has ended, whoever ended it. Never rejected. */
  readonly closed = this.#end.promise;
  readonly #calls: CallTable;
  readonly #splitter = new FrameSplitter();
  readonly #keepalive: Keepalive;
  readonly #listeners = new Map<string, (payload: Buffer) => void>();
  #closedReason: ClosedReason | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly options: RpcClientOptions,
  ) {
    this.#calls = new CallTable(options.maxInFlight);
    this.#keepalive = new Keepalive(options.keepaliveMs, {
      ping: () => this.#sendKeepalive(KEEPALIVE.ping),
      dead: (silentMs) => this.close('keepalive-timed-out', `no sign of life for ${silentMs} ms`),
      mayJudge: () => this.#calls.inFlight <= SAFE_CALLS_IN_FLIGHT,
    });
    this.#keepalive.start();
    transport.start({
      received: (chunk) => this.#received(chunk),
      ended: (cause) =>
        this.close(
          'connection-lost',
          cause ? 'the connection broke' : 'the daemon closed the connection',
          cause,
        ),
    });
  }

  /** Milliseconds that a call has when it says nothing else. */
  get callTimeoutMs(): number {
    return this.options.callTimeoutMs;
  }

  /** Calls that the daemon has, those without a waiting caller included, and calls that wait for a place. */
  get load(): { inFlight: number; waiting: number } {
    return { inFlight: this.#calls.inFlight, waiting: this.#calls.waiting };
  }

  /**
   * Makes a call and waits for its reply.
   *
   * @throws LibvirtArgumentError, LibvirtError, LibvirtTimeoutError, LibvirtConnectionError, LibvirtProtocolError
   */
  async call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    const payload = encodeValue(procedure.args, args);
    const call = this.#add((serial) => new ReplyCall(procedure, request(procedure, serial, payload)));
    return this.#run(call, call.call.answer, options);
  }

  /** Makes a call and collects the stream of bytes that follows its reply. Errors are those of {@link call}. */
  async download<A, R>(procedure: Procedure<A, R>, args: A, options: DownloadOptions): Promise<Download<R>> {
    const payload = encodeValue(procedure.args, args);
    const call = this.#add(
      (serial) =>
        new DownloadCall(procedure, request(procedure, serial, payload), options.maxBytes, (status) =>
          this.transport.send(
            encodeMessage({ ...header(procedure), type: MESSAGE_TYPE.stream, serial, status }),
          ),
        ),
    );
    return this.#run(call, call.call.answer, options);
  }

  /** Makes a call whose reply opens a stream in both directions. Errors are those of {@link call}. */
  async openStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions = {},
  ): Promise<ByteStream> {
    const payload = encodeValue(procedure.args, args);
    const call = this.#add(
      (serial) =>
        new StreamCall(procedure, request(procedure, serial, payload), {
          send: (status, bytes) =>
            this.transport.send(
              encodeMessage({ ...header(procedure), type: MESSAGE_TYPE.stream, serial, status }, bytes),
            ),
          flushed: () => this.transport.flushed(),
        }),
    );
    return this.#run(call, call.call.answer, options);
  }

  /** Delivers every message of a kind. A payload that does not decode ends the connection: events would be missing. */
  listen<P>(message: EventMessage<P>, listener: (payload: P) => void): void {
    this.#listeners.set(kindOf(message.program, message.number), (payload) =>
      listener(decodeValue(message.payload, payload)),
    );
  }

  /** Ends the connection at once, and with it every call. The first reason stays. */
  close(code: ConnectionErrorCode, message: string, cause?: unknown): void {
    if (this.#closedReason) return;
    this.#closedReason = { code, message, cause };
    this.#keepalive.stop();
    this.transport.close();
    const { sent, waiting } = this.#calls.clear();
    for (const call of sent)
      call.fail(new LibvirtConnectionError(code, message, { cause, outcome: 'unknown' }));
    for (const call of waiting) call.fail(new LibvirtConnectionError(code, message, { cause }));
    this.#end.resolve(this.#closedReason);
  }

  #add<C extends PendingCall>(create: (serial: number) => C): NumberedCall<C> {
    if (this.#closedReason) {
      const { code, message, cause } = this.#closedReason;
      throw new LibvirtConnectionError(code, `the connection has ended: ${message}`, { cause });
    }
    return this.#calls.add(create);
  }

  async #run<T>({ serial, call }: NumberedCall, answer: Promise<T>, options: CallOptions): Promise<T> {
    const timeoutMs = Math.min(options.timeoutMs ?? this.options.callTimeoutMs, MAX_TIMER_MS);
    const timer = setTimeout(() => {
      const outcome = this.#calls.withdraw(serial) ? 'not-sent' : 'unknown';
      call.fail(new LibvirtTimeoutError(call.procedure.name, timeoutMs, outcome));
    }, timeoutMs);
    this.#sendWaiting();
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  #sendWaiting(): void {
    for (let next = this.#calls.startNext(); next; next = this.#calls.startNext()) {
      this.transport.send(next.call.request);
    }
  }

  #received(chunk: Buffer): void {
    this.#keepalive.alive();
    this.#splitter.push(chunk);
    try {
      while (!this.#closedReason) {
        const message = this.#splitter.next();
        if (message === NEED_MORE) break;
        this.#dispatch(message);
      }
    } catch (error) {
      if (!(error instanceof LibvirtProtocolError)) throw error;
      this.close('framing-lost', `unexpected bytes from the daemon: ${error.message}`, error);
    }
    this.#sendWaiting();
  }

  #dispatch(message: Message): void {
    if (message.program === PROGRAM.keepalive) {
      if (message.procedure === KEEPALIVE.ping) this.#sendKeepalive(KEEPALIVE.pong);
    } else if (message.type === MESSAGE_TYPE.message) {
      // A message nobody asked for is one of a newer daemon, and no fault.
      this.#listeners.get(kindOf(message.program, message.procedure))?.(message.payload);
    } else {
      this.#answer(message);
    }
  }

  #answer(message: Message): void {
    const call = this.#calls.find(message.serial);
    if (!call || call.procedure.number !== message.procedure || call.procedure.program !== message.program) {
      throw new LibvirtProtocolError(
        'bad-value',
        `answer to procedure ${message.procedure} with serial ${message.serial}, expected one of a call under way`,
      );
    }
    const progress = call.receive(message);
    if (progress === 'finished') this.#calls.finish(message.serial);
    else if (progress === 'streaming') this.#calls.keepStreaming(message.serial);
  }

  #sendKeepalive(procedure: number): void {
    const { message: type } = MESSAGE_TYPE;
    this.transport.send(
      encodeMessage({ program: PROGRAM.keepalive, procedure, type, serial: 0, status: MESSAGE_STATUS.ok }),
    );
  }
}

/** Numbers of messages mean something within a program only. */
function kindOf(program: number, number: number): string {
  return `${program}/${number}`;
}

function header(procedure: { program: number; number: number }) {
  return { program: procedure.program, procedure: procedure.number };
}

function request(procedure: { program: number; number: number }, serial: number, payload: Buffer): Buffer {
  const { call: type } = MESSAGE_TYPE;
  return encodeMessage({ ...header(procedure), type, serial, status: MESSAGE_STATUS.ok }, payload);
}
