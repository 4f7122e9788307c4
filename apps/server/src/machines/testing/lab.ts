import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AuditRecorder } from '../../audit/index';
import { readSettings } from '../../config/index';
import { openScratchDatabase } from '../../database/testing/scratch-database';
import { Entitlements } from '../../entitlements/index';
import { entities } from '../../entities';
import { type DriverKind, DriverPool, HostEntity, Hosts, SaveHost } from '../../hypervisors/index';
import { type After, SimulatedDriver } from '../../hypervisors/testing/simulated';
import { FaultyDriver } from '../../hypervisors/testing/faulty-driver';
import { UserEntity } from '../../identity/index';
import { Bus, Log, newId, type Notice, type Viewer } from '../../platform/index';
import { Pools, SavePool, SaveTemplate } from '../../pools/index';
import { Installation } from '../../servers/index';
import { SettableClock } from '../../testing/settable-clock';
import { AllotMachines } from '../allotment/allot-machines';
import { ClaimMachine } from '../allotment/claim-machine';
import { MachineStock } from '../allotment/machine-stock';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { Machines } from '../machines';
import { PlaceMachine } from '../placement/place-machine';

/** A database with one pool on one simulated host that can be made to fail, and the parts of this room over it. */
export async function openLab(engine: 'SQLite' | 'MariaDB' = 'SQLite') {
  const database = await openScratchDatabase(engine, entities);
  const { source } = database;
  const directory = mkdtempSync(path.join(tmpdir(), 'virlab-lab-'));
  const clock = new SettableClock();
  const settings = readSettings({ VIRLAB_PUBLIC_URL: 'http://127.0.0.1:3000', VIRLAB_LOG_LEVEL: 'silent' });
  const log = new Log(settings);
  const bus = new Bus(log);
  const notices: Notice[] = [];
  bus.hear((notice) => notices.push(notice));
  const due: { milliseconds: number; work: () => void }[] = [];
  const after: After = (milliseconds, work) => {
    const entry = { milliseconds, work };
    due.push(entry);
    return () => {
      const at = due.indexOf(entry);
      if (at >= 0) due.splice(at, 1);
    };
  };
  const driver = new FaultyDriver(new SimulatedDriver(directory, undefined, after));
  const kind: DriverKind = {
    name: 'simulated',
    takes: (uri) => uri === 'simulated:',
    faultsOf: () => [],
    open: () => driver,
  };
  const drivers = new DriverPool([kind], settings, await Installation.read(source));
  const hosts = new Hosts(source);
  const pools = new Pools(source);
  const entitlements = new Entitlements(source, clock);
  const audit = new AuditRecorder(source, clock);
  const rows = new MachineRepository(source, audit, bus, clock);
  const machines = new Machines(rows, pools, hosts, entitlements, clock);
  const place = new PlaceMachine(rows, clock);
  const stock = new MachineStock(source, pools, audit, clock);
  const claim = new ClaimMachine(stock, rows, hosts, bus, clock);
  const allot = new AllotMachines(rows, stock, claim, pools, entitlements, bus, clock);

  await source.transaction(async (manager) => {
    await new SaveHost([kind], clock, bus).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
    const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
    await new SaveTemplate(clock).run({ ...template, readyLine: 'ready' }, manager);
    await new SavePool(clock, bus).run(
      { id: 'cs101-linux', title: 'Linux', templateId: 't1', hostId: 'h1', classId: null },
      manager,
    );
    await manager.update(
      HostEntity,
      { id: 'h1' },
      { health: 'ok', runsBy: 'simulated', foundMemoryMiB: 65_536, foundVcpus: 32 },
    );
  });
  const userId = newId();
  await source.getRepository(UserEntity).insert({
    ...{ id: userId, displayName: 'Ana Silva', createdAt: clock.now(), lastSignInAt: null },
  });
  const viewer: Viewer = {
    ...{ userId, displayName: 'Ana Silva', sessionId: newId(), roles: [], teaches: [] },
    abilities: ['machines.own'],
  };

  const lab = {
    ...{
      source,
      clock,
      bus,
      notices,
      log,
      driver,
      drivers,
      hosts,
      pools,
      entitlements,
      audit,
      rows,
      machines,
    },
    ...{ stock, claim, settings },
    ...{ allot, place, userId, viewer },
    /** Gives the person the pool, or takes it away. */
    async entitle(quota: { vms?: number } | null | 'none' = null, graceDays?: number): Promise<void> {
      const grant = {
        ...{ kind: 'pool' as const, ref: 'cs101-linux', asRole: null, scope: null, validUntil: null },
        ...{ ruleId: 'r1', ruleName: 'Members of CS101', values: [{ attr: 'course', value: 'cs101' }] },
        graceDays: graceDays ?? null,
      };
      await source.transaction((manager) =>
        entitlements.replace(
          userId,
          quota === 'none' ? [] : [{ ...grant, quota }],
          { policyVersion: 3, at: clock.now() },
          manager,
        ),
      );
    },
    /** The person's one machine. */
    async machine(): Promise<MachineEntity> {
      await allot.run(userId);
      const [machine] = await rows.ofOwner(userId);
      if (!machine) throw new Error('no machine was allotted');
      return machine;
    },
    /** Writes what somebody wants, as an action does. */
    async want(changes: Partial<MachineEntity>): Promise<void> {
      clock.advance(1);
      const common = { wantedAt: clock.now(), attempts: 0, failureCode: null, failureMessage: null };
      const written = await rows.write(
        await lab.machine(),
        { ...common, ...changes },
        { health: 'ok', why: 'spec' },
      );
      if (!written) throw new Error('somebody else wrote first');
    },
    /** Lets everything happen on the host that has been ordered. */
    pass(): void {
      for (const { work } of due.splice(0)) work();
    },
    async close(): Promise<void> {
      await drivers.onApplicationShutdown();
      await driver.close();
      await database.drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await lab.entitle();
  return lab;
}

export type Lab = Awaited<ReturnType<typeof openLab>>;
