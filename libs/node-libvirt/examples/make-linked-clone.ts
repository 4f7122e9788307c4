/*
 * Makes a disk on top of another one, starts a machine on it, and saves a picture of its screen.
 */
import { writeFile } from 'node:fs/promises';
// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { LibvirtConnection } from 'node-libvirt';

/** @param basePath - a qcow2 image that nobody writes to any more */
export async function makeLinkedClone(
  uri: string,
  name: string,
  basePath: string,
  domainXml: string,
): Promise<void> {
  const connection = await LibvirtConnection.open(uri, { callTimeoutMs: 60_000 });
  try {
    const pool = await connection.pools.lookupByName('default');
    const { capacityBytes } = await connection.volumes.info(await connection.volumes.lookupByPath(basePath));
    await connection.volumes.createXml(
      pool,
      `<volume>
         <name>${name}.qcow2</name><capacity unit='bytes'>${capacityBytes}</capacity>
         <target><format type='qcow2'/><compat>1.1</compat></target>
         <backingStore><path>${basePath}</path><format type='qcow2'/></backingStore>
       </volume>`,
    );
    const domain = await connection.domains.create(await connection.domains.defineXml(domainXml));
    const { mime, bytes } = await connection.domains.screenshot(domain, 0, { maxBytes: 8 * 1024 * 1024 });
    await writeFile(`${name}.${mime === 'image/png' ? 'png' : 'ppm'}`, bytes);
  } finally {
    await connection.close();
  }
}
