import { LibvirtUriError, parseConnectionUri } from 'node-libvirt';
import path from 'node:path';
import type { DriverKind, HostSettings, SettingsFaultAt } from '../driver-kind';
import { LxcDriver } from './lxc-driver';

/** Containers by a libvirt URI such as `lxc:///system`. */
export const lxcKind: DriverKind = {
  name: 'lxc',
  takes: (uri) => /^lxc(\+[a-z]+)?:\/\//.test(uri),
  faultsOf: (host) => [...uriFaults(host.uri), ...folderFaults(host)],
  open: (host, _dataDir, installation) =>
    new LxcDriver({ uri: host.uri, imagesDirectory: host.imagesDirectory ?? '', installation }),
};

function uriFaults(uri: string): SettingsFaultAt[] {
  try {
    const { transport } = parseConnectionUri(uri);
    // Trees of files are unpacked and taken away by the broker itself, so the host has to be this machine.
    if (transport === 'unix') return [];
    const message = `reaches the host by ${transport}, expected a UNIX socket of this machine`;
    return [{ path: 'uri', code: 'not-this-machine', message }];
  } catch (error) {
    if (!(error instanceof LibvirtUriError)) throw error;
    return [{ path: 'uri', code: error.code, message: error.message }];
  }
}

function folderFaults({ imagesDirectory: directory }: HostSettings): SettingsFaultAt[] {
  const field = { path: 'imagesDirectory' } as const;
  if (!directory)
    return [{ ...field, code: 'missing', message: 'is missing, expected a folder on the host' }];
  if (path.isAbsolute(directory) && path.resolve(directory) === directory) return [];
  const message = `"${directory}" is not an absolute path in its shortest form`;
  return [{ ...field, code: 'not-absolute', message }];
}
