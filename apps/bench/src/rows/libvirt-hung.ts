import { readFile } from 'node:fs/promises';
import { LibvirtConnection } from 'node-libvirt';
import { startMockHost } from '../libvirt/mock-host';
import type { Row } from '../row';

const READS = 500;

/** The 99th percentile of reading a small file again and again. */
async function readMilliseconds(): Promise<number> {
  const times: number[] = [];
  for (let read = 0; read < READS; read++) {
    const from = performance.now();
    await readFile('/etc/hostname');
    times.push(performance.now() - from);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(READS * 0.99)] ?? Number.NaN;
}

/** A binding to libvirt's C library holds a thread of the process for each call that a hung host does not answer. */
export const libvirtHung: Row = {
  id: 'libvirt.hung_readfile_ms',
  what: `reading a file while 8 calls wait for a libvirtd that is stopped (SIGSTOP): 99th percentile of ${READS}`,
  unit: 'ms',
  yardstick: 'the same reads in the same process while the daemon answers',
  aim: 2,
  runs: 5,
  async measure() {
    const host = await startMockHost(10);
    try {
      const connection = await LibvirtConnection.open(host.uri, { keepaliveMs: 0 });
      await readMilliseconds();
      const answered = await readMilliseconds();
      await host.kill('SIGSTOP');
      const hung = Array.from({ length: 8 }, () => connection.domains.list().catch(() => undefined));
      const value = await readMilliseconds();
      await host.kill('SIGCONT');
      await Promise.all(hung);
      await connection.close();
      return { value, yardstick: answered };
    } finally {
      await host.stop();
    }
  },
};
