import type { LibvirtConnection, StoragePool, StorageVolume } from 'node-libvirt';
import path from 'node:path';
import { DriverError } from '../../hypervisor-driver';
import { checkImage } from './check-image';
import { isLibvirtError } from './translate-fault';
import { escapeXml, readXmlText } from './xml-text';

const POOL_NAME = 'virlab';

/** A machine that boots writes some megabytes at once: below this a start would only fail later, and less clearly. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** A file without a base that holds no more is one whose making was cut short; a system installed in it would be larger. */
const LARGEST_HALF_MADE_BYTES = 1024 * 1024;

/** Disks of machines: copy-on-write overlays in a directory pool (libvirt.org/formatstorage.html). */
export class OverlayDisks {
  constructor(private readonly imagesDirectory: string) {}

  /** Where the disk of a machine is. */
  pathOf(machineId: string): string {
    return path.join(this.imagesDirectory, `${machineId}.qcow2`);
  }

  /**
   * Makes the overlay unless there is one; what that one is a clone of must still be there.
   *
   * @throws DriverError `image-missing`, `image-invalid`, `no-space`; LibvirtError
   */
  async ensure(connection: LibvirtConnection, machineId: string, imagePath: string): Promise<void> {
    const pool = await this.pool(connection);
    const overlay = await this.describe(connection, pool, machineId);
    if (overlay) {
      if (overlay.imagePath) await checkImage(connection, pool, this.imagesDirectory, overlay.imagePath);
      return;
    }
    await checkImage(connection, pool, this.imagesDirectory, imagePath);
    const { availableBytes } = await connection.pools.info(pool);
    if (availableBytes < LEAST_FREE_BYTES) {
      throw new DriverError(
        'no-space',
        `${availableBytes} bytes are free in ${this.imagesDirectory}, expected at least ${LEAST_FREE_BYTES}`,
      );
    }
    try {
      await connection.volumes.createXml(pool, volumeXml(machineId, imagePath));
    } catch (error) {
      if (!isLibvirtError(error, 'storage-vol-exist')) throw error;
    }
  }

  /** Deletes the overlay; none is fine. */
  async delete(connection: LibvirtConnection, machineId: string): Promise<void> {
    const pool = await this.pool(connection);
    const volume = await this.find(connection, pool, machineId);
    if (!volume) return;
    try {
      await connection.volumes.delete(volume);
    } catch (error) {
      if (!isLibvirtError(error, 'no-storage-vol')) throw error;
    }
  }

  /** The pool over the images' folder: whoever made it, or one of our own. */
  private async pool(connection: LibvirtConnection): Promise<StoragePool> {
    const pools = await connection.pools.list();
    for (const pool of pools) {
      if (readXmlText(await connection.pools.xml(pool), 'path') === this.imagesDirectory) {
        return this.started(connection, pool);
      }
    }
    const name = pools.some((pool) => pool.name === POOL_NAME) ? `${POOL_NAME}-${pools.length}` : POOL_NAME;
    const pool = await connection.pools.defineXml(
      `<pool type='dir'><name>${escapeXml(name)}</name><target><path>${escapeXml(this.imagesDirectory)}</path></target></pool>`,
    );
    await connection.pools.setAutostart(pool, true);
    return this.started(connection, pool);
  }

  private async started(connection: LibvirtConnection, pool: StoragePool): Promise<StoragePool> {
    if ((await connection.pools.info(pool)).state === 'inactive') await connection.pools.create(pool);
    return pool;
  }

  private async find(
    connection: LibvirtConnection,
    pool: StoragePool,
    machineId: string,
  ): Promise<StorageVolume | null> {
    try {
      return await connection.volumes.lookupByName(pool, `${machineId}.qcow2`);
    } catch (error) {
      if (isLibvirtError(error, 'no-storage-vol')) return null;
      throw error;
    }
  }

  /**
   * What the overlay is a clone of; null when there is no overlay, its file was taken away behind libvirt's back, or
   * the daemon was killed before it was whole.
   */
  private async describe(
    connection: LibvirtConnection,
    pool: StoragePool,
    machineId: string,
  ): Promise<{ imagePath: string | undefined } | null> {
    const volume = await this.find(connection, pool, machineId);
    if (!volume) return null;
    try {
      const xml = await connection.volumes.xml(volume);
      const imagePath = readXmlText(xml, 'path', 'backingStore');
      if (imagePath || (await connection.volumes.info(volume)).allocationBytes > LARGEST_HALF_MADE_BYTES) {
        return { imagePath };
      }
      await connection.volumes.delete(volume);
      return null;
    } catch (error) {
      if (!isLibvirtError(error, 'no-storage-vol')) throw error;
      await connection.pools.refresh(pool);
      return null;
    }
  }
}

/** Compat 1.1, else libvirt makes an old-style file; the capacity is the base's when none is given. */
function volumeXml(machineId: string, imagePath: string): string {
  return `<volume>
  <name>${escapeXml(machineId)}.qcow2</name>
  <target><format type='qcow2'/><compat>1.1</compat></target>
  <backingStore><path>${escapeXml(imagePath)}</path><format type='qcow2'/></backingStore>
</volume>`;
}
