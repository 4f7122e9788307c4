import type { Duplex } from 'node:stream';
import { KeptPair, LIST_DOMAINS, type LibvirtConnection } from 'node-libvirt';
import {
  type Ability,
  type DisplayEndpoint,
  DriverError,
  type DriverHearer,
  type GuestSigns,
  type GuestSpec,
  type HostFacts,
  type HostProof,
  type HypervisorDriver,
  type Leftover,
  type MachineSpec,
  type Observation,
  type ObservedState,
  type PowerAction,
  type RunsBy,
} from '../../hypervisor-driver';
import { askDaemon } from '../libvirt/ask-daemon';
import { diskRoomOf } from '../disk-room';
import { localSide } from '../host-side/index';
import { requireSnapshotName } from '../names';
import { ignoring, requireNotTheirs } from '../libvirt/leftovers';
import { observedState, readRunningDomain } from '../libvirt/observe-domain';
import { proveHost } from '../libvirt/prove-host';
import { isLibvirtError } from '../libvirt/translate-fault';
import { watchDomains } from '../libvirt/watch-domains';
import {
  clearContainerLeftover,
  findContainerLeftovers,
  findOldContainerProofs,
  takeContainerAway,
} from './container-leftovers';
import { containerXml } from './container-xml';
import { RootTrees } from './root-trees';
import { TextConsoles } from './text-consoles';

/** Which host, and where on it root file systems are. */
export interface LxcPlace {
  uri: string;
  imagesDirectory: string;
  /** Which Virlab it is for, 16 hex digits: what carries another's mark is neither taken over nor cleared. */
  installation: string;
}

/**
 * Machines as containers of a libvirt daemon on this computer (driver `lxc`). Each has a root file system of its own and a
 * text console; what containers lack is in `cannot`, and refused as `unsupported`.
 */
export class LxcDriver implements HypervisorDriver {
  readonly cannot: ReadonlySet<Ability> = new Set(['reset', 'snapshot', 'private-network']);
  readonly shows = 'text';
  private readonly connections: KeptPair;
  private readonly trees: RootTrees;
  private readonly consoles = new TextConsoles();

  constructor(place: LxcPlace) {
    this.connections = new KeptPair(place.uri);
    this.trees = new RootTrees(place.imagesDirectory, place.installation);
  }

  async facts(): Promise<HostFacts> {
    const facts = await askDaemon('reading the host', this.connections.quick, async ({ host }) => {
      const info = await host.info();
      return {
        version: `LXC of Linux ${await host.version()}, libvirt ${await host.libVersion()}`,
        memoryMiB: Math.floor(info.memoryKiB / 1_024),
        freeMemoryMiB: Math.floor((await host.freeMemory()) / 1_048_576),
        vcpus: info.cpus,
      };
    });
    return { ...facts, ...(await diskRoomOf(localSide, this.trees.directory)) };
  }

  async prove(guest: GuestSpec & { readyLine: string | null }): Promise<HostProof> {
    const old = await askDaemon('listing old proofs', this.connections.slow, (connection) =>
      findOldContainerProofs(connection, this.trees),
    );
    for (const machineId of old) await this.remove(machineId);
    return proveHost(
      {
        powerOn: async (machine) => {
          await this.prepare(machine, { fresh: true });
          await this.start(machine, 1, 'lxc');
        },
        said: ({ id }) => this.consoles.said(id, 1),
        isRunning: async ({ id }) => (await this.observe(id)).state === 'running',
        takeAway: ({ id }) => this.remove(id),
      },
      guest,
      ['lxc'],
    );
  }

  async prepare(machine: MachineSpec, { fresh }: { fresh: boolean }): Promise<void> {
    if (machine.diskGiB !== undefined) {
      throw new DriverError(
        'unsupported',
        `the disk of a container has no size, expected none of ${machine.diskGiB} GiB`,
      );
    }
    await askDaemon(`preparing ${machine.name}`, this.connections.slow, async (connection) => {
      if (fresh) {
        const { state } = await this.look(connection, machine.id);
        if (!isOff(state))
          throw new DriverError('wrong-state', `${machine.name} is ${state}, expected it to be off`);
        await this.trees.delete(machine.id);
      }
      await this.trees.ensure(machine);
    });
  }

  async start(machine: MachineSpec, activation: number, runsBy: RunsBy): Promise<DisplayEndpoint> {
    if (runsBy !== 'lxc')
      throw new DriverError('unsupported', `a host of containers runs nothing by ${runsBy}`);
    if (machine.network.kind === 'private') {
      throw new DriverError('unsupported', 'a host of containers makes no private networks');
    }
    return askDaemon(`starting ${machine.name}`, this.connections.slow, async (connection) => {
      const { state, display } = await this.look(connection, machine.id);
      if (!isOff(state)) {
        if (display?.kind === 'text' && display.activation === activation) return display;
        throw new DriverError(
          'wrong-state',
          `${machine.name} is ${state}, expected it to be off or in ${activation}`,
        );
      }
      if (state !== 'absent') await requireNotTheirs(connection, machine.id, this.trees.installation);
      await this.consoles.forget(machine.id);
      const { installation } = this.trees;
      const root = this.trees.rootOf(machine.id);
      const domain = await connection.domains.defineXml(
        containerXml(machine, { activation, root, installation }),
      );
      await connection.domains.create(domain);
      // From its first word on: whether it is ready is only heard here. One that has ended already said all it will.
      await this.consoles
        .listen(await this.connections.quick.get(), machine.id, activation)
        .catch(() => undefined);
      return { kind: 'text', activation };
    });
  }

  async power(machineId: string, action: PowerAction): Promise<void> {
    const ref = { uuid: machineId };
    await askDaemon(`${action} of ${machineId}`, this.connections.slow, async (connection) => {
      const { domains } = connection;
      await requireNotTheirs(connection, machineId, this.trees.installation);
      if (action === 'shutdown') return domains.shutdown(ref);
      if (action === 'pause') return domains.suspend(ref);
      if (action === 'resume') return domains.resume(ref);
      if (action === 'force-off') return ignoring(['operation-invalid', 'no-domain'], domains.destroy(ref));
      const { state } = await this.look(connection, machineId);
      if (state === 'absent') throw new DriverError('not-found', `no machine ${machineId}`);
      if (isOff(state)) throw new DriverError('wrong-state', `${machineId} is ${state}, expected it to run`);
      throw new DriverError('unsupported', 'a container has no reset button');
    });
  }

  async remove(machineId: string): Promise<void> {
    await askDaemon(`removing ${machineId}`, this.connections.slow, async (connection) => {
      await requireNotTheirs(connection, machineId, this.trees.installation);
      await takeContainerAway(connection, machineId);
      await this.consoles.forget(machineId);
      await this.trees.delete(machineId);
    });
  }

  async snapshot(machineId: string, name: string): Promise<never> {
    throw noSnapshots(machineId, name);
  }

  async restore(machineId: string, name: string): Promise<never> {
    throw noSnapshots(machineId, name);
  }

  async removeSnapshot(machineId: string, name: string): Promise<never> {
    throw noSnapshots(machineId, name);
  }

  async snapshots(): Promise<string[]> {
    return [];
  }

  async leftovers(): Promise<Leftover[]> {
    return askDaemon('looking for leftovers', this.connections.slow, (connection) =>
      findContainerLeftovers(connection, this.trees),
    );
  }

  async clear(leftover: Leftover): Promise<void> {
    await askDaemon(`clearing ${leftover.kind} ${leftover.name}`, this.connections.slow, (connection) =>
      clearContainerLeftover(connection, this.trees, leftover),
    );
  }

  async observe(machineId: string): Promise<Observation> {
    return askDaemon(`looking at ${machineId}`, this.connections.quick, (connection) =>
      this.look(connection, machineId),
    );
  }

  /** This engine has no statistics of all at once, but lists by state. */
  async observeAll(): Promise<Map<string, Observation>> {
    return askDaemon('looking at all machines', this.connections.quick, async ({ domains }) => {
      const found = new Map<string, Observation>();
      for (const [flag, state] of BY_FLAG) {
        for (const { uuid } of await domains.list(LIST_DOMAINS[flag])) found.set(uuid, { state });
      }
      return found;
    });
  }

  async signs(machineId: string, activation: number, readyLine: string | null): Promise<GuestSigns> {
    const { display } = await this.observe(machineId);
    const picture = display?.kind === 'text' && display.activation === activation;
    if (readyLine === null) return { picture, ready: null };
    const said = await this.consoles.said(machineId, activation);
    return { picture, ready: said === null ? null : said.includes(readyLine) };
  }

  watch(hearer: DriverHearer): () => Promise<void> {
    return watchDomains(this.connections.quick, hearer);
  }

  openPicture(path: string): Promise<never> {
    return Promise.reject(new DriverError('unsupported', `${path} is no display of another computer`));
  }

  async openText(machineId: string, activation: number): Promise<Duplex> {
    return askDaemon(`opening the console of ${machineId}`, this.connections.quick, async (connection) => {
      const { state, display } = await this.look(connection, machineId);
      if (state === 'absent') throw new DriverError('not-found', `no machine ${machineId}`);
      if (display?.kind !== 'text' || display.activation !== activation) {
        throw new DriverError(
          'wrong-state',
          `${machineId} is ${state}, expected it to run in activation ${activation}`,
        );
      }
      return this.consoles.view(connection, machineId, activation);
    });
  }

  async screen(): Promise<null> {
    return null;
  }

  async close(): Promise<void> {
    await this.consoles.close();
    await this.connections.close();
  }

  private async look(connection: LibvirtConnection, machineId: string): Promise<Observation> {
    try {
      const { state, reasonName } = await connection.domains.state({ uuid: machineId });
      const observed = observedState(state, reasonName);
      if (observed !== 'running' && observed !== 'paused') return { state: observed, reason: reasonName };
      const { activation } = await readRunningDomain(connection, machineId);
      return { state: observed, reason: reasonName, display: { kind: 'text', activation } };
    } catch (error) {
      if (isLibvirtError(error, 'no-domain')) return { state: 'absent' };
      throw error;
    }
  }
}

const BY_FLAG = [
  ['shutoff', 'stopped'],
  ['other', 'stopping'],
  ['paused', 'paused'],
  ['running', 'running'],
] as const satisfies readonly [keyof typeof LIST_DOMAINS, ObservedState][];

function isOff(state: ObservedState): boolean {
  return ['absent', 'stopped', 'crashed'].includes(state);
}

function noSnapshots(machineId: string, name: string): DriverError {
  requireSnapshotName(name);
  return new DriverError('unsupported', `${machineId} is a container, of which there are no snapshots`);
}
