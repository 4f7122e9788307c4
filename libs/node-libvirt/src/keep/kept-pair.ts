import type { ConnectOptions } from '../api/libvirt-connection';
import { SAFE_CALLS_IN_FLIGHT } from '../protocol/limits';
import { KeptConnection, type OpenConnection } from './kept-connection';

/** Looking must be quick, or the host is better taken for silent. */
const QUICK_TIMEOUT_MS = 10_000;
/** Starting, stopping and volumes on a loaded host; after this the outcome is unknown and has to be looked up. */
const SLOW_TIMEOUT_MS = 90_000;

export interface KeptPairOptions {
  /** For both connections. */
  readonly connect?: Omit<ConnectOptions, 'callTimeoutMs' | 'maxInFlight'>;
  /** Milliseconds for a quick call; default 10,000. */
  readonly quickTimeoutMs?: number;
  /** Milliseconds for a slow call; default 90,000. */
  readonly slowTimeoutMs?: number;
  /** Opens in place of `LibvirtConnection.open`. */
  readonly open?: OpenConnection;
}

/**
 * Two kept connections to one daemon. A daemon serves few calls of a connection at a time and stops reading at that:
 * beside slow calls on a connection of their own, quick ones, events and pings are never kept waiting.
 */
export class KeptPair {
  /** For looking, and for events. */
  readonly quick: KeptConnection;
  /** For whatever changes something, and for whatever lists or copies much. */
  readonly slow: KeptConnection;

  constructor(uri: string, options: KeptPairOptions = {}) {
    const { connect, quickTimeoutMs = QUICK_TIMEOUT_MS, slowTimeoutMs = SLOW_TIMEOUT_MS, open } = options;
    this.quick = new KeptConnection(uri, { ...connect, callTimeoutMs: quickTimeoutMs }, open);
    this.slow = new KeptConnection(
      uri,
      { ...connect, callTimeoutMs: slowTimeoutMs, maxInFlight: SAFE_CALLS_IN_FLIGHT },
      open,
    );
  }

  /** Closes both, and opens neither any more. */
  async close(): Promise<void> {
    await Promise.all([this.quick.close(), this.slow.close()]);
  }
}
