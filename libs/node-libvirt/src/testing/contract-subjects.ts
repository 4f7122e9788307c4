import type { startLibvirtd } from '@virlab/testbed';
import type { ContractSubject } from './libvirt-contract';

const PNG = { mime: 'image/png', magic: Buffer.from('\x89PNG', 'latin1') };

/** A libvirtd of a spec's own. */
export type Libvirtd = Awaited<ReturnType<typeof startLibvirtd>>;

/** XML of a machine that stays in its firmware: it has no disk. */
export function firmwareXml(libvirtd: Libvirtd, name: string, uuid: string): string {
  return `<domain type='qemu'><name>${name}</name><uuid>${uuid}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>
    <os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>
    <devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
      <graphics type='vnc'><listen type='socket' socket='${libvirtd.socketsDirectory}/${uuid}.sock'/></graphics>
      <video><model type='vga'/></video><memballoon model='none'/></devices></domain>`;
}

/** QEMU behind a libvirtd, reached by a URI of this driver. */
export function qemuSubject(libvirtd: () => Libvirtd, uri: () => string): ContractSubject {
  return {
    uri,
    domainXml: (name, uuid) => firmwareXml(libvirtd(), name, uuid),
    poolXml: (name) =>
      `<pool type='dir'><name>${name}</name><target><path>${libvirtd().imagesDirectory}/${name}</path></target></pool>`,
    driverUri: 'qemu:///session',
    type: 'QEMU',
    resets: true,
    startsPaused: true,
    refusals: { running: 'operation-invalid', volumeExists: 'storage-vol-exist' },
    startsNetworks: false,
    keepsVolumes: true,
    snapshotsWithoutDisk: false,
    screenshot: PNG,
  };
}

/** libvirt's own driver for tests, reached by a URI of it. */
export function mockSubject(uri: () => string): ContractSubject {
  return {
    uri,
    domainXml: (name, uuid) =>
      `<domain type='test'><name>${name}</name><uuid>${uuid}</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>
        <os><type>hvm</type></os></domain>`,
    poolXml: (name) => `<pool type='dir'><name>${name}</name><target><path>/${name}</path></target></pool>`,
    driverUri: 'test:///default',
    type: 'TEST',
    resets: false,
    startsPaused: false,
    refusals: { running: 'internal-error', volumeExists: 'operation-failed' },
    startsNetworks: true,
    keepsVolumes: false,
    snapshotsWithoutDisk: true,
    screenshot: PNG,
  };
}
