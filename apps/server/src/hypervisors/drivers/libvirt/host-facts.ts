import type { LibvirtConnection } from 'node-libvirt';
import type { HostFacts } from '../../hypervisor-driver';

/** What a daemon tells of its host. */
export async function readHostFacts({ host }: LibvirtConnection): Promise<HostFacts> {
  const info = await host.info();
  const free = await host.freeMemory();
  return {
    version: `QEMU ${await host.version()}, libvirt ${await host.libVersion()}`,
    memoryMiB: Math.floor(info.memoryKiB / 1024),
    freeMemoryMiB: Math.floor(free / (1024 * 1024)),
    vcpus: info.cpus,
  };
}
