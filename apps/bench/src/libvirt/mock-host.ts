import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLibvirtd } from '@virlab/testbed';

/** A libvirtd of our own whose driver for tests holds many machines. */
export interface MockHost {
  readonly uri: string;
  readonly kill: (name: NodeJS.Signals) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one with `machines` machines, half of them running. */
export async function startMockHost(machines: number): Promise<MockHost> {
  const folder = await mkdtemp(path.join(tmpdir(), 'virlab-bench-'));
  await chmod(folder, 0o755);
  const file = path.join(folder, 'host.xml');
  await writeFile(file, hostXml(machines), { mode: 0o644 });
  const libvirtd = await startLibvirtd({ directory: path.join(folder, 'daemon') });
  return {
    uri: `test://${file}?socket=${libvirtd.socket}`,
    kill: (name) => libvirtd.kill(name),
    stop: async () => {
      await libvirtd.stop({ erase: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function hostXml(machines: number): string {
  const domains = Array.from({ length: machines }, (_, index) => {
    const uuid = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
    // States of the driver for tests: 1 runs, 5 is off.
    const state = index % 2 === 0 ? 1 : 5;
    return `<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'><name>machine-${index}</name>
      <uuid>${uuid}</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type>hvm</type></os>
      <test:runstate>${state}</test:runstate></domain>`;
  });
  return `<node>${domains.join('\n')}<cpu><mhz>3000</mhz><model>test</model><active>8</active></cpu><memory>16000000</memory></node>`;
}
