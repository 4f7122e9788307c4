import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { scratchEngines } from '../../database/testing/scratch-database';
import { DriverError, HostEntity } from '../../hypervisors/index';
import { presentState } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { MachineSpecs } from './machine-spec';
import { Templates } from '../../pools/index';
import { PlaceMachine } from '../placement/place-machine';
import { ReconcileMachine } from './reconcile-machine';
import { type Lab, openLab } from '../testing/lab';

const DAY_MS = 86_400_000;

class Crash extends Error {}

/** Dies right before, or right after, its nth write has reached the database. */
class CrashingRepository extends MachineRepository {
  left = Infinity;
  when: 'before' | 'after' = 'after';

  override async writeTogether<T>(
    ...given: Parameters<typeof MachineRepository.prototype.writeTogether<T>>
  ): Promise<T | null> {
    this.left -= 1;
    if (this.left === 0 && this.when === 'before') throw new Crash();
    const written = await super.writeTogether(...given);
    if (this.left === 0) throw new Crash();
    return written;
  }
}

describe.each(scratchEngines)('reconciling a machine on %s', (engine) => {
  let lab: Lab;
  let rows: CrashingRepository;
  beforeEach(async () => {
    lab = await openLab(engine);
    rows = new CrashingRepository(lab.source, lab.audit, lab.bus, lab.clock);
  });
  afterEach(() => lab.close());

  /** A broker that was just started: it knows nothing but what is written down. */
  const broker = () =>
    new ReconcileMachine(
      rows,
      lab.machines,
      lab.pools,
      lab.hosts,
      lab.drivers,
      new PlaceMachine(rows, lab.clock),
      new MachineSpecs(new Templates(lab.source)),
      lab.clock,
      lab.log,
    );

  /** Lets a broker work until it is at rest; time and host go on whenever it waits. */
  async function settle(first = broker(), beforeRest: () => void = () => undefined): Promise<MachineEntity> {
    const { id } = await lab.machine();
    for (let runs = 0; runs < 400; runs++) {
      const again = await first.run(id);
      if (again === 'placed') continue;
      if (again === null) return lab.machine();
      lab.clock.advance(again);
      lab.pass();
      beforeRest();
    }
    throw new Error('never came to rest');
  }
  const start: Partial<MachineEntity> = { wanted: 'running', order: null, stages: [] };

  it('should start a machine stage by stage, and tell each as it is reached', async () => {
    await lab.want(start);
    const machine = await settle();
    expect(machine).toMatchObject({ observed: 'running', activation: 1, attempts: 0, failureCode: null });
    expect(machine.stages.map(({ stage }) => stage)).toEqual(['placed', 'disk', 'power', 'picture', 'ready']);
    expect(machine.stages.every(({ seconds }) => seconds >= 0)).toBe(true);
    expect(machine.display).toMatchObject({ kind: 'unix' });
    expect(machine.diskSince).toBeInstanceOf(Date);
    expect(lab.notices.filter(({ type }) => type === 'machine-changed').length).toBeGreaterThanOrEqual(6);
    expect(await broker().run(machine.id)).toBeNull();
  });

  it('should let a machine run to the end of its grace, and then shut it down', async () => {
    await lab.entitle(null, 7);
    await lab.want(start);
    await settle();
    await lab.entitle('none');
    expect(await settle()).toMatchObject({ wanted: 'running', observed: 'running' });
    lab.clock.advance(7 * DAY_MS - 60_000);
    expect(await settle()).toMatchObject({ wanted: 'running', observed: 'running' });
    lab.clock.advance(60_000);
    expect(await settle()).toMatchObject({ wanted: 'stopped', observed: 'stopped' });
  });

  it('should end the grace with the right that comes back, and give a new one when it is lost again', async () => {
    await lab.entitle(null, 7);
    await lab.want(start);
    await settle();
    await lab.entitle('none');
    await lab.entitle(null, 7);
    lab.clock.advance(20 * DAY_MS);
    expect(await settle()).toMatchObject({ wanted: 'running', observed: 'running' });
    await lab.entitle('none');
    lab.clock.advance(6 * DAY_MS);
    expect(await settle()).toMatchObject({ wanted: 'running', observed: 'running' });
  });

  it('should shut a machine down at once when its rule gives no grace', async () => {
    await lab.want(start);
    await settle();
    await lab.entitle('none');
    expect(await settle()).toMatchObject({ wanted: 'stopped', observed: 'stopped' });
  });

  it('should come to the same end wherever the broker was killed during a start', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth++) {
        await lab.want({ wanted: 'stopped', order: 'force-off' });
        await settle();
        await lab.want(start);
        const before = lab.driver.count('start');
        Object.assign(rows, { left: nth, when });
        const crash = await settle().catch((error: unknown) => error);
        rows.left = Infinity;
        const machine = await settle();
        expect(presentState(machine, 'ok')).toBe('running');
        expect(lab.driver.count('start') - before).toBe(1);
        if (!(crash instanceof Crash)) {
          expect(nth).toBeGreaterThan(5);
          break;
        }
      }
    }
  });

  it('should revert once for one order wherever the broker was killed', async () => {
    for (let nth = 1; ; nth++) {
      await lab.want(start);
      await settle();
      await lab.want({ wanted: 'running', order: 'revert', stages: [] });
      const before = lab.driver.calls.length;
      rows.left = nth;
      const crash = await settle().catch((error: unknown) => error);
      rows.left = Infinity;
      const machine = await settle();
      expect(presentState(machine, 'ok')).toBe('running');
      const made = lab.driver.calls.slice(before).map(({ call, detail }) => `${call} ${detail}`);
      const started = made.findIndex((call) => call.startsWith('start'));
      // The disk may be made clean twice before anything has run on it, and never afterwards.
      expect(made.slice(started).filter((call) => call === 'prepare fresh')).toEqual([]);
      expect(made.filter((call) => call === 'prepare fresh').length).toBeGreaterThan(0);
      if (!(crash instanceof Crash)) break;
    }
  });

  it('should keep, restore and forget a snapshot wherever the broker was killed', async () => {
    await lab.want(start);
    const { id } = await settle();
    await lab.want({ wanted: 'stopped' });
    await settle();
    const orders = ['snapshot', 'restore', 'remove-snapshot'] as const;
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1, crashes = 1; crashes > 0; nth++) {
        crashes = 0;
        for (const order of orders) {
          await lab.want({ wanted: 'stopped', order, orderArgument: 'one' });
          Object.assign(rows, { left: nth, when });
          const crash = await settle().catch((error: unknown) => error);
          rows.left = Infinity;
          if (crash instanceof Crash) crashes += 1;
          const machine = await settle();
          expect(machine).toMatchObject({ order: null, orderArgument: null, failureCode: null });
          expect(presentState(machine, 'ok')).toBe('stopped');
          expect(await lab.driver.snapshots(id)).toEqual(order === 'remove-snapshot' ? [] : ['one']);
        }
      }
    }
  });

  it('should leave a machine as it was whose snapshot cannot be taken', async () => {
    await lab.want(start);
    await settle();
    await lab.want({ wanted: 'stopped' });
    await settle();
    for (let times = 0; times < 3; times++) {
      lab.driver.failNext('snapshot', new DriverError('no-space', 'disk full'));
    }
    await lab.want({ wanted: 'stopped', order: 'snapshot', orderArgument: 'one' });
    const machine = await settle();
    expect(presentState(machine, 'ok')).toBe('stopped');
    expect(machine).toMatchObject({ order: null, orderArgument: null, failureCode: null });
  });

  it('should look again when the outcome of a start is unknown, and not start twice', async () => {
    await lab.want(start);
    lab.driver.failNext('start', new DriverError('timed-out', 'no answer'), { isDone: true });
    const machine = await settle();
    expect(machine).toMatchObject({ observed: 'running', attempts: 0, activation: 1 });
    expect(lab.driver.count('start')).toBe(1);
  });

  it('should give a start that failed another display, and give up after three', async () => {
    await lab.want(start);
    lab.driver.failNext('start', new DriverError('refused', 'no'));
    expect(await settle()).toMatchObject({ observed: 'running', activation: 2 });
    await lab.want({ wanted: 'stopped', order: 'force-off' });
    await settle();
    await lab.want(start);
    for (let times = 0; times < 3; times++)
      lab.driver.failNext('start', new DriverError('refused', '/etc/x: no'));
    const machine = await settle();
    expect(machine).toMatchObject({
      wanted: 'stopped',
      failureCode: 'refused',
      failureMessage: '/etc/x: no',
    });
    expect(presentState(machine, 'ok')).toBe('failed');
    await lab.want(start);
    expect(presentState(await settle(), 'ok')).toBe('running');
  });

  it('should take over that the guest powered itself off, and say so in the trail', async () => {
    await lab.want(start);
    const machine = await settle();
    await lab.driver.power(machine.id, 'shutdown');
    lab.pass();
    expect(presentState(await settle(), 'ok')).toBe('stopped');
    const events = await lab.source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } });
    const told = events.filter(({ kind }) => kind === 'machine.state').map(({ facts }) => facts);
    expect(told).toEqual([
      { from: 'starting', to: 'running', why: 'ready' },
      { from: 'running', to: 'stopped', why: 'powered off by itself: shutdown' },
    ]);
  });

  it('should press the power button again that was lost during boot', async () => {
    await lab.want(start);
    const first = broker();
    const { id } = await lab.machine();
    expect(await first.run(id)).toBe('placed');
    await first.run(id);
    await lab.want({ wanted: 'stopped' });
    await first.run(id);
    expect(lab.driver.calls.filter(({ detail }) => detail === 'shutdown')).toHaveLength(1);
    expect(presentState(await settle(first), 'ok')).toBe('stopped');
    expect(lab.driver.calls.filter(({ detail }) => detail === 'shutdown').length).toBeGreaterThan(1);
  });

  it('should restart by a shutdown and a start with a display of its own', async () => {
    await lab.want(start);
    const before = await settle();
    await lab.want({ wanted: 'running', order: 'restart' });
    const machine = await settle();
    expect(machine).toMatchObject({ observed: 'running', order: null, activation: before.activation + 1 });
    expect(machine.display).not.toEqual(before.display);
  });

  it('should pause, resume and reset', async () => {
    await lab.want(start);
    await settle();
    await lab.want({ wanted: 'paused' });
    expect(presentState(await settle(), 'ok')).toBe('paused');
    await lab.want({ wanted: 'running' });
    expect(presentState(await settle(), 'ok')).toBe('running');
    await lab.want({ wanted: 'running', order: 'reset' });
    expect(await settle()).toMatchObject({ observed: 'running', order: null, activation: 1 });
    expect(lab.driver.calls.filter(({ detail }) => detail === 'reset')).toHaveLength(1);
  });

  it('should shut down what its owner has no right to any more, keep the disk, and start nothing', async () => {
    await lab.want(start);
    await settle();
    await lab.entitle('none');
    const machine = await settle();
    expect(machine).toMatchObject({ wanted: 'stopped', observed: 'stopped' });
    expect(machine.diskSince).not.toBeNull();
    await lab.want(start);
    const starts = lab.driver.count('start');
    expect(await settle()).toMatchObject({ wanted: 'stopped', observed: 'stopped' });
    expect(lab.driver.count('start')).toBe(starts);
  });

  it('should do nothing while the host is silent, and go on when it is back', async () => {
    await lab.want(start);
    const hosts = lab.source.getRepository(HostEntity);
    await hosts.update({ id: 'h1' }, { health: 'silent' });
    const { id } = await lab.machine();
    expect(await broker().run(id)).toBeNull();
    expect(lab.driver.calls).toEqual([]);
    expect(presentState(await lab.machine(), 'silent')).toBe('unknown');
    await hosts.update({ id: 'h1' }, { health: 'ok' });
    expect(presentState(await settle(), 'ok')).toBe('running');
  });

  it('should come back later to a host that went away in the middle, without counting it as a failure', async () => {
    await lab.want(start);
    lab.driver.failNext('prepare', new DriverError('unreachable', 'gone'));
    expect(await settle()).toMatchObject({ observed: 'running', attempts: 0, failureCode: null });
  });
});
