import { DriverError } from '../hypervisor-driver';

/** Networks of ours on a host are all called so. */
const NETWORK_PREFIX = 'virlab-';

const NETWORK_NAME = /^[a-z0-9][a-z0-9-]{0,47}$/;
const SNAPSHOT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * What a private network is called on the host.
 *
 * @throws DriverError `refused` for a name that is not made of 1 to 48 small letters, digits and hyphens
 */
export function privateNetworkName(name: string): string {
  if (NETWORK_NAME.test(name)) return `${NETWORK_PREFIX}${name}`;
  throw new DriverError(
    'refused',
    `"${name}" is no name of a network, expected 1 to 48 small letters, digits and hyphens`,
  );
}

/** True for a name that `privateNetworkName` may have made. */
export function isPrivateNetworkName(name: string): boolean {
  return name.startsWith(NETWORK_PREFIX) && NETWORK_NAME.test(name.slice(NETWORK_PREFIX.length));
}

/** @throws DriverError `refused` for a name that a host might take for something else */
export function requireSnapshotName(name: string): void {
  if (SNAPSHOT_NAME.test(name)) return;
  throw new DriverError(
    'refused',
    `"${name}" is no name of a snapshot, expected 1 to 64 letters, digits, ".", "_" and "-"`,
  );
}
