import type { KeptConnection, LibvirtConnection } from 'node-libvirt';
import { translateFault } from './translate-fault';

/**
 * Asks a daemon for something over a connection that is kept, and says what fails in the words of the driver port.
 *
 * @param doing - for the log: `starting cs101-k3f9`
 * @throws DriverError
 */
export async function askDaemon<T>(
  doing: string,
  kept: KeptConnection,
  work: (connection: LibvirtConnection) => Promise<T>,
): Promise<T> {
  try {
    return await work(await kept.get());
  } catch (error) {
    throw translateFault(error, doing);
  }
}
