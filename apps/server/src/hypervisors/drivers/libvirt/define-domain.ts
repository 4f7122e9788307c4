import type { Domain, LibvirtConnection } from 'node-libvirt';
import { DriverError, type MachineSpec } from '../../hypervisor-driver';
import { isLibvirtError } from './translate-fault';

/**
 * Defines the domain of a machine, over one of its uuid whatever that was like.
 *
 * @throws DriverError `name-taken` when another domain has its name; LibvirtError
 */
export async function defineDomain(
  { domains }: LibvirtConnection,
  { id, name }: Pick<MachineSpec, 'id' | 'name'>,
  xml: string,
): Promise<Domain> {
  try {
    return await domains.defineXml(xml);
  } catch (error) {
    // The daemon says so in words only, which are for people.
    if (!isLibvirtError(error, 'operation-failed')) throw error;
    const holder = (await domains.list()).find((domain) => domain.name === name && domain.uuid !== id);
    if (!holder) throw error;
    throw new DriverError(
      'name-taken',
      `domain ${name} is somebody else's (${holder.uuid}), expected ours or none`,
      {
        cause: error,
      },
    );
  }
}
