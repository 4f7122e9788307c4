import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { DriverError } from '../../hypervisors/index';
import { MachineEntity } from '../machine.entity';
import { ClearOrphans } from '../reconciling/clear-orphans';
import { type Lab, openLab } from '../testing/lab';
import { DropSpares } from './drop-spares';

describe('dropping the spares of a pool that goes', () => {
  let lab: Lab;
  let drop: DropSpares;
  let spares: MachineEntity[];
  const left = async () =>
    (await lab.driver.leftovers()).flatMap(({ machineId }) => machineId ?? []).toSorted();

  beforeEach(async () => {
    lab = await openLab();
    drop = new DropSpares(lab.hosts, lab.drivers, lab.audit, lab.clock, lab.log);
    await lab.entitle({ vms: 3 });
    await lab.allot.run(lab.userId);
    const [kept, ...others] = await lab.rows.ofOwner(lab.userId);
    for (const { id } of [kept!, ...others]) await lab.driver.prepare(specOf(id), { fresh: false });
    for (const { id } of others)
      await lab.source.getRepository(MachineEntity).update({ id }, { ownerId: null, ordinal: 0 });
    spares = await lab.source.getRepository(MachineEntity).findBy({ ordinal: 0 });
    expect(spares).toHaveLength(2);
  });
  afterEach(() => lab.close());

  const specOf = (id: string) => ({
    ...{ id, name: id, owner: '', pool: 'cs101-linux', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 },
    network: { kind: 'none' as const },
  });
  const run = () => lab.source.transaction((manager) => drop.run('cs101-linux', manager));
  const removed = () => vi.waitFor(() => expect(lab.driver.count('remove')).toBe(2), { timeout: 50_000 });

  it('should take their rows and their disks, and nothing that somebody has', async () => {
    const [owned] = await lab.rows.ofOwner(lab.userId);
    await run();
    await vi.waitFor(async () => expect(await left()).toEqual([owned!.id]), { timeout: 50_000 });
    const events = await lab.source.getRepository(AuditEventEntity).findBy({ kind: 'machine.removed' });
    expect(events.map(({ subjectId }) => subjectId).toSorted()).toEqual(
      spares.map(({ id }) => id).toSorted(),
    );
    expect(await lab.rows.ofOwner(lab.userId)).toHaveLength(1);
  });

  it.each(['unreachable', 'timed-out', 'refused'] as const)(
    'should go on when a host answers "%s", and leave what stayed there to be found as of no machine',
    async (code) => {
      lab.driver.failNext('remove', new DriverError(code, 'the daemon is gone'));
      await run();
      await removed();
      expect(await lab.source.getRepository(MachineEntity).countBy({ ordinal: 0 })).toBe(0);
      const known = (await lab.rows.ofOwner(lab.userId)).map(({ id }) => id);
      const stayed = (await left()).filter((id) => !known.includes(id));
      expect(stayed).toHaveLength(1);
      const orphans = new ClearOrphans(lab.rows, lab.pools, lab.drivers, lab.audit, lab.clock, lab.log);
      await orphans.run(await lab.hosts.get('h1'));
      expect(orphans.of('h1').map(({ machineId, isOurs }) => [machineId, isOurs])).toEqual([
        [stayed[0], true],
      ]);
    },
  );

  it('should ask no host for anything when the pool stays after all', async () => {
    const undone = lab.source.transaction(async (manager) => {
      await drop.run('cs101-linux', manager);
      throw new Error('somebody else was first');
    });
    await expect(undone).rejects.toThrow('somebody else was first');
    expect(lab.driver.count('remove')).toBe(0);
    expect(await lab.source.getRepository(MachineEntity).countBy({ ordinal: 0 })).toBe(2);
  });
});
