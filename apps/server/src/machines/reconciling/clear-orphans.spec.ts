import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { DriverError, type Leftover, type MachineSpec } from '../../hypervisors/index';
import { newId } from '../../platform/index';
import { PoolEntity, settingsOf } from '../../pools/index';
import { ClearOrphans, GRACE_MS } from './clear-orphans';
import { networkOf } from './lab-network';
import { type Lab, openLab } from '../testing/lab';

describe('clearing what belongs to no machine', () => {
  let lab: Lab;
  let orphans: ClearOrphans;
  /** What is on the host besides what the simulated driver has. */
  let strangers: Leftover[];
  let refusals: string[];

  beforeEach(async () => {
    lab = await openLab();
    strangers = [];
    refusals = [];
    const [leftovers, clear] = [lab.driver.leftovers, lab.driver.clear];
    lab.driver.leftovers = async () => [...(await leftovers()), ...strangers];
    lab.driver.clear = async (one) => {
      const at = strangers.findIndex(({ name }) => name === one.name);
      if (at < 0) return clear(one);
      if (!strangers[at]!.isOurs) refusals.push(one.name);
      strangers.splice(at, 1);
    };
    orphans = new ClearOrphans(lab.rows, lab.pools, lab.drivers, lab.audit, lab.clock, lab.log);
  });
  afterEach(() => lab.close());

  const look = async () => orphans.run(await lab.hosts.get('h1'));
  const spec = (id: string, network: MachineSpec['network'] = { kind: 'none' }): MachineSpec => ({
    ...{
      id,
      name: 'x',
      owner: 'nobody',
      pool: 'cs101-linux',
      imagePath: '/x.qcow2',
      memoryMiB: 64,
      vcpus: 1,
    },
    network,
  });
  const told = async () =>
    (await lab.source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } }))
      .filter(({ kind }) => kind.startsWith('machine.orphan'))
      .map(({ kind, facts }) => [kind.split('.')[1], facts['what'] ?? facts['count'], facts['name'] ?? '']);

  it('should clear a domain, a half-made disk and a network of ours after the grace, and write each down', async () => {
    const [gone, half] = [newId(), newId()];
    await lab.driver.prepare(spec(gone, { kind: 'private', name: 'net-1' }), { fresh: false });
    await lab.driver.start(spec(gone, { kind: 'private', name: 'net-1' }), 1, 'simulated');
    strangers = [{ kind: 'volume', name: `${half}.qcow2`, machineId: half, isOurs: true }];
    await look();
    lab.clock.advance(GRACE_MS - 1);
    await look();
    expect(await told()).toEqual([]);
    expect(
      orphans
        .of('h1')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['domain', 'network', 'volume']);
    lab.clock.advance(1);
    await look();
    expect(await told()).toEqual([
      ['orphan-cleared', 'domain', gone],
      ['orphan-cleared', 'network', `virlab-${'0'.repeat(16)}-net-1`],
      ['orphan-cleared', 'volume', `${half}.qcow2`],
    ]);
    expect(await lab.driver.leftovers()).toEqual([]);
    expect(orphans.of('h1')).toEqual([]);
  });

  it('should never take away what does not carry our mark, and tell operators of it', async () => {
    strangers = [
      { kind: 'volume', name: 'theirs.qcow2', machineId: newId(), isOurs: false },
      { kind: 'network', name: 'virlab-theirs', machineId: null, isOurs: false },
    ];
    for (let day = 0; day < 3; day += 1) {
      await look();
      lab.clock.advance(86_400_000);
    }
    expect([strangers.length, refusals]).toEqual([2, []]);
    expect(orphans.of('h1').map(({ name }) => name)).toEqual(['theirs.qcow2', 'virlab-theirs']);
  });

  it('should leave machines alone, and the networks that they are plugged into', async () => {
    await lab.source
      .getRepository(PoolEntity)
      .update(
        { id: 'cs101-linux' },
        { settings: { ...settingsOf(await lab.pools.get('cs101-linux')), network: 'person' } },
      );
    const machine = await lab.machine();
    const { id } = machine;
    const wire = networkOf((await lab.pools.withTemplate(['cs101-linux'])).get('cs101-linux')!, machine);
    await lab.driver.prepare(spec(id, wire), { fresh: false });
    await lab.driver.start(spec(id, wire), 1, 'simulated');
    expect((await lab.driver.leftovers()).map(({ kind }) => kind).sort()).toEqual(['domain', 'network']);
    await look();
    lab.clock.advance(GRACE_MS * 2);
    await look();
    expect((await lab.driver.observe(id)).state).toBe('running');
    expect(await told()).toEqual([]);
  });

  it('should give what comes back within the grace, and the clock that goes back, their time', async () => {
    const machineId = newId();
    strangers = [{ kind: 'volume', name: 'x.qcow2', machineId, isOurs: true }];
    await look();
    const [kept] = strangers.splice(0);
    lab.clock.advance(GRACE_MS);
    await look();
    strangers = [kept!];
    lab.clock.advance(-GRACE_MS / 2);
    await look();
    lab.clock.advance(GRACE_MS - 1);
    await look();
    expect(await told()).toEqual([]);
  });

  it('should clear nothing from a host that is full of things it does not know: that is the wrong database', async () => {
    strangers = Array.from({ length: 21 }, () => newId()).map((id) => ({
      ...{ kind: 'volume' as const, name: `${id}.qcow2`, machineId: id, isOurs: true },
    }));
    await look();
    lab.clock.advance(GRACE_MS);
    await look();
    expect([strangers.length, await told()]).toEqual([21, [['orphan-kept', '21', '']]]);
    await look();
    expect(await told()).toHaveLength(1);
  });

  it('should try again what could not be cleared', async () => {
    strangers = [{ kind: 'volume', name: 'x.qcow2', machineId: newId(), isOurs: true }];
    await look();
    lab.clock.advance(GRACE_MS);
    const { clear } = lab.driver;
    lab.driver.clear = () => Promise.reject(new DriverError('wrong-state', 'busy'));
    await look();
    expect(await told()).toEqual([]);
    lab.driver.clear = clear;
    await look();
    expect(await told()).toHaveLength(1);
  });
});
