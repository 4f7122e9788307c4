import { DriverError } from '../hypervisor-driver';

/** Networks of ours on a host are all called so. */
const NETWORK_PREFIX = 'virlab-';

const WIRE = /^[a-z0-9][a-z0-9-]{0,47}$/;
/** With the 16 digits of the installation before it, or as it was called before those. */
const NETWORK_NAME = /^virlab-[a-z0-9][a-z0-9-]{0,64}$/;
const SNAPSHOT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * What a private network of an installation is called on the host: two that name a wire alike do not share it.
 *
 * @throws DriverError `refused` for a name that is not made of 1 to 48 small letters, digits and hyphens
 */
export function privateNetworkName(installation: string, name: string): string {
  return `${NETWORK_PREFIX}${installation}-${requireWire(name)}`;
}

/**
 * What a private network was called before its name told the installation.
 *
 * @throws DriverError `refused` as `privateNetworkName`
 */
export function unnamedNetworkName(name: string): string {
  return `${NETWORK_PREFIX}${requireWire(name)}`;
}

/** True for a name that `privateNetworkName` or `unnamedNetworkName` may have made. */
export function isPrivateNetworkName(name: string): boolean {
  return NETWORK_NAME.test(name);
}

/** @throws DriverError `refused` for a name that a host might take for something else */
export function requireSnapshotName(name: string): void {
  if (SNAPSHOT_NAME.test(name)) return;
  throw new DriverError(
    'refused',
    `"${name}" is no name of a snapshot, expected 1 to 64 letters, digits, ".", "_" and "-"`,
  );
}

function requireWire(name: string): string {
  if (WIRE.test(name)) return name;
  throw new DriverError(
    'refused',
    `"${name}" is no name of a network, expected 1 to 48 small letters, digits and hyphens`,
  );
}
