import { mkdirSync } from 'node:fs';
import { activationFiles, removeActivationFiles } from '../../activation-files';
import { localSide } from '../host-side/index';
import { privateNetworkName, requireSnapshotName } from '../names';
import {
  type Ability,
  type DisplayEndpoint,
  DriverError,
  type DriverHearer,
  type GuestSigns,
  type HostFacts,
  type HostProof,
  type HypervisorDriver,
  type Leftover,
  type MachineSpec,
  type Observation,
  type ObservedState,
  type PowerAction,
} from '../../hypervisor-driver';
import { SimulatedDisplay } from './simulated-display';
import { SimulatedGuest } from './simulated-guest';
import { SCREEN } from './text-screen';

/** How long things take, in milliseconds. */
export interface SimulatedDelays {
  /** Until an order shows its effect. */
  order: number;
  /** From power-on to the prompt. */
  boot: number;
  /** From the power button to power-off. */
  shutdown: number;
}

export const USUAL_DELAYS: SimulatedDelays = { order: 60, boot: 2_500, shutdown: 1_200 };

/** Does something later; answers how to call it off. */
export type After = (milliseconds: number, work: () => void) => () => void;

const realAfter: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
};

const MEMORY_MIB = 65_536;

/** A machine that only pretends. */
interface Simulated {
  /** Which Virlab made it. */
  installation: string;
  state: ObservedState;
  reason: string;
  activation: number;
  isReady: boolean;
  memoryMiB: number;
  network: string | null;
  snapshots: Set<string>;
  guest?: SimulatedGuest;
  display?: SimulatedDisplay;
  /** Calls off what is still to happen to it. */
  pending: Set<() => void>;
}

/** What is on a simulated host, whoever made it; of networks, who did. */
export interface SimulatedHost {
  machines: Map<string, Simulated>;
  networks: Map<string, string>;
}

/**
 * A host that runs no machines but behaves as one: orders are taken at once and settle later, a power button pressed
 * during boot is lost, each start has a display of its own on which a small shell answers. Kept in memory only.
 */
export class SimulatedDriver implements HypervisorDriver {
  readonly cannot: ReadonlySet<Ability> = new Set();
  readonly shows = 'picture';
  /** What is there; another installation's driver may be given the same. */
  readonly host: SimulatedHost;
  private readonly installation: string;
  private readonly hearers = new Set<DriverHearer>();

  /** @param directory - where displays are; made when missing, open to its owner alone */
  constructor(
    private readonly directory: string,
    private readonly delays: SimulatedDelays = USUAL_DELAYS,
    private readonly after: After = realAfter,
    {
      installation = '0'.repeat(16),
      host = { machines: new Map(), networks: new Map() },
    }: { installation?: string; host?: SimulatedHost } = {},
  ) {
    this.installation = installation;
    this.host = host;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  async facts(): Promise<HostFacts> {
    const used = [...this.machines.values()].reduce((sum, one) => sum + (one.guest ? one.memoryMiB : 0), 0);
    return { version: 'simulated', memoryMiB: MEMORY_MIB, freeMemoryMiB: MEMORY_MIB - used, vcpus: 32 };
  }

  async prove(): Promise<HostProof> {
    return { kind: 'simulated', bootMilliseconds: this.delays.boot };
  }

  async prepare(machine: MachineSpec, { fresh }: { fresh: boolean }): Promise<void> {
    const found = this.machines.get(machine.id);
    if (found) this.requireOurs(machine.id, found);
    if (found?.guest && fresh) {
      throw new DriverError('wrong-state', `${machine.name} is ${found.state}, expected it to be off`);
    }
    if (!found || fresh) {
      this.machines.set(machine.id, {
        installation: this.installation,
        state: 'stopped',
        reason: 'new',
        activation: 0,
        isReady: false,
        memoryMiB: machine.memoryMiB,
        network: null,
        snapshots: new Set(),
        pending: new Set(),
      });
    }
  }

  async start(machine: MachineSpec, activation: number): Promise<DisplayEndpoint> {
    const one = this.get(machine.id);
    if (one.guest) {
      if (one.activation === activation && one.display) return one.display.endpoint;
      throw new DriverError('wrong-state', `${machine.name} is ${one.state} in activation ${one.activation}`);
    }
    await removeActivationFiles(localSide, this.directory, machine.id);
    const guest = new SimulatedGuest(
      machine.name,
      {
        off: () => this.powerOff(machine.id, one, this.delays.shutdown, 'shutdown'),
        restart: () => this.reset(machine.id, one),
      },
      () => one.display?.drawn(),
    );
    one.guest = guest;
    one.activation = activation;
    one.network =
      machine.network.kind === 'private' ? privateNetworkName(this.installation, machine.network.name) : null;
    if (one.network) this.host.networks.set(one.network, this.installation);
    one.display = await SimulatedDisplay.open(
      activationFiles(this.directory, machine.id, activation).display,
      {
        name: machine.name,
        ...SCREEN,
        pixels: () => guest.screen.pixels,
        press: (keysym) => {
          if (one.state === 'running') guest.press(keysym);
        },
      },
    );
    this.become(machine.id, one, 'running', 'booted');
    this.boot(one);
    return one.display.endpoint;
  }

  async power(machineId: string, action: PowerAction): Promise<void> {
    const one = this.get(machineId);
    if (!one.guest) {
      if (action === 'force-off') return;
      throw new DriverError('wrong-state', `${machineId} is ${one.state}, expected it to run`);
    }
    if (action === 'force-off') return this.powerOff(machineId, one, this.delays.order, 'destroyed');
    if (action === 'reset') return this.later(one, this.delays.order, () => this.reset(machineId, one));
    if (action === 'shutdown') {
      if (!one.isReady || one.state !== 'running') return;
      one.guest.goDown();
      return this.powerOff(machineId, one, this.delays.shutdown, 'shutdown');
    }
    const state = action === 'pause' ? 'paused' : 'running';
    this.later(one, this.delays.order, () => {
      if (one.state !== state) this.become(machineId, one, state, 'user');
    });
  }

  async remove(machineId: string): Promise<void> {
    const one = this.machines.get(machineId);
    if (!one) return;
    this.requireOurs(machineId, one);
    this.machines.delete(machineId);
    await this.letGo(one);
  }

  async snapshot(machineId: string, name: string): Promise<{ bytes: number | null }> {
    requireSnapshotName(name);
    this.getOff(machineId).snapshots.add(name);
    return { bytes: null };
  }

  async restore(machineId: string, name: string): Promise<void> {
    if (this.getOff(machineId).snapshots.has(name)) return;
    throw new DriverError('not-found', `no snapshot ${name} of ${machineId}`);
  }

  async removeSnapshot(machineId: string, name: string): Promise<void> {
    if (this.machines.has(machineId)) this.getOff(machineId).snapshots.delete(name);
  }

  async snapshots(machineId: string): Promise<string[]> {
    return [...(this.machines.get(machineId)?.snapshots ?? [])];
  }

  async leftovers(): Promise<Leftover[]> {
    const domains = [...this.machines]
      .filter(([, { installation }]) => installation === this.installation)
      .map(([id]) => ({ kind: 'domain' as const, name: id, machineId: id, isOurs: true }));
    const networks = [...this.host.networks]
      .filter(([, installation]) => installation === this.installation)
      .map(([name]) => ({ kind: 'network' as const, name, machineId: null, isOurs: true }));
    return [...domains, ...networks];
  }

  async clear({ kind, name }: Leftover): Promise<void> {
    if (kind === 'domain') await this.remove(name);
    if (kind !== 'network' || !this.host.networks.has(name)) return;
    if (this.host.networks.get(name) !== this.installation)
      throw new DriverError('refused', `network ${name} was made by another Virlab, expected ours`);
    this.host.networks.delete(name);
  }

  async observe(machineId: string): Promise<Observation> {
    const one = this.machines.get(machineId);
    if (!one) return { state: 'absent' };
    const { state, reason, display } = one;
    return { state, reason, ...(display ? { display: display.endpoint } : {}) };
  }

  async observeAll(): Promise<Map<string, Observation>> {
    return new Map([...this.machines].map(([id, { state, reason }]) => [id, { state, reason }]));
  }

  async signs(machineId: string, activation: number, readyLine: string | null): Promise<GuestSigns> {
    const one = this.machines.get(machineId);
    const isIt = one?.activation === activation;
    return {
      picture: Boolean(isIt && one.display),
      ready: readyLine === null ? null : Boolean(isIt && one.isReady),
    };
  }

  watch(hearer: DriverHearer): () => Promise<void> {
    this.hearers.add(hearer);
    queueMicrotask(() => {
      if (this.hearers.has(hearer)) hearer.back();
    });
    return async () => void this.hearers.delete(hearer);
  }

  openPicture(path: string): Promise<never> {
    return Promise.reject(new DriverError('unsupported', `${path} is no display of another computer`));
  }

  async openText(machineId: string): Promise<never> {
    throw new DriverError(
      'unsupported',
      `${machineId} shows pictures, expected a machine with a text console`,
    );
  }

  async screen(machineId: string): Promise<Uint8Array | null> {
    return this.machines.get(machineId)?.guest?.screen.picture() ?? null;
  }

  async close(): Promise<void> {
    this.hearers.clear();
    const own = [...this.machines].filter(([, { installation }]) => installation === this.installation);
    await Promise.all(own.map(([, one]) => this.letGo(one)));
    for (const [id] of own) this.machines.delete(id);
  }

  private get machines(): Map<string, Simulated> {
    return this.host.machines;
  }

  private requireOurs(machineId: string, { installation }: Simulated): void {
    if (installation === this.installation) return;
    throw new DriverError('refused', `${machineId} was made by another Virlab, expected ours or none`);
  }

  private get(machineId: string): Simulated {
    const one = this.machines.get(machineId);
    if (!one) throw new DriverError('not-found', `no machine ${machineId}, expected one that was prepared`);
    this.requireOurs(machineId, one);
    return one;
  }

  private getOff(machineId: string): Simulated {
    const one = this.get(machineId);
    if (!one.guest) return one;
    throw new DriverError('wrong-state', `${machineId} is ${one.state}, expected it to be off`);
  }

  private boot(one: Simulated): void {
    one.isReady = false;
    this.later(one, this.delays.boot, () => {
      one.isReady = true;
      one.guest?.becomeReady();
    });
  }

  private reset(machineId: string, one: Simulated): void {
    this.callOff(one);
    this.boot(one);
    this.tell(machineId, 'reboot');
  }

  private powerOff(machineId: string, one: Simulated, milliseconds: number, reason: string): void {
    one.isReady = false;
    this.later(one, milliseconds, () => {
      void this.letGo(one);
      this.become(machineId, one, 'stopped', reason);
    });
  }

  private become(machineId: string, one: Simulated, state: ObservedState, reason: string): void {
    one.state = state;
    one.reason = reason;
    this.tell(machineId, `${state}: ${reason}`);
  }

  private tell(machineId: string, what: string): void {
    for (const hearer of this.hearers) hearer.changed({ machineId, what });
  }

  private later(one: Simulated, milliseconds: number, work: () => void): void {
    const callOff = this.after(milliseconds, () => {
      one.pending.delete(callOff);
      work();
    });
    one.pending.add(callOff);
  }

  private callOff(one: Simulated): void {
    for (const callOff of one.pending) callOff();
    one.pending.clear();
  }

  private async letGo(one: Simulated): Promise<void> {
    this.callOff(one);
    const { display } = one;
    delete one.guest;
    delete one.display;
    one.isReady = false;
    await display?.close();
  }
}
