import { LibvirtConnection } from 'node-libvirt';
import type { DriverKind } from '../drivers/driver-kind';
import { LibvirtDriver } from '../drivers/libvirt/libvirt-driver';
import { libvirtKind } from '../drivers/libvirt/libvirt-kind';

/** Hosts by libvirt URI that are found out to hang as always, only sooner: a call after 2 s, the connection after 6 s. */
export const hastyLibvirtKind: DriverKind = {
  ...libvirtKind,
  open: ({ uri, imagesDirectory, socketsDirectory }, _dataDir, installation) =>
    new LibvirtDriver(
      {
        uri,
        imagesDirectory: imagesDirectory ?? '',
        socketsDirectory: socketsDirectory ?? '',
        installation,
      },
      (address, options) =>
        LibvirtConnection.open(address, {
          ...options,
          keepaliveMs: 1_500,
          callTimeoutMs: (options.callTimeoutMs ?? 0) / 5,
        }),
    ),
};
