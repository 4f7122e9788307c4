import { LibvirtConnection, type ConnectOptions } from '../api/libvirt-connection';
import { LibvirtConnectionError } from '../errors';

/** A daemon that was only restarted is back within this. */
const FIRST_REST_MS = 250;
/** Whoever repairs a host looks at it again after some seconds. */
const LONGEST_REST_MS = 5_000;

/** Opens a connection, as `LibvirtConnection.open` does. */
export type OpenConnection = (uri: string, options: ConnectOptions) => Promise<LibvirtConnection>;

/**
 * One connection to a daemon that is opened when first asked for, and again after a loss. After a failed attempt it
 * rests for a while (each time twice as long, 5 s at most) and refuses at once meanwhile, so that nobody waits for a
 * host that is known to be away.
 */
export class KeptConnection {
  #current: Promise<LibvirtConnection> | undefined;
  #resting: { fault: unknown; over: Promise<void>; end: () => void } | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(
    private readonly uri: string,
    private readonly options: ConnectOptions = {},
    private readonly openConnection: OpenConnection = (...args) => LibvirtConnection.open(...args),
  ) {}

  /**
   * The open connection.
   *
   * @throws what the last attempt failed with; LibvirtConnectionError `closed-by-client` after `close`
   */
  async get(): Promise<LibvirtConnection> {
    if (this.#isClosed) throw new LibvirtConnectionError('closed-by-client', 'closed by this side');
    if (this.#resting) throw this.#resting.fault;
    return (this.#current ??= this.#open());
  }

  /** Resolves when the next attempt makes sense: at once, unless the last one failed a moment ago. */
  async rested(): Promise<void> {
    await this.#resting?.over;
  }

  /** Closes what is open, and opens nothing any more. Safe to repeat. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#resting?.end();
    const connection = await this.#current?.catch(() => undefined);
    await connection?.close();
  }

  async #open(): Promise<LibvirtConnection> {
    try {
      const connection = await this.openConnection(this.uri, this.options);
      this.#failures = 0;
      void connection.closed.then(() => (this.#current = undefined));
      return connection;
    } catch (error) {
      this.#current = undefined;
      this.#rest(error);
      throw error;
    }
  }

  #rest(fault: unknown): void {
    const milliseconds = Math.min(FIRST_REST_MS * 2 ** this.#failures, LONGEST_REST_MS);
    this.#failures += 1;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve)).then(() => {
      clearTimeout(timer);
      this.#resting = undefined;
    });
    const timer = setTimeout(end, milliseconds);
    timer.unref();
    this.#resting = { fault, over, end };
  }
}
