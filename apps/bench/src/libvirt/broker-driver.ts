import path from 'node:path';
import { runnerImport } from 'vite';

const SERVER = path.resolve(import.meta.dirname, '../../../server');

/** What is asked of a machine by its spec; see the server's `MachineSpec`. */
export interface BenchMachine {
  id: string;
  name: string;
  owner: string;
  pool: string;
  imagePath: string;
  memoryMiB: number;
  vcpus: number;
  network: { kind: 'none' };
}

/** The part of the broker's libvirt driver that makes and starts a machine. */
export interface BrokerDriver {
  prepare(machine: BenchMachine, how: { fresh: boolean }): Promise<void>;
  start(machine: BenchMachine, activation: number, runsBy: 'qemu'): Promise<unknown>;
  remove(machineId: string): Promise<void>;
  close(): Promise<void>;
}

/** The broker's own driver, as the server has it, for a host. */
export async function brokerDriver(place: {
  uri: string;
  imagesDirectory: string;
  socketsDirectory: string;
}): Promise<BrokerDriver> {
  const file = path.join(SERVER, 'src/hypervisors/drivers/libvirt/libvirt-driver.ts');
  const { module } = await runnerImport<{
    LibvirtDriver: new (at: typeof place & { installation: string }) => BrokerDriver;
  }>(file, {
    root: SERVER,
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
  });
  return new module.LibvirtDriver({ ...place, installation: 'be'.repeat(8) });
}
