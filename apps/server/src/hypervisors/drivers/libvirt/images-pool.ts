import type { LibvirtConnection, StoragePool, StorageVolume } from 'node-libvirt';
import { isLibvirtError } from './translate-fault';
import { escapeXml, readXmlText } from './xml-text';

const POOL_NAME = 'virlab';

/** The directory pool over the images' folder (libvirt.org/formatstorage.html): whoever made it, or one of our own. */
export class ImagesPool {
  constructor(readonly directory: string) {}

  /** The pool, started. Made when there is none. */
  async open(connection: LibvirtConnection): Promise<StoragePool> {
    const pool = (await this.look(connection)) ?? (await this.define(connection));
    if ((await connection.pools.info(pool)).state !== 'inactive') return pool;
    try {
      await connection.pools.create(pool);
    } catch (error) {
      // The first machines of a host are prepared at once, and each of them comes by here.
      if ((await connection.pools.info(pool)).state === 'inactive') throw error;
    }
    return pool;
  }

  /** Every volume in the folder that the daemon knows of. */
  async list(connection: LibvirtConnection): Promise<StorageVolume[]> {
    return connection.volumes.list(await this.open(connection));
  }

  /** The volume of that name, or null. `opened`: where the pool is at hand. */
  async find(
    connection: LibvirtConnection,
    name: string,
    opened?: StoragePool,
  ): Promise<StorageVolume | null> {
    const pool = opened ?? (await this.open(connection));
    try {
      return await connection.volumes.lookupByName(pool, name);
    } catch (error) {
      if (isLibvirtError(error, 'no-storage-vol')) return null;
      throw error;
    }
  }

  /** Deletes a volume; none is fine. */
  async delete(connection: LibvirtConnection, name: string): Promise<void> {
    const volume = await this.find(connection, name);
    if (!volume) return;
    try {
      await connection.volumes.delete(volume);
    } catch (error) {
      if (!isLibvirtError(error, 'no-storage-vol')) throw error;
    }
  }

  private async look(connection: LibvirtConnection): Promise<StoragePool | null> {
    for (const pool of await connection.pools.list()) {
      if (readXmlText(await connection.pools.xml(pool), 'path') === this.directory) return pool;
    }
    return null;
  }

  private async define(connection: LibvirtConnection): Promise<StoragePool> {
    const pools = await connection.pools.list();
    const name = pools.some((pool) => pool.name === POOL_NAME) ? `${POOL_NAME}-${pools.length}` : POOL_NAME;
    try {
      const pool = await connection.pools.defineXml(
        `<pool type='dir'><name>${escapeXml(name)}</name><target><path>${escapeXml(this.directory)}</path></target></pool>`,
      );
      await connection.pools.setAutostart(pool, true);
      return pool;
    } catch (error) {
      const made = await this.look(connection);
      if (made) return made;
      throw error;
    }
  }
}
