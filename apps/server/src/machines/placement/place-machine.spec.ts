import { In, Not } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity, VerifyAuditChain } from '../../audit/index';
import { scratchEngines } from '../../database/testing/scratch-database';
import { HostEntity } from '../../hypervisors/index';
import { newId, withRequestContext } from '../../platform/index';
import { type FullPool, PoolEntity } from '../../pools/index';
import { presentState } from '../machine-lifecycle';
import { MachineEntity } from '../machine.entity';
import { subjectOf } from '../write-machine';
import { MoveDiskless } from './move-diskless';
import { leastFullFirst, PlaceMachine, type Placing } from './place-machine';
import { type Lab, openLab } from '../testing/lab';

const NEED = { memoryMiB: 1024, vcpus: 1 };
const STARTS = 200;

describe.each(scratchEngines)('placing machines on %s', (engine) => {
  let lab: Lab;
  let first: HostEntity;
  beforeAll(async () => {
    lab = await openLab(engine);
    first = await hosts().findOneByOrFail({ id: 'h1' });
  });
  afterAll(() => lab.close());
  // Making a database takes longer than emptying one.
  afterEach(async () => {
    await machines().deleteAll();
    await hosts().delete({ id: Not('h1') });
    await hosts().save({ ...first });
  });

  const hosts = () => lab.source.getRepository(HostEntity);
  const machines = () => lab.source.getRepository(MachineEntity);

  /** Further hosts like the first, each with room for so many machines of the size that is needed. */
  async function offer(room: readonly number[]): Promise<string[]> {
    const ids = room.map((_, at) => `h${at + 1}`);
    for (const [at, id] of ids.entries()) {
      const offered = { offeredMemoryMiB: (room[at] ?? 0) * NEED.memoryMiB, offeredVcpus: 1_000 };
      await hosts().save({ ...first, id, title: id, ...offered });
    }
    return ids;
  }

  async function pool(hostIds: readonly string[]): Promise<FullPool> {
    const found = (await lab.pools.withTemplate(['cs101-linux'])).get('cs101-linux');
    if (!found) throw new Error('the lab has no pool');
    return Object.assign(found, { hostId: hostIds[0], hostIds: hostIds.slice(1) });
  }

  /** Machines that somebody just asked to start, without a disk yet. */
  async function asked(count: number, changes: Partial<MachineEntity> = {}): Promise<MachineEntity[]> {
    const like = await lab.machine();
    const rows = Array.from({ length: count }, (_, at) => ({
      ...like,
      ...{ id: newId(), name: `m-${at}-${newId().slice(-8)}`, ownerId: null, wanted: 'running' as const },
      ...changes,
    }));
    for (let from = 0; from < rows.length; from += 50) await machines().insert(rows.slice(from, from + 50));
    return machines().findBy({ id: In(rows.map(({ id }) => id)) });
  }

  async function place(machine: MachineEntity, on: FullPool): Promise<Placing> {
    for (;;) {
      const now = await machines().findOneByOrFail({ id: machine.id });
      const placing = await lab.place.run(now, on, NEED);
      if (placing !== 'read anew') return placing;
    }
  }

  /** What hosts say is taken, beside what their machines say that they have. */
  async function expectBooksToAgree(): Promise<void> {
    for (const host of await hosts().find()) {
      const there = await machines().findBy({ hostId: host.id });
      const memory = there.reduce((sum, one) => sum + one.reservedMemoryMiB, 0);
      const vcpus = there.reduce((sum, one) => sum + one.reservedVcpus, 0);
      expect([host.id, host.reservedMemoryMiB, host.reservedVcpus]).toEqual([host.id, memory, vcpus]);
    }
  }

  it('should give no room twice when two hundred are started at once, and spread them', async () => {
    const ids = await offer(Array.from({ length: 10 }, () => 19));
    const on = await pool(ids);
    const placings = await Promise.all((await asked(STARTS)).map((machine) => place(machine, on)));
    expect(placings.filter((placing) => placing === 'placed')).toHaveLength(190);
    expect(placings.filter((placing) => placing === 'waits')).toHaveLength(10);
    const counts = await lab.rows.countByHost();
    for (const { id, reservedMemoryMiB } of await hosts().find()) {
      expect([id, reservedMemoryMiB]).toEqual([id, 19 * NEED.memoryMiB]);
    }
    expect(counts.size).toBeGreaterThanOrEqual(10);
    await expectBooksToAgree();
  });

  it('should give no room twice when two servers order starts at once, and lose none', async () => {
    const on = await pool(await offer([30, 40]));
    const servers = [lab.place, new PlaceMachine(lab.rows, lab.clock)];
    const stopped = await asked(60, { wanted: 'stopped' });
    const order = { changes: { wanted: 'running' as const }, why: 'start' };
    const written = await Promise.all(
      stopped.map((machine, at) => servers[at % 2]!.withOrder(machine, on, NEED, order)),
    );
    expect(written.filter((machine) => machine?.reservedMemoryMiB === NEED.memoryMiB)).toHaveLength(60);
    await expectBooksToAgree();
  });

  it('should let one of many be undone alone, and tell each one’s request in the trail', async () => {
    const on = await pool(await offer([9]));
    const orders = await asked(5, { wanted: 'stopped' });
    const outcomes = await Promise.allSettled(
      orders.map((machine, at) =>
        withRequestContext({ requestId: `r${at}`, address: `192.0.2.${at}` }, () =>
          lab.place.withOrder(machine, on, NEED, {
            changes: { wanted: 'running' },
            why: 'start',
            event: { kind: 'machine.action', subject: subjectOf(machine), facts: { action: 'start' } },
            within: async () => {
              if (at === 3) throw new Error('gone');
              return at !== 2;
            },
          }),
        ),
      ),
    );
    const told = outcomes.map((one) => (one.status === 'rejected' ? 'gone' : (one.value?.hostId ?? null)));
    expect(told).toEqual(['h1', 'h1', null, 'gone', 'h1']);
    const events = await lab.source.getRepository(AuditEventEntity).findBy({
      subjectId: In(orders.map(({ id }) => id)),
    });
    const from = new Map(
      events.map(({ subjectId, requestId, address }) => [subjectId, [requestId, address]]),
    );
    expect(orders.map(({ id }) => from.get(id))).toEqual([
      ['r0', '192.0.2.0'],
      ['r1', '192.0.2.1'],
      undefined,
      undefined,
      ['r4', '192.0.2.4'],
    ]);
    expect(await new VerifyAuditChain(lab.source, lab.clock).run()).toMatchObject({ unbroken: true });
    await expectBooksToAgree();
  });

  it('should say what a machine waits for, and take the room that another gives back', async () => {
    const on = await pool(await offer([1]));
    const [one, second] = await asked(2);
    if (!one || !second) throw new Error('two machines were made');
    expect([await place(one, on), await place(second, on)]).toEqual(['placed', 'waits']);
    const waiting = await machines().findOneByOrFail({ id: second.id });
    expect([waiting.waitsFor, presentState(waiting, 'ok')]).toEqual(['room', 'queued']);

    const placed = await machines().findOneByOrFail({ id: one.id });
    await lab.rows.write(placed, { wanted: 'stopped' }, { health: 'ok', why: 'spec' });
    expect(lab.notices).toContainEqual({ type: 'room-freed', hostId: 'h1' });
    expect(await place(second, on)).toBe('placed');
    expect((await machines().findOneByOrFail({ id: second.id })).waitsFor).toBeNull();
    await expectBooksToAgree();
  });

  it('should start a machine where its disk is, and nowhere else', async () => {
    const on = await pool(await offer([0, 9]));
    const [bound] = await asked(1, { diskSince: lab.clock.now() });
    if (!bound) throw new Error('a machine was made');
    expect(await place(bound, on)).toBe('waits');
    expect(await machines().findOneByOrFail({ id: bound.id })).toMatchObject({
      hostId: 'h1',
      waitsFor: 'room',
    });
  });

  it.each([
    { what: 'drained', changes: { mode: 'draining' as const }, waitsFor: 'host' },
    { what: 'in maintenance', changes: { mode: 'maintenance' as const }, waitsFor: 'host' },
    { what: 'silent', changes: { health: 'silent' as const }, waitsFor: 'host' },
    { what: 'not proved', changes: { health: 'unproved' as const }, waitsFor: 'proof' },
  ])('should pass over a host that is $what', async ({ changes, waitsFor }) => {
    const on = await pool(await offer([9, 9]));
    await hosts().update({ id: 'h1' }, changes);
    const [elsewhere] = await asked(1);
    if (!elsewhere) throw new Error('a machine was made');
    expect(await place(elsewhere, on)).toBe('placed');
    expect((await machines().findOneByOrFail({ id: elsewhere.id })).hostId).toBe('h2');

    const [nowhere] = await asked(1);
    if (!nowhere) throw new Error('a machine was made');
    expect(await place(nowhere, await pool(['h1']))).toBe('waits');
    expect((await machines().findOneByOrFail({ id: nowhere.id })).waitsFor).toBe(waitsFor);
  });

  it('should move what has no disk away from a host that falls silent, and leave what has one', async () => {
    await pool(await offer([9, 9]));
    await lab.source.getRepository(PoolEntity).update({ id: 'cs101-linux' }, { hostIds: ['h2'] });
    await hosts().update({ id: 'h1' }, { health: 'silent' });
    const [free] = await asked(1);
    const [bound] = await asked(1, { diskSince: lab.clock.now(), observed: 'stopped' });
    const move = new MoveDiskless(lab.rows, lab.hosts, lab.pools);
    const moved = await move.run(await hosts().findOneByOrFail({ id: 'h1' }));
    expect(moved).toEqual([{ id: free?.id, hostId: 'h2' }]);
    expect((await machines().findOneByOrFail({ id: bound?.id ?? '' })).hostId).toBe('h1');
    expect(await move.run(await hosts().findOneByOrFail({ id: 'h2' }))).toEqual([]);
  });

  it('should count what runs already, also where there is no room', async () => {
    const on = await pool(await offer([0]));
    const [runs] = await asked(1, { observed: 'running' });
    if (!runs) throw new Error('a machine was made');
    expect(await place(runs, on)).toBe('placed');
    await expectBooksToAgree();
  });

  it('should take no host of unknown size', async () => {
    await hosts().update({ id: 'h1' }, { foundMemoryMiB: null, foundVcpus: null });
    expect(leastFullFirst(await hosts().find(), NEED)).toEqual([]);
  });
});
