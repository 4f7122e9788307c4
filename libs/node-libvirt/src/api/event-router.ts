import { LibvirtConnectionError, LibvirtProtocolError } from '../errors';
import type { EventMessage } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';

/** Ends a registration. Nothing is delivered any more from the moment of the call. */
export type StopListening = () => Promise<void>;

type AnyEvent = { readonly callbackId: number };
type Deliver = (event: AnyEvent) => void;

/**
 * One kind of thing that tells of itself: machines, networks or pools. Each has its own registrations, whose ids may be
 * equal to those of another kind.
 */
export interface EventSource<T> {
  readonly messages: readonly EventMessage<never>[];
  /** Asks the daemon for one kind of event, of one thing or of all (null); answers the id of the registration. */
  readonly register: (eventId: number, of: T | null, options: CallOptions) => Promise<number>;
  readonly deregister: (callbackId: number, options: CallOptions) => Promise<unknown>;
}

/**
 * The most events kept back while a registration is under way. They can only be its own, and a daemon sends few before
 * its reply.
 */
const MAX_EARLY_EVENTS = 10_000;

/** Brings each event to the listener whose registration it answers. */
export class EventRouter<T> {
  readonly #deliver = new Map<number, Deliver>();
  #registering = 0;
  #early: AnyEvent[] = [];

  /** @param onListenerError - what to do when a listener throws */
  constructor(
    rpc: RpcClient,
    private readonly source: EventSource<T>,
    private readonly onListenerError: (error: unknown) => void,
  ) {
    for (const message of source.messages) {
      rpc.listen(message as unknown as EventMessage<AnyEvent>, (event) => this.#route(event));
    }
  }

  /** Asks the daemon for a kind of event, of one thing or of all. */
  async register<P extends AnyEvent>(
    message: EventMessage<P>,
    listener: (event: P) => void,
    of: T | null = null,
    options: CallOptions = {},
  ): Promise<StopListening> {
    this.#registering += 1;
    try {
      const callbackId = await this.source.register(message.eventId, of, options);
      this.#deliver.set(callbackId, listener as Deliver);
      this.#deliverEarly(callbackId);
      return () => this.#deregister(callbackId, options);
    } finally {
      this.#registering -= 1;
      if (this.#registering === 0) this.#early = [];
    }
  }

  #route(event: AnyEvent): void {
    const deliver = this.#deliver.get(event.callbackId);
    if (deliver) {
      this.#call(deliver, event);
    } else if (this.#registering > 0) {
      // An event may overtake the reply that tells its registration's id.
      if (this.#early.length >= MAX_EARLY_EVENTS) {
        throw new LibvirtProtocolError(
          'limit-exceeded',
          `${MAX_EARLY_EVENTS} events before their registration`,
        );
      }
      this.#early.push(event);
    }
  }

  #deliverEarly(callbackId: number): void {
    const mine = this.#early.filter((event) => event.callbackId === callbackId);
    this.#early = this.#early.filter((event) => event.callbackId !== callbackId);
    for (const event of mine) this.#route(event);
  }

  #call(deliver: Deliver, event: AnyEvent): void {
    try {
      deliver(event);
    } catch (error) {
      // Not here: should the handler throw as well, messages behind this one must not suffer.
      queueMicrotask(() => this.onListenerError(error));
    }
  }

  async #deregister(callbackId: number, options: CallOptions): Promise<void> {
    if (!this.#deliver.delete(callbackId)) return;
    try {
      await this.source.deregister(callbackId, options);
    } catch (error) {
      // The daemon forgets the registrations of a connection with the connection.
      if (!(error instanceof LibvirtConnectionError)) throw error;
    }
  }
}
