import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scratchEngines } from '../../database/testing/scratch-database';
import { databaseNow, ServerIdentity } from '../../servers/index';
import { MachineEntity } from '../machine.entity';
import { type Lab, openLab } from '../testing/lab';
import { LEASE_MS, WorkLeases } from './work-leases';

describe.skipIf(!scratchEngines.includes('MariaDB'))('leases on work of two servers on one MariaDB', () => {
  let lab: Lab;
  let id: string;
  let [one, other]: WorkLeases[] = [];
  beforeEach(async () => {
    lab = await openLab('MariaDB');
    ({ id } = await lab.machine());
    await lab.want({ wanted: 'running' });
    [one, other] = [open(), open()];
  });
  afterEach(() => lab.close());

  const open = () => new WorkLeases(lab.source, new ServerIdentity(), lab.log);
  const work = (leases: WorkLeases | undefined, again: number | null) => {
    const done = vi.fn(async () => again);
    return { done, answer: leases?.run(id, done) };
  };
  /** What another server wrote of itself. */
  const write = (milliseconds: number) =>
    lab.source
      .createQueryBuilder()
      .update(MachineEntity)
      .set({ workedBy: 'another', workedUntil: () => `${databaseNow(lab.source)} + ${milliseconds}` })
      .where({ id })
      .execute();
  const workedBy = async () => (await lab.source.manager.findOneByOrFail(MachineEntity, { id })).workedBy;

  it('should write a lease once for all looks at a machine, and give it back once', async () => {
    const parts = one as unknown as Record<'write' | 'release', () => Promise<unknown>>;
    const [took, gave] = [vi.spyOn(parts, 'write'), vi.spyOn(parts, 'release')];
    for (const again of [50, 50, 50]) expect(await work(one, again).answer).toBe(again);
    expect([took.mock.calls.length, gave.mock.calls.length]).toEqual([1, 0]);
    expect(await work(one, null).answer).toBeNull();
    expect([took.mock.calls.length, gave.mock.calls.length]).toEqual([1, 1]);
    expect(await workedBy()).toBeNull();
  });

  it('should leave a machine that is on its way to who has it, and look again', async () => {
    await work(one, 50).answer;
    const refused = work(other, null);
    expect(await refused.answer).toBeGreaterThan(0);
    expect(refused.done).not.toHaveBeenCalled();
    await work(one, null).answer;
    const taken = work(other, null);
    await taken.answer;
    expect(taken.done).toHaveBeenCalledOnce();
  });

  it('should not wait for who has a machine at rest', async () => {
    await lab.want({ wanted: 'stopped' });
    await write(LEASE_MS);
    const refused = work(one, null);
    expect(await refused.answer).toBeNull();
    expect(refused.done).not.toHaveBeenCalled();
  });

  it.each([
    ['of a server that died', -1],
    ['from before the clock was put back', 86_400_000],
  ])('should not believe a lease %s', async (_, milliseconds) => {
    await write(milliseconds);
    const taken = work(one, null);
    await taken.answer;
    expect(taken.done).toHaveBeenCalledOnce();
  });

  it('should give back what it has when its server ends', async () => {
    await work(one, 50).answer;
    await one?.beforeApplicationShutdown();
    expect(await workedBy()).toBeNull();
  });
});
