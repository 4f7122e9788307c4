import { parseConnectionUri } from 'node-libvirt';
import type { HostSide } from './host-side';
import { localSide } from './local-side';
import { SshSide } from './ssh-side';

export type { HostSide } from './host-side';
export { localSide } from './local-side';

/** The host of a libvirt URI: another computer when the daemon is reached by ssh, else this one. */
export function openHostSide(uri: string): HostSide {
  const address = parseConnectionUri(uri);
  return address.transport === 'ssh' ? new SshSide(address) : localSide;
}
