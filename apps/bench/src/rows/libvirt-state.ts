import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DOMAIN_STATS, LibvirtConnection } from 'node-libvirt';
import { startMockHost } from '../libvirt/mock-host';
import type { Row } from '../row';

const run = promisify(execFile);
const MACHINES = 5_000;
/** Of so many rounds the middle one counts. */
const ROUNDS = 5;

async function ourMilliseconds(connection: LibvirtConnection): Promise<number> {
  const from = performance.now();
  const all = await connection.domains.statistics({ groups: DOMAIN_STATS.state });
  const states = new Map(all.map(({ domain, values }) => [domain.uuid, values['state.state']]));
  const took = performance.now() - from;
  if (states.size !== MACHINES) throw new Error(`${states.size} machines told, expected ${MACHINES}`);
  return took;
}

async function virshMilliseconds(uri: string): Promise<number> {
  const from = performance.now();
  const { stdout } = await run('virsh', ['-c', uri, 'list', '--all'], { maxBuffer: 64 * 1024 * 1024 });
  const took = performance.now() - from;
  const listed = stdout.split('\n').filter((line) => line.includes('machine-')).length;
  if (listed !== MACHINES) throw new Error(`virsh listed ${listed} machines, expected ${MACHINES}`);
  return took;
}

function middle(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** What a reconciler asks of a whole host, over the open connection that it keeps. */
export const libvirtState: Row = {
  id: 'libvirt.state_5000_ms',
  what: `the states of ${MACHINES} machines of a real libvirtd (driver for tests) by node-libvirt, connection open`,
  unit: 'ms',
  yardstick: '`virsh list --all` of the same host, which also starts and connects',
  aim: 1,
  runs: 1,
  async measure() {
    const host = await startMockHost(MACHINES);
    try {
      const connection = await LibvirtConnection.open(host.uri);
      const ours: number[] = [];
      const virsh: number[] = [];
      await ourMilliseconds(connection);
      await virshMilliseconds(host.uri);
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(await ourMilliseconds(connection));
        virsh.push(await virshMilliseconds(host.uri));
      }
      await connection.close();
      return { value: middle(ours), yardstick: middle(virsh) };
    } finally {
      await host.stop();
    }
  },
};
