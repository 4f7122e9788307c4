import type { LibvirtConnection, Network } from 'node-libvirt';
import { sha256 } from '../../../platform/index';
import { DriverError } from '../../hypervisor-driver';
import { privateNetworkName, unnamedNetworkName } from '../names';
import { METADATA_NAMESPACE, type Whose, whoseMark } from './mark';
import { isLibvirtError } from './translate-fault';
import { BRIDGE_MAC, ensurePrivateFilter } from './network-filter';
import { escapeXml, readXmlAttribute } from './xml-text';

/** `VIR_NETWORK_XML_INACTIVE` */
const XML_INACTIVE = 1;

/**
 * Makes sure that a private network is there and up (libvirt.org/formatnetwork.html): a bridge that is joined to nothing
 * and has no address, so that no packet is routed and nobody of the host gives addresses away on it; and the filter that
 * keeps its guests off the host.
 *
 * @param wire - as machines name it
 * @returns as the host calls it
 * @throws DriverError `name-taken` when another network has the name; LibvirtError
 */
export async function ensurePrivateNetwork(
  connection: LibvirtConnection,
  wire: string,
  installation: string,
): Promise<string> {
  await ensurePrivateFilter(connection);
  const network =
    (await adoptUnnamed(connection, wire, installation)) ??
    (await ensureNamed(connection, privateNetworkName(installation, wire), installation));
  if (await connection.networks.isActive(network)) return network.name;
  try {
    await connection.networks.create(network);
  } catch (error) {
    // Two machines of one network may start at once.
    if (!(await connection.networks.isActive(network))) throw error;
  }
  return network.name;
}

/** Stops and removes a private network; none is fine. Guests that are still plugged into it stay, without it. */
export async function removePrivateNetwork(
  connection: LibvirtConnection,
  name: string,
  installation: string,
): Promise<void> {
  const network = await findNetwork(connection, name);
  if (!network) return;
  if ((await whoseNetwork(connection, network, installation)) !== 'ours') {
    throw new DriverError('refused', `network ${name} was made by somebody else, expected one of ours`);
  }
  if (await connection.networks.isActive(network)) await connection.networks.destroy(network);
  await connection.networks.undefine(network);
}

/** Whose a network is, by what is kept of it: what runs may have been made before it was adopted. */
export async function whoseNetwork(
  connection: LibvirtConnection,
  network: Network,
  installation: string,
): Promise<Whose> {
  const xml = await connection.networks.xml(network, XML_INACTIVE);
  if (!xml.includes(METADATA_NAMESPACE)) return 'nobodys';
  return whoseMark(readXmlAttribute(xml, 'v:network', 'installation'), installation);
}

/** A MAC address for a machine, the same at each of its starts, of QEMU's own range. */
export function macAddress(machineId: string): string {
  const digits = sha256(machineId);
  return `52:54:00:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

/** The definition of a private network. Its uuid follows from its name, so that defining it twice is defining it once. */
export function privateNetworkXml(name: string, installation: string): string {
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
  <metadata><v:network xmlns:v='${METADATA_NAMESPACE}' installation='${escapeXml(installation)}'/></metadata>
  <bridge name='vl${digits.slice(0, 12)}' stp='off' delay='0'/>
  <mac address='${BRIDGE_MAC}'/>
</network>`;
}

/**
 * The wire as it was called before names told the installation, where guests may be plugged into it: it goes on, and is ours
 * from now on. Null where there is none of that name, or it is another's.
 */
async function adoptUnnamed(
  connection: LibvirtConnection,
  wire: string,
  installation: string,
): Promise<Network | null> {
  const network = await findNetwork(connection, unnamedNetworkName(wire));
  if (!network) return null;
  const whose = await whoseNetwork(connection, network, installation);
  if (whose === 'unnamed') await connection.networks.defineXml(privateNetworkXml(network.name, installation));
  return whose === 'unnamed' || whose === 'ours' ? network : null;
}

async function ensureNamed(
  connection: LibvirtConnection,
  name: string,
  installation: string,
): Promise<Network> {
  const network =
    (await findNetwork(connection, name)) ??
    (await connection.networks.defineXml(privateNetworkXml(name, installation)));
  if ((await whoseNetwork(connection, network, installation)) === 'ours') return network;
  throw new DriverError(
    'name-taken',
    `network ${name} was made by somebody else, expected one of ours or none`,
  );
}

async function findNetwork(connection: LibvirtConnection, name: string): Promise<Network | null> {
  try {
    return await connection.networks.lookupByName(name);
  } catch (error) {
    if (isLibvirtError(error, 'no-network')) return null;
    throw error;
  }
}
