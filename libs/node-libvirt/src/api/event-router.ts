import { LibvirtConnectionError, LibvirtProtocolError } from '../errors';
import { eventMessages, procedures, type EventMessage } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { wireDomain, type DomainRef } from './domain-ref';

/** Ends a registration. Nothing is delivered any more from the moment of the call. */
export type StopListening = () => Promise<void>;

/** Which machine's events, and how long to wait for the daemon to agree. */
export interface EventScope extends CallOptions {
  /** Only this machine's; default all. */
  readonly domain?: DomainRef;
}

type AnyEvent = { readonly callbackId: number };
type Deliver = (event: AnyEvent) => void;

/**
 * The most events kept back while a registration is under way. They can only be its own, and a daemon sends few before
 * its reply.
 */
const MAX_EARLY_EVENTS = 10_000;

/** Brings each event to the listener whose registration it answers. */
export class EventRouter {
  readonly #deliver = new Map<number, Deliver>();
  #registering = 0;
  #early: AnyEvent[] = [];

  /** @param onListenerError - what to do when a listener throws */
  constructor(
    private readonly rpc: RpcClient,
    private readonly onListenerError: (error: unknown) => void,
  ) {
    for (const message of Object.values(eventMessages)) {
      rpc.listen(message as EventMessage<AnyEvent>, (event) => this.#route(event));
    }
  }

  /** Asks the daemon for a kind of event. */
  async register<P extends AnyEvent>(
    message: EventMessage<P>,
    listener: (event: P) => void,
    { domain, ...options }: EventScope = {},
  ): Promise<StopListening> {
    this.#registering += 1;
    try {
      const args = { eventId: message.eventId, domain: domain ? wireDomain(domain) : null };
      const reply = await this.rpc.call(procedures.connectDomainEventCallbackRegisterAny, args, options);
      this.#deliver.set(reply.callbackId, listener as Deliver);
      this.#deliverEarly(reply.callbackId);
      return () => this.#deregister(reply.callbackId, options);
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
      await this.rpc.call(procedures.connectDomainEventCallbackDeregisterAny, { callbackId }, options);
    } catch (error) {
      // The daemon forgets the registrations of a connection with the connection.
      if (!(error instanceof LibvirtConnectionError)) throw error;
    }
  }
}
