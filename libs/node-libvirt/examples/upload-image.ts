/*
 * Puts a disk image into a pool of the host, whatever its size: it is read as fast as the daemon takes it.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { LibvirtConnection } from 'node-libvirt';

/** @param file - a qcow2 image here; it is called `name` there */
export async function uploadImage(uri: string, file: string, name: string): Promise<void> {
  // A connection of its own: others would wait behind the bytes.
  const connection = await LibvirtConnection.open(uri);
  try {
    const pool = await connection.pools.lookupByName('default');
    const { size } = await stat(file);
    // Room as for raw bytes: what the image is shows once it is there.
    const volume = await connection.volumes.createXml(
      pool,
      `<volume><name>${name}</name><capacity>${size}</capacity><target><format type='raw'/></target></volume>`,
    );
    await connection.volumes.upload(volume, createReadStream(file));
    await connection.pools.refresh(pool);
  } finally {
    await connection.close();
  }
}
