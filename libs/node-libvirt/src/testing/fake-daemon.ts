import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procedures, type EventMessage, type Procedure } from '../protocol/index';
import { MESSAGE_STATUS, MESSAGE_TYPE } from '../protocol/wire';
import { encodeMessage, type Message } from '../rpc/message';
import { decodeValue, encodeValue } from '../xdr/codec';
import { FakeCall, encodeRefusal, type Refusal } from './fake-call';
import { FakeClient } from './fake-client';

/** What to do about a call. */
export type FakeHandler<A, R> = (call: FakeCall<A, R>) => void;

/** libvirt's number for a call that it does not know. */
const ERROR_RPC = 39;

/** Calls of one procedure that nobody has answered. */
export class HeldCalls<A, R> {
  readonly #calls: FakeCall<A, R>[] = [];
  readonly #waiting: ((call: FakeCall<A, R>) => void)[] = [];

  /** The next one, once it is there. */
  async next(): Promise<FakeCall<A, R>> {
    const call = this.#calls.shift();
    return call ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Takes a call in. */
  add(call: FakeCall<A, R>): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(call);
    else this.#calls.push(call);
  }
}

/**
 * A daemon that does as it is told: it listens on a UNIX socket of its own, lets anybody in, and answers each procedure
 * as its script says. A procedure without a script is refused, as by a daemon that does not know it.
 */
export class FakeDaemon {
  /** Connections, in the order in which they came. */
  readonly clients: FakeClient[] = [];
  /** Every call that came, in order. */
  readonly calls: { readonly name: string; readonly args: unknown }[] = [];
  readonly #handlers = new Map<number, (message: Message, client: FakeClient) => void>();
  readonly #streams = new Map<string, (status: number) => void>();
  #lastCallbackId = 0;

  private constructor(
    private readonly server: Server,
    private readonly directory: string,
    readonly socketPath: string,
  ) {
    server.on('connection', (socket) => {
      this.clients.push(new FakeClient(socket, (message, client) => this.#handle(message, client)));
    });
    this.answer(procedures.authList, { types: [0] });
    this.answer(procedures.connectOpen, {});
    this.answer(procedures.connectClose, {});
    this.answer(procedures.connectSupportsFeature, { supported: true });
    this.answer(procedures.connectDomainEventCallbackRegisterAny, () => ({
      callbackId: (this.#lastCallbackId += 1),
    }));
    this.answer(procedures.connectDomainEventCallbackDeregisterAny, {});
  }

  /** Starts one in a directory of its own. */
  static async start(): Promise<FakeDaemon> {
    const directory = await mkdtemp(join(tmpdir(), 'fake-libvirt-'));
    const socketPath = join(directory, 'sock');
    const server = createServer();
    const daemon = new FakeDaemon(server, directory, socketPath);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath, resolve);
    });
    return daemon;
  }

  /** What to open. */
  get uri(): string {
    return `test:///default?socket=${this.socketPath}`;
  }

  /** Does something about every call of a procedure from now on. */
  on<A, R>(procedure: Procedure<A, R>, handler: FakeHandler<A, R>): this {
    this.#handlers.set(procedure.number, (message, client) => {
      const args = decodeValue(procedure.args, message.payload);
      this.calls.push({ name: procedure.name, args });
      handler(new FakeCall(procedure, args, message.serial, client));
    });
    return this;
  }

  /** Answers every call of a procedure. */
  answer<A, R>(procedure: Procedure<A, R>, reply: R | ((args: A) => R)): this {
    return this.on(procedure, (call) =>
      call.reply(typeof reply === 'function' ? (reply as (args: A) => R)(call.args) : reply),
    );
  }

  /** Refuses every call of a procedure. */
  refuse<A, R>(procedure: Procedure<A, R>, refusal: Refusal): this {
    return this.on(procedure, (call) => call.refuse(refusal));
  }

  /** Says nothing about calls of a procedure: what it returns has them, to be answered by hand or never. */
  hold<A, R>(procedure: Procedure<A, R>): HeldCalls<A, R> {
    const held = new HeldCalls<A, R>();
    this.on(procedure, (call) => held.add(call));
    return held;
  }

  /**
   * Answers every call of a procedure with a stream of these chunks, and keeps to the end of streams as libvirt does:
   * an empty packet, then the client's confirmation or abort, then the daemon's.
   */
  serveStream<A, R>(procedure: Procedure<A, R>, reply: R, chunks: readonly Uint8Array[]): this {
    return this.on(procedure, (call) => {
      call.reply(reply);
      for (const chunk of chunks) call.stream(chunk);
      call.stream(Buffer.alloc(0));
      this.onStreamEnd(call, (status) => {
        if (status === MESSAGE_STATUS.ok) call.confirmStream();
        else call.refuseStream({ code: ERROR_RPC, message: 'stream aborted at client request' });
      });
    });
  }

  /** Does something when the client finishes (status 0) or aborts (status 1) a call's stream. */
  onStreamEnd<A, R>(call: FakeCall<A, R>, handler: (status: number) => void): void {
    this.#streams.set(`${this.clients.indexOf(call.client)}/${call.serial}`, handler);
  }

  /** Sends an event to every client. */
  emit<P>(message: EventMessage<P>, payload: P): void {
    const { program, number: procedure } = message;
    const header = { program, procedure, type: MESSAGE_TYPE.message, serial: 0, status: MESSAGE_STATUS.ok };
    const bytes = encodeMessage(header, encodeValue(message.payload, payload));
    for (const client of this.clients) client.send(bytes);
  }

  /** Drops everybody and takes the socket away. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const client of this.clients) client.drop();
    await closed;
    await rm(this.directory, { recursive: true, force: true });
  }

  #handle(message: Message, client: FakeClient): void {
    if (message.type === MESSAGE_TYPE.stream) {
      this.#streams.get(`${this.clients.indexOf(client)}/${message.serial}`)?.(message.status);
      return;
    }
    const handler = this.#handlers.get(message.procedure);
    if (handler) {
      handler(message, client);
      return;
    }
    const text = `unknown procedure: ${message.procedure}`;
    const header = { ...message, type: MESSAGE_TYPE.reply, status: MESSAGE_STATUS.error };
    client.send(encodeMessage(header, encodeRefusal({ code: ERROR_RPC, message: text })));
  }
}
