import path from 'node:path';
import { startLibvirtd } from '../../../libs/testbed/src/index.mjs';

/**
 * Starts what runs the machines: a libvirt daemon of the demo's own, or nothing for simulated machines.
 *
 * @param {{ directory: string, guestImage: string | undefined, log: (line: string) => void }} options
 * @returns {Promise<{ facts: import('./resources.mjs').LabFacts, stop: () => Promise<void> }>}
 */
export async function startLab({ directory, guestImage, log }) {
  if (!guestImage) {
    return { facts: { uri: 'simulated:', image: 'simulated' }, stop: async () => undefined };
  }
  const libvirtd = await startLibvirtd({ directory: path.join(directory, 'libvirt'), log });
  return {
    facts: {
      uri: libvirtd.uri('qemu'),
      image: await libvirtd.installImage(guestImage),
      imagesDirectory: libvirtd.imagesDirectory,
      socketsDirectory: libvirtd.socketsDirectory,
    },
    stop: () => libvirtd.stop(),
  };
}
