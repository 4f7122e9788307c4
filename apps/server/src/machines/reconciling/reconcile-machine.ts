import { Injectable } from '@nestjs/common';
import {
  DriverError,
  DriverPool,
  type HostEntity,
  Hosts,
  type HypervisorDriver,
} from '../../hypervisors/index';
import { type FullPool, Pools } from '../../pools/index';
import { Clock, Log } from '../../platform/index';
import { hasReached } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { MachineSpecs } from './machine-spec';
import { Machines } from '../machines';
import { PlaceMachine } from '../placement/place-machine';
import { afterFault, afterSuccess, type Asked, type Circumstances, nextStep, type Step } from './next-step';
import { type SnapshotsAfter, stepOfSnapshots } from '../snapshots/snapshots-follow';
import type { LookAgain } from './work-queue';

/** More steps than any way from one state to another has; what takes more is looked at again later. */
const MOST_STEPS = 30;
const LATER_MS = 2_000;
/** Room that is given back is told at once by this server; another one that shares the database tells nobody. */
const WAITING_MS = 5_000;

/** Everything that one look at a machine needs. */
interface Scene {
  machine: MachineEntity;
  pool: FullPool;
  host: HostEntity;
  driver: HypervisorDriver;
}

/**
 * Brings one machine to what is wanted of it: looks, asks `nextStep`, does that one thing, looks again. Whatever stops
 * it in between, the next run goes on from what it finds. Never two runs for one machine at a time.
 */
@Injectable()
export class ReconcileMachine {
  private readonly asked = new Map<string, Asked>();

  constructor(
    private readonly rows: MachineRepository,
    private readonly machines: Machines,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly drivers: DriverPool,
    private readonly place: PlaceMachine,
    private readonly specs: MachineSpecs,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Answers when to look again; null when only news can change anything; `placed` when it goes on on the host that it
   * was just given room on.
   */
  async run(machineId: string): Promise<LookAgain | 'placed'> {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const scene = await this.sceneOf(machineId);
      // A host that is silent tells when it is back, and then everything on it is looked at.
      if (!scene || scene.host.health === 'silent') return null;
      const again = await this.stepOnce(scene);
      if (again !== 'go on') return again;
    }
    return LATER_MS;
  }

  private async stepOnce(scene: Scene): Promise<LookAgain | 'placed' | 'go on'> {
    const { machine, driver } = scene;
    let circumstances: Circumstances | undefined;
    let step: Step = { do: 'nothing' };
    try {
      const found = await driver.observe(machine.id);
      circumstances = await this.circumstancesOf(scene, found.state);
      step = nextStep(machine, found, circumstances);
      if (step.do === 'nothing') this.asked.delete(machine.id);
      if (step.do === 'nothing') return null;
      if (step.do === 'wait') return step.milliseconds;
      if (step.do === 'write') return await this.write(scene, step.changes, step.why);
      if (step.do === 'place') return await this.placeOnce(scene);
      const first = this.specs.beforeStep(machine, scene.pool, step);
      if (first) return await this.write(scene, first, 'version');
      await this.carryOut(scene, step);
      const within = await stepOfSnapshots(driver, machine.id, step, this.clock.now());
      const after = afterSuccess(machine, step, this.clock.now());
      const version = await this.specs.afterStep(machine, scene.pool, step);
      if (!after) return 'go on';
      return await this.write(scene, { ...after.changes, ...version }, after.why, within ?? undefined);
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      return this.onFault(scene, step, error, circumstances?.isEntitled ?? false);
    }
  }

  private async placeOnce({ machine, pool }: Scene): Promise<LookAgain | 'placed' | 'go on'> {
    const { memoryMiB, vcpus } = await this.specs.versionOf(machine, pool);
    const placing = await this.place.run(machine, pool, { memoryMiB, vcpus });
    if (placing === 'waits') return WAITING_MS;
    return placing === 'placed' ? 'placed' : 'go on';
  }

  private async carryOut({ machine, pool, host, driver }: Scene, step: Step): Promise<void> {
    if (step.do === 'prepare') {
      const { fresh } = step;
      await driver.prepare(await this.specs.of(machine, pool, { fresh }), { fresh });
    }
    if (step.do === 'start' && host.runsBy) {
      await driver.start(await this.specs.of(machine, pool), machine.activation, host.runsBy);
    }
    if (step.do === 'power') {
      const now = this.clock.now();
      const before = this.asked.get(machine.id);
      const firstAt = before?.action === step.action ? before.firstAt : now;
      this.asked.set(machine.id, { action: step.action, firstAt, lastAt: now });
      await driver.power(machine.id, step.action);
    }
  }

  private async onFault(
    scene: Scene,
    step: Step,
    fault: DriverError,
    isEntitled: boolean,
  ): Promise<LookAgain | 'go on'> {
    const { machine } = scene;
    this.log.warn({ err: fault, code: fault.code, machine: machine.name, step: step.do }, 'a step failed');
    if (fault.code === 'unreachable') return LATER_MS;
    // What may have been done, or was overtaken by something else, shows when it is looked at again.
    if (fault.outcome === 'unknown' || step.do === 'nothing') return LATER_MS;
    const after = afterFault(machine, step, fault, { isEntitled });
    const written = await this.write(scene, after.changes, after.why);
    return written === 'go on' && after.milliseconds > 0 ? after.milliseconds : written;
  }

  /** Whoever wrote first was right: then the machine is read anew, and what is to be done is found out again. */
  private async write(
    { machine, host }: Scene,
    changes: Partial<MachineEntity>,
    why: string,
    within?: SnapshotsAfter,
  ): Promise<'go on'> {
    await this.rows.write(machine, changes, { health: host.health, why, ...(within ? { within } : {}) });
    return 'go on';
  }

  private async sceneOf(machineId: string): Promise<Scene | null> {
    const machine = await this.rows.find(machineId);
    const pool = machine && (await this.pools.withTemplate([machine.poolId])).get(machine.poolId);
    if (!machine || !pool) return null;
    const host = await this.hosts.get(machine.hostId);
    return { machine, pool, host, driver: this.drivers.of(host) };
  }

  private async circumstancesOf(
    { machine, pool, host, driver }: Scene,
    state: string,
  ): Promise<Circumstances> {
    const asked = this.asked.get(machine.id);
    if (asked && asked.firstAt < machine.wantedAt) this.asked.delete(machine.id);
    const isBooting = state === 'running' && machine.wanted === 'running' && hasReached(machine, 'power');
    const isWaitedFor = isBooting && !hasReached(machine, 'ready') && machine.failureCode === null;
    return {
      now: this.clock.now(),
      isEntitled: await this.machines.mayRun(machine),
      isHostProved: host.runsBy !== null,
      signs: isWaitedFor ? await this.signsOf(machine, pool, driver) : null,
      asked: this.asked.get(machine.id) ?? null,
    };
  }

  private async signsOf(machine: MachineEntity, pool: FullPool, driver: HypervisorDriver) {
    const { readyLine } = await this.specs.versionOf(machine, pool);
    return driver.signs(machine.id, machine.activation, readyLine);
  }
}
