import { LibvirtArgumentError, LibvirtConnectionError, LibvirtTimeoutError } from '../errors';
import { SAFE_CALLS_IN_FLIGHT } from '../protocol/limits';
import { procedures, type Procedure } from '../protocol/index';
import { FEATURE_KEEPALIVE } from '../protocol/wire';
import { RpcClient, type CallOptions, type ClosedReason } from '../rpc/rpc-client';
import { nameOfAddress, parseConnectionUri } from '../transport/connection-uri';
import { dialAddress } from '../transport/dial-address';
import type { TlsCredentials } from '../transport/tls';
import type { Dialer, Transport } from '../transport/transport';
import type { SaslCredentials } from '../sasl/scram';
import { authenticate } from './authenticate';
import { Domains } from './domains';
import { DomainEvents } from './domain-events';
import { Host } from './host';
import { NetworkEvents } from './network-events';
import { NetworkFilters } from './network-filters';
import { Networks } from './networks';
import { Snapshots } from './snapshots';
import { StoragePoolEvents } from './storage-pool-events';
import { StoragePools } from './storage-pools';
import { StorageVolumes } from './storage-volumes';

export interface ConnectOptions {
  /** Milliseconds until a call ends with a {@link LibvirtTimeoutError}; default 30,000. */
  readonly callTimeoutMs?: number;
  /** Milliseconds for dialling, authentication and opening together; default 10,000. */
  readonly connectTimeoutMs?: number;
  /**
   * Calls that the daemon may have at a time, 4 by default. A daemon takes 5 of one connection by default, and stops
   * reading from it at that: with more, even pings go unanswered.
   */
  readonly maxInFlight?: number;
  /** Milliseconds of silence before a ping; three unanswered end the connection. Default 5,000; 0 never pings. */
  readonly keepaliveMs?: number;
  /** Also ask the daemon to ping this client, and to drop it when it does not answer. Default no. */
  readonly daemonKeepalive?: boolean;
  /** Open for calls that change nothing. Default no. */
  readonly readOnly?: boolean;
  /** Where per-user daemons keep their sockets (`$XDG_RUNTIME_DIR`); default `/run/user/<uid>`. */
  readonly runtimeDirectory?: string;
  /** Certificates for TLS, in place of the files that the URI names. */
  readonly tls?: TlsCredentials;
  /** Who we are, for a daemon that asks by SASL. */
  readonly sasl?: SaslCredentials;
  /** Reach the daemon by other means than the URI says. */
  readonly dialer?: Dialer;
  /** What to do when an event listener throws; by default it ends as an uncaught exception. */
  readonly onListenerError?: (error: unknown) => void;
}

const CALL_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_MS = 5_000;

/** How long a polite goodbye may take. */
const CLOSE_TIMEOUT_MS = 1_000;

/** CONNECT_OPEN's flag for a connection that changes nothing. */
const OPEN_READ_ONLY = 1;

/** One connection to one libvirt daemon. It never reconnects by itself: wait for {@link closed} and open another. */
export class LibvirtConnection {
  readonly domains: Domains;
  readonly snapshots: Snapshots;
  readonly pools: StoragePools;
  readonly volumes: StorageVolumes;
  readonly networks: Networks;
  readonly networkFilters: NetworkFilters;
  readonly host: Host;
  readonly events: DomainEvents;
  readonly networkEvents: NetworkEvents;
  readonly poolEvents: StoragePoolEvents;
  /** Fulfilled with the reason when the connection has ended, whoever ended it. Never rejected. */
  readonly closed: Promise<ClosedReason>;
  readonly #rpc: RpcClient;

  private constructor(rpc: RpcClient, options: ConnectOptions) {
    this.#rpc = rpc;
    this.closed = rpc.closed;
    this.domains = new Domains(rpc);
    this.snapshots = new Snapshots(rpc);
    this.pools = new StoragePools(rpc);
    this.volumes = new StorageVolumes(rpc);
    this.networks = new Networks(rpc);
    this.networkFilters = new NetworkFilters(rpc);
    this.host = new Host(rpc);
    const onListenerError = options.onListenerError ?? endAsUncaught;
    this.events = new DomainEvents(rpc, onListenerError);
    this.networkEvents = new NetworkEvents(rpc, onListenerError);
    this.poolEvents = new StoragePoolEvents(rpc, onListenerError);
  }

  /**
   * Opens a connection: dials, authenticates, and opens the driver that the URI names.
   *
   * @throws LibvirtUriError, LibvirtArgumentError, LibvirtConnectionError, LibvirtError when the daemon has no such driver
   */
  static async open(uri: string, options: ConnectOptions = {}): Promise<LibvirtConnection> {
    const { driverUri, ...address } = parseConnectionUri(uri, options);
    const { maxInFlight = SAFE_CALLS_IN_FLIGHT, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
    if (!Number.isInteger(maxInFlight) || maxInFlight < 1) {
      throw new LibvirtArgumentError(`maxInFlight ${maxInFlight} given, expected a whole number from 1`);
    }
    const deadline = AbortSignal.timeout(connectTimeoutMs);
    const dialer = options.dialer ?? dialAddress(address, options.tls);
    const rpc = new RpcClient(await dial(dialer, nameOfAddress(address), deadline), {
      callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
      maxInFlight,
      keepaliveMs: options.keepaliveMs ?? KEEPALIVE_MS,
    });
    const expire = () =>
      rpc.close('connect-timed-out', `the daemon did not open the connection within ${connectTimeoutMs} ms`);
    if (deadline.aborted) expire();
    deadline.addEventListener('abort', expire);
    try {
      await authenticate(rpc, { sasl: options.sasl, isPrivate: address.transport !== 'tcp' });
      const flags = options.readOnly ? OPEN_READ_ONLY : 0;
      await rpc.call(procedures.connectOpen, { name: driverUri, flags });
      if (options.daemonKeepalive) {
        await rpc.call(procedures.connectSupportsFeature, { feature: FEATURE_KEEPALIVE });
      }
      return new LibvirtConnection(rpc, options);
    } catch (error) {
      rpc.close('closed-by-client', 'the connection could not be opened', error);
      throw error;
    } finally {
      deadline.removeEventListener('abort', expire);
    }
  }

  /** Calls that the daemon has (those whose caller gave up included) and calls that wait for a place. */
  get load(): { inFlight: number; waiting: number } {
    return this.#rpc.load;
  }

  /** Makes any call of the protocol: one of {@link procedures}, or one described by yourself. */
  async call<A, R>(procedure: Procedure<A, R>, args: A, options?: CallOptions): Promise<R> {
    return this.#rpc.call(procedure, args, options);
  }

  /** Says goodbye and ends the connection. Calls under way end with `closed-by-client`. Safe to repeat. */
  async close(): Promise<void> {
    try {
      await this.#rpc.call(procedures.connectClose, {}, { timeoutMs: CLOSE_TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof LibvirtConnectionError || error instanceof LibvirtTimeoutError)) throw error;
    } finally {
      this.#rpc.close('closed-by-client', 'closed by this side');
    }
  }
}

async function dial(dialer: Dialer, where: string, deadline: AbortSignal): Promise<Transport> {
  try {
    return await dialer(deadline);
  } catch (error) {
    if (deadline.aborted) {
      throw new LibvirtConnectionError('connect-timed-out', `${where} did not answer in time`, {
        cause: error,
      });
    }
    const fault = error instanceof Error ? error.message : String(error);
    throw new LibvirtConnectionError('connect-failed', `cannot connect to ${where}: ${fault}`, {
      cause: error,
    });
  }
}

function endAsUncaught(error: unknown): never {
  throw error;
}
