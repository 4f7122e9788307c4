import path from 'node:path';
import { LibvirtUriError, parseConnectionUri } from 'node-libvirt';
import { LONGEST_SOCKETS_DIRECTORY } from '../../activation-files';
import type { DriverKind, HostSettings, SettingsFaultAt } from '../driver-kind';
import { LibvirtDriver } from './libvirt-driver';

/** Hosts by a libvirt URI such as `qemu:///system`. */
export const libvirtKind: DriverKind = {
  name: 'libvirt',
  takes: (uri) => /^qemu(\+[a-z]+)?:\/\//.test(uri),
  faultsOf: (host) => [
    ...uriFaults(host.uri),
    ...directoryFaults(host, 'imagesDirectory'),
    ...directoryFaults(host, 'socketsDirectory'),
    ...(Buffer.byteLength(host.socketsDirectory ?? '') > LONGEST_SOCKETS_DIRECTORY
      ? [
          {
            path: 'socketsDirectory' as const,
            code: 'too-long' as const,
            message: `has ${Buffer.byteLength(host.socketsDirectory ?? '')} bytes, at most ${LONGEST_SOCKETS_DIRECTORY} leave room for the names of displays`,
          },
        ]
      : []),
  ],
  open: (host, _dataDir, installation) =>
    new LibvirtDriver({
      uri: host.uri,
      imagesDirectory: host.imagesDirectory ?? '',
      socketsDirectory: host.socketsDirectory ?? '',
      installation,
    }),
};

/** Parameters by which whoever may add a host would run any program here or there as Virlab's user. */
const OF_PROGRAMS = /[?&;](command|netcat)=/i;

function uriFaults(uri: string): SettingsFaultAt[] {
  try {
    const { transport } = parseConnectionUri(uri);
    // Displays are UNIX sockets of the host's: those of another computer are reached by the way of its shell alone.
    if (transport !== 'unix' && transport !== 'ssh') {
      const message = `reaches the host by ${transport}, expected a UNIX socket of this machine, or ssh`;
      return [{ path: 'uri', code: 'not-this-machine', message }];
    }
    const program = OF_PROGRAMS.exec(uri)?.[1];
    if (program === undefined) return [];
    const message = `names a program by "${program}", expected ssh and nc as they are found`;
    return [{ path: 'uri', code: 'bad-parameter', message }];
  } catch (error) {
    if (!(error instanceof LibvirtUriError)) throw error;
    return [{ path: 'uri', code: error.code, message: error.message }];
  }
}

function directoryFaults(
  host: HostSettings,
  field: 'imagesDirectory' | 'socketsDirectory',
): SettingsFaultAt[] {
  const directory = host[field];
  if (!directory)
    return [{ path: field, code: 'missing', message: 'is missing, expected a folder on the host' }];
  // libvirt compares paths as texts, so there must be one way to write each.
  if (!path.isAbsolute(directory) || path.resolve(directory) !== directory) {
    const message = `"${directory}" is not an absolute path in its shortest form`;
    return [{ path: field, code: 'not-absolute', message }];
  }
  return [];
}
