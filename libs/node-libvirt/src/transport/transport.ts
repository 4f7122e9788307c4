/** What a transport tells its owner. Neither is called before `start`, nor after `ended`. */
export interface TransportListener {
  /** Some bytes arrived. Chunks have nothing to do with messages. */
  received(chunk: Buffer): void;
  /** Nothing will arrive any more: the far end closed (no cause), or the way to it broke. */
  ended(cause?: Error): void;
}

/** A byte stream to a daemon, whatever carries it. */
export interface Transport {
  /** Begins to deliver. What arrived before is kept, not lost. */
  start(listener: TransportListener): void;
  /** Sends bytes after all earlier ones. After the end it does nothing. */
  send(bytes: Uint8Array): void;
  /**
   * Fulfilled when what was sent is on its way as far as this process can tell, or nothing will be any more: whoever has
   * much to send waits for it, or all of it lies in memory.
   */
  flushed(): Promise<void>;
  /** Ends at once, dropping what is not on its way yet. `ended` is not called for it. */
  close(): void;
}

/** Opens a transport, or rejects with the cause. Gives up when the signal aborts. */
export type Dialer = (signal: AbortSignal) => Promise<Transport>;
