import { procedures, type StoragePool, type StorageVolume } from '../protocol/index';
import type { CallOptions, RpcClient } from '../rpc/rpc-client';
import { writeAll } from '../rpc/write-all';

const TYPES = ['file', 'block', 'dir', 'network', 'netdir', 'ploop'] as const;

/** `virStorageVolType` */
export type VolumeType = (typeof TYPES)[number] | 'unknown';

export interface VolumeInfo {
  readonly type: VolumeType;
  readonly capacityBytes: number;
  readonly allocationBytes: number;
}

/** Volumes of storage pools. */
export class StorageVolumes {
  constructor(private readonly rpc: RpcClient) {}

  async list(pool: StoragePool, options?: CallOptions): Promise<StorageVolume[]> {
    const args = { pool, needResults: true, flags: 0 };
    return (await this.rpc.call(procedures.storagePoolListAllVolumes, args, options)).volumes;
  }

  /** @throws LibvirtError `no-storage-vol` */
  async lookupByName(pool: StoragePool, name: string, options?: CallOptions): Promise<StorageVolume> {
    return (await this.rpc.call(procedures.storageVolLookupByName, { pool, name }, options)).volume;
  }

  /** @throws LibvirtError `no-storage-vol` */
  async lookupByPath(path: string, options?: CallOptions): Promise<StorageVolume> {
    return (await this.rpc.call(procedures.storageVolLookupByPath, { path }, options)).volume;
  }

  /** @throws LibvirtError `no-storage-vol` */
  async lookupByKey(key: string, options?: CallOptions): Promise<StorageVolume> {
    return (await this.rpc.call(procedures.storageVolLookupByKey, { key }, options)).volume;
  }

  /**
   * Makes a volume, empty or on top of a backing store. Flags: {@link CREATE_VOLUME}.
   *
   * @throws LibvirtError `storage-vol-exist`
   */
  async createXml(pool: StoragePool, xml: string, flags = 0, options?: CallOptions): Promise<StorageVolume> {
    return (await this.rpc.call(procedures.storageVolCreateXml, { pool, xml, flags }, options)).volume;
  }

  /** Makes a full copy of a volume; slow for a large one, so give it the time (`timeoutMs`). */
  async createXmlFrom(
    pool: StoragePool,
    xml: string,
    source: StorageVolume,
    flags = 0,
    options?: CallOptions,
  ): Promise<StorageVolume> {
    const args = { pool, xml, source, flags };
    return (await this.rpc.call(procedures.storageVolCreateXmlFrom, args, options)).volume;
  }

  /** Deletes a volume. libvirt does not mind volumes that stand on this one: keep your own count. */
  async delete(volume: StorageVolume, options?: CallOptions): Promise<void> {
    await this.rpc.call(procedures.storageVolDelete, { volume, flags: 0 }, options);
  }

  async info(volume: StorageVolume, options?: CallOptions): Promise<VolumeInfo> {
    const answer = await this.rpc.call(procedures.storageVolGetInfo, { volume }, options);
    return {
      type: TYPES[answer.type] ?? 'unknown',
      capacityBytes: answer.capacity,
      allocationBytes: answer.allocation,
    };
  }

  async path(volume: StorageVolume, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.storageVolGetPath, { volume }, options)).path;
  }

  async xml(volume: StorageVolume, options?: CallOptions): Promise<string> {
    return (await this.rpc.call(procedures.storageVolGetXmlDesc, { volume, flags: 0 }, options)).xml;
  }

  /**
   * Bytes of a volume as they lie in its file (STORAGE_VOL_DOWNLOAD and its stream); fewer where the file ends before.
   *
   * @throws LibvirtError also when the daemon may not read the file
   */
  async download(
    volume: StorageVolume,
    { offset = 0, length, ...options }: CallOptions & { offset?: number; length: number },
  ): Promise<Buffer> {
    const args = { volume, offset, length, flags: 0 };
    const answer = await this.rpc.download(procedures.storageVolDownload, args, {
      ...options,
      maxBytes: length,
    });
    return answer.bytes;
  }

  /**
   * Writes bytes into a volume's file, as they come (STORAGE_VOL_UPLOAD and its stream). What is not sent yet is not read
   * either, so that it may be larger than memory. Use a connection for slow calls: while it goes on, others wait behind it.
   *
   * @param source - a file's stream, or anything else that gives bytes in order
   * @throws LibvirtError, also when the volume is too small or the disk is full; LibvirtTimeoutError when nothing moves
   *   for `timeoutMs`; what the source throws. The volume then holds a part of it.
   */
  async upload(
    volume: StorageVolume,
    source: AsyncIterable<Uint8Array>,
    { offset = 0, length = 0, ...options }: CallOptions & { offset?: number; length?: number } = {},
  ): Promise<void> {
    const args = { volume, offset, length, flags: 0 };
    const stream = await this.rpc.openStream(procedures.storageVolUpload, args, options);
    await writeAll(stream, source, {
      name: procedures.storageVolUpload.name,
      stallMs: options.timeoutMs ?? this.rpc.callTimeoutMs,
    });
  }

  /** Changes the capacity, in bytes. */
  async resize(
    volume: StorageVolume,
    capacityBytes: number,
    flags = 0,
    options?: CallOptions,
  ): Promise<void> {
    await this.rpc.call(procedures.storageVolResize, { volume, capacity: capacityBytes, flags }, options);
  }
}
