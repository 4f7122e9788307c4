// eslint-disable-next-line @nx/enforce-module-boundaries -- an example imports the library as its users do
import { LibvirtConnection } from 'node-libvirt';

/**
 * Shows the text console of a machine on another host until the machine ends.
 *
 * @param host - reached by TLS, with the certificates of `pkiPath`
 * @param name - of the machine
 */
export async function readConsole(host: string, pkiPath: string, name: string): Promise<void> {
  const connection = await LibvirtConnection.open(`qemu+tls://${host}/system?pkipath=${pkiPath}`);
  const domain = await connection.domains.lookupByName(name);
  const console = await connection.domains.openConsole(domain);
  console.onData((bytes) => process.stdout.write(bytes));
  process.stdin.on('data', (bytes: Buffer) => console.write(bytes));
  try {
    await console.closed;
  } finally {
    await connection.close();
  }
}
