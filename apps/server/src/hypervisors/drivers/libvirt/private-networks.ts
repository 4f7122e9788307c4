import type { LibvirtConnection, Network } from 'node-libvirt';
import { sha256 } from '../../../platform/index';
import { DriverError } from '../../hypervisor-driver';
import { METADATA_NAMESPACE } from './metadata-namespace';
import { isLibvirtError } from './translate-fault';
import { BRIDGE_MAC, ensurePrivateFilter } from './network-filter';
import { escapeXml } from './xml-text';

/**
 * Makes sure that a private network is there and up (libvirt.org/formatnetwork.html): a bridge that is joined to nothing
 * and has no address, so that no packet is routed and nobody of the host gives addresses away on it; and the filter that
 * keeps its guests off the host.
 *
 * @param name - as the host calls it
 * @throws DriverError `name-taken` when another network has the name; LibvirtError
 */
export async function ensurePrivateNetwork(connection: LibvirtConnection, name: string): Promise<void> {
  await ensurePrivateFilter(connection);
  const network = (await findNetwork(connection, name)) ?? (await define(connection, name));
  if (!(await isOurNetwork(connection, network))) {
    throw new DriverError(
      'name-taken',
      `network ${name} was made by somebody else, expected one of ours or none`,
    );
  }
  if (await connection.networks.isActive(network)) return;
  try {
    await connection.networks.create(network);
  } catch (error) {
    // Two machines of one network may start at once.
    if (!(await connection.networks.isActive(network))) throw error;
  }
}

/** Stops and removes a private network; none is fine. Guests that are still plugged into it stay, without it. */
export async function removePrivateNetwork(connection: LibvirtConnection, name: string): Promise<void> {
  const network = await findNetwork(connection, name);
  if (!network) return;
  if (!(await isOurNetwork(connection, network))) {
    throw new DriverError('refused', `network ${name} was made by somebody else, expected one of ours`);
  }
  if (await connection.networks.isActive(network)) await connection.networks.destroy(network);
  await connection.networks.undefine(network);
}

/** Whether a network carries our metadata. */
export async function isOurNetwork(connection: LibvirtConnection, network: Network): Promise<boolean> {
  return (await connection.networks.xml(network)).includes(METADATA_NAMESPACE);
}

/** A MAC address for a machine, the same at each of its starts, of QEMU's own range. */
export function macAddress(machineId: string): string {
  const digits = sha256(machineId);
  return `52:54:00:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

/** The definition of a private network. Its uuid follows from its name, so that defining it twice is defining it once. */
export function privateNetworkXml(name: string): string {
  const digits = sha256(`network ${name}`);
  const uuid = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
  // The name of a bridge may have 15 characters.
  return `<network>
  <name>${escapeXml(name)}</name>
  <uuid>${uuid}</uuid>
  <metadata><v:network xmlns:v='${METADATA_NAMESPACE}'/></metadata>
  <bridge name='vl${digits.slice(0, 12)}' stp='off' delay='0'/>
  <mac address='${BRIDGE_MAC}'/>
</network>`;
}

async function define(connection: LibvirtConnection, name: string): Promise<Network> {
  return connection.networks.defineXml(privateNetworkXml(name));
}

async function findNetwork(connection: LibvirtConnection, name: string): Promise<Network | null> {
  try {
    return await connection.networks.lookupByName(name);
  } catch (error) {
    if (isLibvirtError(error, 'no-network')) return null;
    throw error;
  }
}
