import { KeptPair, type LibvirtConnection, type OpenConnection } from 'node-libvirt';
import type { Duplex } from 'node:stream';
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
  type PictureEndpoint,
  type PowerAction,
  type RunsBy,
} from '../../hypervisor-driver';
import { askDaemon } from './ask-daemon';
import { activationFiles, removeActivationFiles } from '../../activation-files';
import { displayAnswers } from './display-greeting';
import {
  forgetSnapshots,
  removeSnapshot,
  restoreSnapshot,
  snapshotNames,
  takeSnapshot,
} from './domain-snapshots';
import { defineDomain } from './define-domain';
import { diskRoomOf } from '../disk-room';
import { type HostSide, openHostSide } from '../host-side/index';
import { domainXml } from './domain-xml';
import { readHostFacts } from './host-facts';
import { ImagesPool } from './images-pool';
import {
  clearLeftover,
  findLeftovers,
  findOldProofs,
  ignoring,
  requireNotTheirs,
  takeDomainAway,
} from './leftovers';
import { observeDomain, observeDomains, readRunningDomain, stateOfDomain } from './observe-domain';
import { OverlayDisks } from './overlay-disks';
import { ensurePrivateNetwork } from './private-networks';
import { proveHost } from './prove-host';
import { checkPicture } from './screen-picture';
import { readSerialLog } from './serial-log';
import { isLibvirtError } from './translate-fault';
import { watchDomains } from './watch-domains';

/** The URI of a daemon that runs as an ordinary user. */
const IS_SESSION = /^[^?]*\/session(\?|$)/;

/** Which host, and where on it things are. */
export interface LibvirtPlace {
  uri: string;
  imagesDirectory: string;
  socketsDirectory: string;
  /** Which Virlab it is for, 16 hex digits: what carries another's mark is neither taken over nor cleared. */
  installation: string;
}

/**
 * Machines on a libvirt daemon, of this computer or of one that is reached by ssh. Two connections, so that slow calls never keep quick ones, events and
 * pings waiting. Display and serial log of each activation are files of their own in `socketsDirectory`.
 */
export class LibvirtDriver implements HypervisorDriver {
  readonly cannot: ReadonlySet<Ability>;
  readonly shows = 'picture';
  private readonly connections: KeptPair;
  private readonly side: HostSide;
  private readonly images: ImagesPool;
  private readonly disks: OverlayDisks;

  constructor(
    private readonly place: LibvirtPlace,
    open?: OpenConnection,
  ) {
    this.connections = new KeptPair(place.uri, open ? { open } : {});
    this.side = openHostSide(place.uri);
    this.images = new ImagesPool(place.imagesDirectory);
    this.disks = new OverlayDisks(this.images, this.side, place.installation);
    // A daemon of an ordinary user may make no bridge.
    this.cannot = new Set(IS_SESSION.test(place.uri) ? (['private-network'] as const) : []);
  }

  async facts(): Promise<HostFacts> {
    const facts = await askDaemon('reading the host', this.connections.quick, readHostFacts);
    return { ...facts, ...(await diskRoomOf(this.side, this.images.directory)) };
  }

  async prove(guest: GuestSpec & { readyLine: string | null }): Promise<HostProof> {
    await this.removeOldProofs();
    return proveHost(
      {
        powerOn: async (machine, kind) => {
          await this.prepare(machine, { fresh: true });
          await this.start(machine, 1, kind);
        },
        said: ({ id }) => readSerialLog(this.side, this.files(id, 1).serialLog),
        isRunning: async ({ id }) => (await this.observe(id)).state === 'running',
        takeAway: ({ id }) => this.remove(id),
      },
      guest,
    );
  }

  async prepare(machine: MachineSpec, { fresh }: { fresh: boolean }): Promise<void> {
    await askDaemon(`preparing the disk of ${machine.name}`, this.connections.slow, async (connection) => {
      if (fresh) {
        const { state } = await stateOfDomain(connection, machine.id);
        if (!['absent', 'stopped', 'crashed'].includes(state)) {
          throw new DriverError('wrong-state', `${machine.name} is ${state}, expected it to be off`);
        }
        if (state !== 'absent') await requireNotTheirs(connection, machine.id, this.place.installation);
        await forgetSnapshots(connection, machine.id);
        await this.disks.delete(connection, machine.id);
      }
      await this.disks.ensure(connection, machine);
    });
  }

  async start(machine: MachineSpec, activation: number, runsBy: RunsBy): Promise<DisplayEndpoint> {
    if (runsBy === 'simulated' || runsBy === 'lxc') {
      throw new DriverError('unsupported', `a host of QEMU runs nothing by ${runsBy}`);
    }
    const files = this.files(machine.id, activation);
    const display = this.endpoint(files.display);
    const { installation } = this.place;
    const wire = machine.network.kind === 'private' ? machine.network.name : null;
    if (wire !== null && this.cannot.has('private-network')) {
      throw new DriverError('unsupported', 'a daemon of an ordinary user makes no private networks');
    }
    return askDaemon(`starting ${machine.name}`, this.connections.slow, async (connection) => {
      const { state } = await stateOfDomain(connection, machine.id);
      if (['running', 'paused', 'stopping'].includes(state)) {
        const running = await readRunningDomain(connection, machine.id);
        if (running.activation === activation) return display;
        throw new DriverError(
          'wrong-state',
          `${machine.name} is ${state} in activation ${running.activation}, expected it to be off or in ${activation}`,
        );
      }
      if (state !== 'absent') await requireNotTheirs(connection, machine.id, installation);
      await removeActivationFiles(this.side, this.place.socketsDirectory, machine.id);
      const disk = await this.disks.pathOf(connection, machine.id);
      const network = wire === null ? null : await ensurePrivateNetwork(connection, wire, installation);
      const xml = domainXml(machine, { activation, runsBy, disk, files, installation, network });
      const domain = await defineDomain(connection, machine, xml);
      await connection.domains.create(domain);
      return display;
    });
  }

  async power(machineId: string, action: PowerAction): Promise<void> {
    const ref = { uuid: machineId };
    await this.order(`${action} of ${machineId}`, machineId, async ({ domains }) => {
      if (action === 'shutdown') await domains.shutdown(ref, 'acpi');
      else if (action === 'reset') await domains.reset(ref);
      else if (action === 'pause') await domains.suspend(ref);
      else if (action === 'resume') await domains.resume(ref);
      else await ignoring(['operation-invalid', 'no-domain'], domains.destroy(ref));
    });
  }

  async remove(machineId: string): Promise<void> {
    await this.order(`removing ${machineId}`, machineId, async (connection) => {
      await takeDomainAway(connection, machineId);
      await this.disks.delete(connection, machineId);
    });
    await removeActivationFiles(this.side, this.place.socketsDirectory, machineId);
  }

  async snapshot(machineId: string, name: string): Promise<{ bytes: number | null }> {
    await this.order(`taking snapshot ${name} of ${machineId}`, machineId, (connection) =>
      takeSnapshot(connection, machineId, name),
    );
    // It shares the disk's file: what it costs is what the disk grows by from now on.
    return { bytes: null };
  }

  async restore(machineId: string, name: string): Promise<void> {
    await this.order(`restoring snapshot ${name} of ${machineId}`, machineId, (connection) =>
      restoreSnapshot(connection, machineId, name),
    );
  }

  async removeSnapshot(machineId: string, name: string): Promise<void> {
    await this.order(`removing snapshot ${name} of ${machineId}`, machineId, (connection) =>
      removeSnapshot(connection, machineId, name),
    );
  }

  async snapshots(machineId: string): Promise<string[]> {
    return askDaemon(`listing snapshots of ${machineId}`, this.connections.quick, (connection) =>
      snapshotNames(connection, machineId),
    );
  }

  async leftovers(): Promise<Leftover[]> {
    return askDaemon('looking for leftovers', this.connections.slow, (connection) =>
      findLeftovers(connection, this.whereLeft()),
    );
  }

  async clear(leftover: Leftover): Promise<void> {
    await askDaemon(`clearing ${leftover.kind} ${leftover.name}`, this.connections.slow, (connection) =>
      clearLeftover(connection, this.whereLeft(), leftover),
    );
    if (leftover.kind === 'domain' && leftover.machineId !== null) {
      await removeActivationFiles(this.side, this.place.socketsDirectory, leftover.machineId);
    }
  }

  async observe(machineId: string): Promise<Observation> {
    return askDaemon(`looking at ${machineId}`, this.connections.quick, (connection) =>
      observeDomain(connection, machineId, this.side),
    );
  }

  async observeAll(): Promise<Map<string, Observation>> {
    return askDaemon('looking at all machines', this.connections.quick, observeDomains);
  }

  async signs(machineId: string, activation: number, readyLine: string | null): Promise<GuestSigns> {
    const { display, serialLog } = this.files(machineId, activation);
    const picture = await displayAnswers(this.side, display);
    if (readyLine === null) return { picture, ready: null };
    const said = await readSerialLog(this.side, serialLog);
    return { picture, ready: said === null ? null : said.includes(readyLine) };
  }

  watch(hearer: DriverHearer): () => Promise<void> {
    return watchDomains(this.connections.quick, hearer);
  }

  openPicture(path: string): Promise<Duplex> {
    return this.side.connect(path, 'screen');
  }

  async openText(machineId: string): Promise<never> {
    throw new DriverError(
      'unsupported',
      `${machineId} shows pictures, expected a machine with a text console`,
    );
  }

  async screen(machineId: string): Promise<Uint8Array | null> {
    return askDaemon(`taking a picture of ${machineId}`, this.connections.quick, async ({ domains }) => {
      try {
        const { mime, bytes } = await domains.screenshot({ uuid: machineId });
        return checkPicture(bytes, mime);
      } catch (error) {
        if (isLibvirtError(error, 'operation-invalid') || isLibvirtError(error, 'no-domain')) return null;
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.connections.close(), this.side.close()]);
  }

  /** A broker that was killed while it proved a host has left a guest behind. */
  private async removeOldProofs(): Promise<void> {
    const found = await askDaemon('listing old proofs', this.connections.slow, (connection) =>
      findOldProofs(connection, this.whereLeft()),
    );
    for (const machineId of found) await this.remove(machineId);
  }

  private whereLeft() {
    return { images: this.images, installation: this.place.installation };
  }

  private endpoint(path: string): PictureEndpoint {
    return { kind: this.side.sockets, path };
  }

  private files(machineId: string, activation: number) {
    return activationFiles(this.place.socketsDirectory, machineId, activation);
  }

  /** Does something to a machine, unless it is another installation's. */
  private async order(
    doing: string,
    machineId: string,
    work: (connection: LibvirtConnection) => Promise<void>,
  ): Promise<void> {
    await askDaemon(doing, this.connections.slow, async (connection) => {
      await requireNotTheirs(connection, machineId, this.place.installation);
      await work(connection);
    });
  }
}
