import { procedures, type StoragePool } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';

const STATES = ['inactive', 'building', 'running', 'degraded', 'inaccessible'] as const;

/** `virStoragePoolState` */
export type PoolState = (typeof STATES)[number] | 'unknown';

export interface PoolInfo {
  readonly state: PoolState;
  readonly capacityBytes: number;
  readonly allocationBytes: number;
  readonly availableBytes: number;
}

/** Storage pools. */
export class StoragePools {
  constructor(private readonly rpc: RpcClient) {}

  async list(flags = 0, options?: CallOptions): Promise<StoragePool[]> {
    const args = { needResults: true, flags };
    return (await this.rpc.call(procedures.connectListAllStoragePools, args, options)).pools;
  }

  /** @throws LibvirtError `no-storage-pool` */
  async lookupByName(name: string, options?: CallOptions): Promise<StoragePool> {
    return (await this.rpc.call(procedures.storagePoolLookupByName, { name }, options)).pool;
  }

  /** @throws LibvirtError `no-storage-pool` */
  async lookupByUuid(uuid: string, options?: CallOptions): Promise<StoragePool> {
    return (await this.rpc.call(procedures.storagePoolLookupByUuid, { uuid }, options)).pool;
  }

  /** Stores a definition. The pool is not started by it. */
  async defineXml(xml: string, options?: CallOptions): Promise<StoragePool> {
    return (await this.rpc.call(procedures.storagePoolDefineXml, { xml, flags: 0 }, options)).pool;
  }

  /** Makes what the pool lives in, such as its directory. */
  async build(pool: StoragePool, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolBuild, { pool, flags: 0 }, options);
  }

  /** Starts a defined pool. */
  async create(pool: StoragePool, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolCreate, { pool, flags: 0 }, options);
  }

  /** Reads again what is in the pool: files made behind libvirt's back show up only now. */
  async refresh(pool: StoragePool, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolRefresh, { pool, flags: 0 }, options);
  }

  async info(pool: StoragePool, options?: CallOptions): Promise<PoolInfo> {
    const answer = await this.rpc.call(procedures.storagePoolGetInfo, { pool }, options);
    return {
      state: STATES[answer.state] ?? 'unknown',
      capacityBytes: answer.capacity,
      allocationBytes: answer.allocation,
      availableBytes: answer.available,
    };
  }

  async xml(pool: StoragePool, flags = 0, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.storagePoolGetXmlDesc, { pool, flags }, options)).xml;
  }

  /** Whether the pool starts with the daemon. */
  async setAutostart(pool: StoragePool, autostart: boolean, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolSetAutostart, { pool, autostart }, options);
  }

  /** Stops a pool. Its volumes stay. */
  async destroy(pool: StoragePool, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolDestroy, { pool }, options);
  }

  /** Removes the definition of a stopped pool. Its volumes stay. */
  async undefine(pool: StoragePool, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storagePoolUndefine, { pool }, options);
  }
}
