import { poolEvent, type PoolEventName } from '../protocol/domain-events';
import { poolEventMessages } from '../protocol/event-messages';
import { procedures, type StoragePool } from '../protocol/index';
import type { EventMessage } from '../protocol/procedure';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { EventRouter, type StopListening } from './event-router';

/** A storage pool was defined, started, stopped … */
export interface StoragePoolEvent {
  readonly pool: StoragePool;
  readonly event: PoolEventName;
}

type PoolScope = CallOptions & { pool?: StoragePool | null };

/** Events of storage pools, of all or of one. */
export class StoragePoolEvents {
  readonly #router: EventRouter<StoragePool>;

  constructor(rpc: RpcClient, onListenerError: (error: unknown) => void) {
    this.#router = new EventRouter(
      rpc,
      {
        messages: Object.values(poolEventMessages) as unknown as EventMessage<never>[],
        register: async (eventId, pool, options) =>
          (await rpc.call(procedures.connectStoragePoolEventRegisterAny, { eventId, pool }, options))
            .callbackId,
        deregister: (callbackId, options) =>
          rpc.call(procedures.connectStoragePoolEventDeregisterAny, { callbackId }, options),
      },
      onListenerError,
    );
  }

  async onLifecycle(
    listener: (event: StoragePoolEvent) => void,
    { pool = null, ...options }: PoolScope = {},
  ): Promise<StopListening> {
    return this.#router.register(
      poolEventMessages.poolLifecycle,
      ({ pool: about, event }) => listener({ pool: about, event: poolEvent(event) }),
      pool,
      options,
    );
  }

  /** The daemon looked anew at what is in a pool. */
  async onRefresh(
    listener: (event: { readonly pool: StoragePool }) => void,
    { pool = null, ...options }: PoolScope = {},
  ): Promise<StopListening> {
    return this.#router.register(
      poolEventMessages.poolRefresh,
      ({ pool: about }) => listener({ pool: about }),
      pool,
      options,
    );
  }
}
