import type { LibvirtConnection, StoragePool } from 'node-libvirt';
import path from 'node:path';
import { DriverError, type MachineSpec } from '../../hypervisor-driver';
import type { HostSide } from '../host-side/index';
import { checkImage } from './check-image';
import { diskName, unnamedDiskName } from './disk-name';
import type { ImagesPool } from './images-pool';
import { LARGEST_HALF_MADE_BYTES } from './leftovers';
import { isLibvirtError } from './translate-fault';
import { escapeXml, readXmlText } from './xml-text';

/** A machine that boots writes some megabytes at once: below this a start would only fail later, and less clearly. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

const GIB = 1_073_741_824;

/** Disks of machines: copy-on-write overlays in the images' folder. */
export class OverlayDisks {
  constructor(
    private readonly images: ImagesPool,
    private readonly side: HostSide,
    private readonly installation: string,
  ) {}

  /** Where the disk of a machine is: where it was made before names told the installation, it stays there until it is fresh. */
  async pathOf(connection: LibvirtConnection, machineId: string): Promise<string> {
    const unnamed = path.join(this.images.directory, unnamedDiskName(machineId));
    try {
      await connection.volumes.lookupByPath(unnamed);
      return unnamed;
    } catch (error) {
      if (!isLibvirtError(error, 'no-storage-vol')) throw error;
      return path.join(this.images.directory, diskName(machineId, this.installation));
    }
  }

  /**
   * Makes the overlay unless there is one; what that one is a clone of must still be there. It is never smaller than its
   * image: a guest would find its end cut off.
   *
   * @throws DriverError `image-missing`, `image-invalid`, `no-space`; LibvirtError
   */
  async ensure(
    connection: LibvirtConnection,
    { id: machineId, imagePath, diskGiB = 0 }: Pick<MachineSpec, 'id' | 'imagePath' | 'diskGiB'>,
  ): Promise<void> {
    const pool = await this.images.open(connection);
    const name = diskName(machineId, this.installation);
    const overlay =
      (await this.describe(connection, pool, name)) ??
      (await this.describe(connection, pool, unnamedDiskName(machineId)));
    if (overlay) {
      if (overlay.imagePath) await checkImage(connection, pool, this.images.directory, overlay.imagePath);
      return;
    }
    const imageBytes = await checkImage(connection, pool, this.images.directory, imagePath);
    await this.requireRoom(connection, pool);
    try {
      await connection.volumes.createXml(
        pool,
        volumeXml(name, imagePath, Math.max(imageBytes, diskGiB * GIB)),
      );
    } catch (error) {
      if (!isLibvirtError(error, 'storage-vol-exist')) throw error;
    }
  }

  /** Deletes the overlay; none is fine. */
  async delete(connection: LibvirtConnection, machineId: string): Promise<void> {
    await this.images.delete(connection, diskName(machineId, this.installation));
    await this.images.delete(connection, unnamedDiskName(machineId));
  }

  /**
   * The daemon counts what it wrote itself since it last looked; the folder knows of everybody's files, and of how many
   * there may be.
   *
   * @throws DriverError `no-space`
   */
  private async requireRoom(connection: LibvirtConnection, pool: StoragePool): Promise<void> {
    const { directory } = this.images;
    const disk = await this.side.roomOf(directory);
    const free = disk ? disk.freeBytes : (await connection.pools.info(pool)).availableBytes;
    if (free < LEAST_FREE_BYTES) {
      throw new DriverError(
        'no-space',
        `${free} bytes are free in ${directory}, expected at least ${LEAST_FREE_BYTES}`,
      );
    }
    // Some file systems have no such limit and say 0 of 0.
    if (disk && disk.files > 0 && disk.freeFiles === 0) {
      throw new DriverError(
        'no-space',
        `no file can be made in ${directory}: it holds ${disk.files} already`,
      );
    }
  }

  /**
   * What the overlay is a clone of; null when there is no overlay, its file was taken away behind libvirt's back, or
   * the daemon was killed before it was whole.
   */
  private async describe(
    connection: LibvirtConnection,
    pool: StoragePool,
    name: string,
  ): Promise<{ imagePath: string | undefined } | null> {
    const volume = await this.images.find(connection, name, pool);
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

/** Compat 1.1, else libvirt makes an old-style file. */
function volumeXml(name: string, imagePath: string, bytes: number): string {
  return `<volume>
  <name>${escapeXml(name)}</name>
  <capacity unit='bytes'>${bytes}</capacity>
  <target><format type='qcow2'/><compat>1.1</compat></target>
  <backingStore><path>${escapeXml(imagePath)}</path><format type='qcow2'/></backingStore>
</volume>`;
}
