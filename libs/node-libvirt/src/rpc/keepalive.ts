/** What {@link Keepalive} needs from its connection. */
export interface KeepaliveHooks {
  ping(): void;
  /** Nothing arrived for so long that the far end must be gone. */
  dead(silentMs: number): void;
  /**
   * Whether silence says anything now. A daemon that serves as many calls of one connection as it allows stops reading
   * from it, and then answers no ping while it is perfectly well.
   */
  mayJudge(): boolean;
}

/** Pings without any sign of life before the far end counts as dead. */
const PINGS_BEFORE_DEAD = 3;

/** Pings when nothing has arrived for an interval, and tells when pings go unanswered. Any byte is a sign of life. */
export class Keepalive {
  #timer: NodeJS.Timeout | undefined;
  #unanswered = 0;

  /** @param intervalMs - milliseconds of silence before a ping; 0 never pings */
  constructor(
    private readonly intervalMs: number,
    private readonly hooks: KeepaliveHooks,
  ) {}

  start(): void {
    if (this.intervalMs <= 0) return;
    // Only the socket keeps a process alive, not the wait for the next ping.
    this.#timer = setInterval(() => this.#tick(), this.intervalMs).unref();
  }

  /** Bytes arrived. */
  alive(): void {
    this.#unanswered = 0;
    this.#timer?.refresh();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (!this.hooks.mayJudge()) {
      this.#unanswered = 0;
      return;
    }
    if (this.#unanswered >= PINGS_BEFORE_DEAD) {
      this.stop();
      this.hooks.dead(this.intervalMs * (PINGS_BEFORE_DEAD + 1));
      return;
    }
    this.#unanswered += 1;
    this.hooks.ping();
  }
}
