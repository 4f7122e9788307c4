import type { LibvirtConnection, StoragePool, StorageVolume } from 'node-libvirt';
import path from 'node:path';
import { DriverError } from '../../hypervisor-driver';
import { QCOW2_HEADER_BYTES, readQcow2Header } from './qcow2-header';
import { isLibvirtError } from './translate-fault';

/** Images may stand on one another; more than this is a mistake, or a circle. */
const MOST_IMAGES = 8;

/**
 * Makes sure that machines may be clones of an image: it is there, it is qcow2, and whatever it stands on is an image of the
 * same folder. A header that points at another file of the host would hand that file to the guest.
 *
 * @param pool - the pool over the images' folder
 * @returns size of the disk that a guest of it sees, in bytes
 * @throws DriverError `image-missing`, `image-invalid`; LibvirtError
 */
export async function checkImage(
  connection: LibvirtConnection,
  pool: StoragePool,
  imagesDirectory: string,
  imagePath: string,
): Promise<number> {
  let next: string | null = imagePath;
  let size: number | undefined;
  for (let count = 0; next !== null; count++) {
    if (count === MOST_IMAGES) {
      throw new DriverError('image-invalid', `${imagePath} stands on more than ${MOST_IMAGES} images`);
    }
    const { below, virtualBytes } = await checkOne(connection, pool, imagesDirectory, next, imagePath);
    size ??= virtualBytes;
    next = below;
  }
  return size ?? 0;
}

/** Checks one image of the chain; answers its size, and the path of the one below. */
async function checkOne(
  connection: LibvirtConnection,
  pool: StoragePool,
  imagesDirectory: string,
  file: string,
  imagePath: string,
): Promise<{ below: string | null; virtualBytes: number }> {
  const about = file === imagePath ? imagePath : `${imagePath}, by way of ${file},`;
  const volume = await find(connection, pool, file);
  if (!volume) {
    throw new DriverError(
      'image-missing',
      `no image ${file}, expected one in ${imagesDirectory} or another pool of the host`,
    );
  }
  const header = readQcow2Header(await connection.volumes.download(volume, { length: QCOW2_HEADER_BYTES }));
  if (!header) throw new DriverError('image-invalid', `${about} is no qcow2 image, expected one`);
  const { virtualBytes, backingFile, hasExternalData, isEncrypted, isCorrupt } = header;
  const fault = hasExternalData
    ? 'keeps its data in another file'
    : isEncrypted
      ? 'is encrypted'
      : isCorrupt
        ? 'is damaged'
        : undefined;
  if (fault) throw new DriverError('image-invalid', `${about} ${fault}, expected an image that is whole`);
  if (backingFile === null) return { below: null, virtualBytes };
  const below = path.resolve(path.dirname(file), backingFile);
  // "nbd://…" and "json:{…}" are places as well, which resolve() takes for names.
  const isPlain = !/^[a-z][a-z0-9+.-]*:/i.test(backingFile);
  if (!isPlain || path.dirname(below) !== imagesDirectory) {
    throw new DriverError(
      'image-invalid',
      `${about} stands on ${backingFile}, expected nothing or an image in ${imagesDirectory}`,
    );
  }
  return { below, virtualBytes };
}

async function find(
  connection: LibvirtConnection,
  pool: StoragePool,
  file: string,
): Promise<StorageVolume | null> {
  const found = await look(connection, file);
  if (found) return found;
  // Files that were put there behind libvirt's back show up only now.
  await connection.pools.refresh(pool);
  return look(connection, file);
}

async function look(connection: LibvirtConnection, file: string): Promise<StorageVolume | null> {
  try {
    const volume = await connection.volumes.lookupByPath(file);
    // Looking up answers from memory; only describing it looks at the file.
    await connection.volumes.xml(volume);
    return volume;
  } catch (error) {
    if (isLibvirtError(error, 'no-storage-vol')) return null;
    throw error;
  }
}
