import type { PendingCall } from './pending-call';

/** A call with the number that its messages carry. */
export interface NumberedCall<C extends PendingCall = PendingCall> {
  readonly serial: number;
  readonly call: C;
}

const MAX_SERIAL = 2 ** 32 - 1;

/**
 * Calls that wait for a place, and calls that the daemon has. A call keeps its place until the daemon's last word about
 * it, also when its caller has given up: the daemon still has it, and more than its limit would stop it from reading.
 */
export class CallTable {
  readonly #waiting = new Map<number, NumberedCall>();
  readonly #sent = new Map<number, NumberedCall>();
  readonly #streaming = new Map<number, NumberedCall>();
  #lastSerial = 0;

  /** @param places - calls that the daemon may have at a time */
  constructor(private readonly places: number) {}

  get inFlight(): number {
    return this.#sent.size;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Makes a call with a serial of its own, at the end of the queue. */
  add<C extends PendingCall>(create: (serial: number) => C): NumberedCall<C> {
    const serial = this.#freeSerial();
    const numbered = { serial, call: create(serial) };
    this.#waiting.set(serial, numbered);
    return numbered;
  }

  /** Moves the oldest waiting call to a free place; undefined when there is no such call or place. */
  startNext(): NumberedCall | undefined {
    if (this.#sent.size >= this.places) return undefined;
    const [next] = this.#waiting.values();
    if (next) {
      this.#waiting.delete(next.serial);
      this.#sent.set(next.serial, next);
    }
    return next;
  }

  /** The call that a message of the daemon belongs to. */
  find(serial: number): PendingCall | undefined {
    return (this.#sent.get(serial) ?? this.#streaming.get(serial))?.call;
  }

  /** The daemon has said its last word about this one. */
  finish(serial: number): void {
    this.#sent.delete(serial);
    this.#streaming.delete(serial);
  }

  /** The daemon has answered this one, and goes on with its stream: it takes no place any more. */
  keepStreaming(serial: number): void {
    const numbered = this.#sent.get(serial);
    if (numbered) this.#streaming.set(serial, numbered);
    this.#sent.delete(serial);
  }

  /** Takes a call out of the queue; false when the daemon has it already. */
  withdraw(serial: number): boolean {
    return this.#waiting.delete(serial);
  }

  /** Empties the table: first those the daemon has, then those that waited. */
  clear(): { sent: PendingCall[]; waiting: PendingCall[] } {
    const calls = (table: Map<number, NumberedCall>) => [...table.values()].map(({ call }) => call);
    const all = { sent: [...calls(this.#sent), ...calls(this.#streaming)], waiting: calls(this.#waiting) };
    this.#sent.clear();
    this.#streaming.clear();
    this.#waiting.clear();
    return all;
  }

  #freeSerial(): number {
    do {
      // 0 belongs to messages that answer nothing.
      this.#lastSerial = this.#lastSerial >= MAX_SERIAL ? 1 : this.#lastSerial + 1;
    } while ([this.#sent, this.#streaming, this.#waiting].some((table) => table.has(this.#lastSerial)));
    return this.#lastSerial;
  }
}
