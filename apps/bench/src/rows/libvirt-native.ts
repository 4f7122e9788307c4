import { DOMAIN_STATS, LibvirtConnection } from 'node-libvirt';
import { startMockHost } from '../libvirt/mock-host';
import { installNativeBinding, loadNativeBinding, type NativeHypervisor } from '../libvirt/native-binding';
import type { Row } from '../row';

const MACHINES = 5_000;

async function ourMilliseconds(connection: LibvirtConnection): Promise<number> {
  const from = performance.now();
  const all = await connection.domains.statistics({ groups: DOMAIN_STATS.state });
  const states = new Map(all.map(({ domain, values }) => [domain.uuid, values['state.state']]));
  return timeOf(from, states);
}

/** As its users do it: it has no call for many states, and no state without its machine. */
async function nativeMilliseconds(hypervisor: NativeHypervisor): Promise<number> {
  const from = performance.now();
  const domains = await hypervisor.connectListAllDomains();
  const states = new Map(
    await Promise.all(
      domains.map(async (domain) => [await domain.getUUIDString(), (await domain.getInfo()).state] as const),
    ),
  );
  return timeOf(from, states);
}

function timeOf(from: number, states: ReadonlyMap<string, unknown>): number {
  const took = performance.now() - from;
  if (states.size !== MACHINES) throw new Error(`${states.size} machines told, expected ${MACHINES}`);
  return took;
}

/** The same as `libvirt.state_5000_ms`, beside the one native binding that there is. */
export const libvirtNative: Row = {
  id: 'libvirt.state_5000_native',
  what: `the states of ${MACHINES} machines of a real libvirtd (driver for tests) by node-libvirt, connection open`,
  unit: 'ms',
  yardstick: 'the native binding @unraid/libvirt 2.2.1 on the same host, connection open',
  aim: 1,
  runs: 3,
  whyNot: installNativeBinding,
  async measure() {
    const host = await startMockHost(MACHINES);
    try {
      const connection = await LibvirtConnection.open(host.uri);
      const { Hypervisor } = loadNativeBinding();
      const hypervisor = new Hypervisor({ uri: host.uri });
      await hypervisor.connectOpen();
      await ourMilliseconds(connection);
      const value = await ourMilliseconds(connection);
      await nativeMilliseconds(hypervisor);
      const yardstick = await nativeMilliseconds(hypervisor);
      await hypervisor.connectClose();
      await connection.close();
      return { value, yardstick };
    } finally {
      await host.stop();
    }
  },
};
