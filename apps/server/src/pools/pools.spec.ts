import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScratchDatabase, type ScratchDatabase } from '../database/testing/scratch-database';
import { entities } from '../entities';
import { HostEntity, type HostKeeper, Hosts } from '../hypervisors/index';
import type { Bus, Log, Schedule, VirlabError } from '../platform/index';
import { SettableClock } from '../testing/settable-clock';
import { Pools } from './pools';
import { ProveHosts } from './prove-hosts';
import { SavePool } from './save-pool';
import { SaveTemplate } from './save-template';

const TEMPLATE = {
  id: 't1',
  title: 'Shell',
  imagePath: '/i/x.qcow2',
  memoryMiB: 96,
  vcpus: 1,
  readyLine: 'up',
};
const POOL = { id: 'linux', title: 'Linux', templateId: 't1', hostId: 'h1' };

describe('pools', () => {
  let database: ScratchDatabase;
  const clock = new SettableClock();
  const bus = { hear: () => () => undefined, tell: () => undefined } as unknown as Bus;
  beforeAll(async () => {
    database = await openScratchDatabase('SQLite', entities);
    await database.source.getRepository(HostEntity).insert({
      ...{ id: 'h1', title: 'H', uri: 'simulated:', imagesDirectory: null, socketsDirectory: null },
      ...{ driver: 'simulated', runsBy: null, provedAt: null, bootMilliseconds: null, health: 'unproved' },
      ...{ healthSince: clock.now(), fault: null, updatedAt: clock.now() },
    });
  });
  afterAll(() => database.drop());
  const saveTemplate = (wanted: typeof TEMPLATE) =>
    database.source.transaction((manager) => new SaveTemplate(clock).run(wanted, manager));
  const savePool = (wanted: Parameters<SavePool['run']>[0]) =>
    database.source.transaction((manager) => new SavePool(clock, bus).run(wanted, manager));

  it('should refuse a pool whose template and host are not there, naming both', async () => {
    const fault = await savePool({ ...POOL, templateId: 'no', hostId: 'no' }).catch(
      (error: VirlabError) => error,
    );
    expect((fault as VirlabError).errors?.map(({ path }) => path)).toEqual(['template', 'host']);
  });

  it('should refuse a disk on a host of containers, and say which host and template', async () => {
    const hosts = database.source.getRepository(HostEntity);
    const [one] = await hosts.findBy({ id: 'h1' });
    await hosts.insert({ ...one, id: 'lxc', uri: 'lxc:///system', driver: 'lxc' });
    await saveTemplate({ ...TEMPLATE, id: 'disk' });
    await saveTemplate({ ...TEMPLATE, id: 'root', imagePath: '/i/x.tar' });
    const wanted = { ...POOL, id: 'boxes', hostId: 'lxc' };
    const fault = await savePool({ ...wanted, templateId: 'disk' }).catch((error: VirlabError) => error);
    expect((fault as VirlabError).errors).toEqual([
      {
        path: 'template',
        message: 'the image of template "disk" is a disk, for hosts of QEMU, and host "lxc" is none of those',
      },
    ]);
    const rolledBack = new Error('enough seen');
    const saving = database.source.transaction(async (manager) => {
      expect(await new SavePool(clock, bus).run({ ...wanted, templateId: 'root' }, manager)).toBe('created');
      throw rolledBack;
    });
    await expect(saving).rejects.toBe(rolledBack);
    await hosts.delete({ id: 'lxc' });
  });

  it('should refuse settings that do not go together, every fault at its field', async () => {
    const faultsOf = async (wanted: Partial<Parameters<SavePool['run']>[0]>) => {
      const fault = await savePool({ ...POOL, ...wanted }).catch((error: VirlabError) => error);
      return (fault as VirlabError).errors?.map(({ path, message }) => `${path}: ${message}`);
    };
    const opens = [{ days: ['mon' as const], from: '10:00', to: '09:00' }];
    expect(await faultsOf({ hostIds: ['h1', 'no'], settings: { opens } })).toEqual([
      'template: there is no template "t1"',
      'hosts.1: there is no host "no"',
      'hosts.0: host "h1" is named twice',
      'settings.opens.0.to: expected an end after the beginning',
    ]);
    const parts = [{ name: 'web', templateId: 't9' }];
    expect(await faultsOf({ kind: 'group', settings: { size: 2, warmSpares: 3, parts } })).toEqual([
      'template: there is no template "t1"',
      'settings.parts.0.templateId: there is no template "t9"',
      'settings.parts: expected the two or more machines of a lab',
      'settings.warmSpares: expected 0: a lab is made for who it belongs to',
      'settings.warmSpares: expected at most the size, 2, not 3',
    ]);
  });

  it('should refuse a template that nothing could run, with every fault', async () => {
    const fault = await saveTemplate({ ...TEMPLATE, memoryMiB: 1.5, vcpus: 0, readyLine: '' }).catch(
      (error: VirlabError) => error,
    );
    expect((fault as VirlabError).errors?.map(({ path }) => path)).toEqual([
      'memoryMiB',
      'vcpus',
      'readyLine',
    ]);
  });

  it('should be created, changed or left alone by what is saved, and be read with template and host', async () => {
    expect(await saveTemplate(TEMPLATE)).toBe('created');
    expect(await saveTemplate(TEMPLATE)).toBe('unchanged');
    expect(await saveTemplate({ ...TEMPLATE, vcpus: 2 })).toBe('changed');
    expect(await savePool(POOL)).toBe('created');
    expect(await savePool({ ...POOL, classId: null })).toBe('unchanged');
    expect(await savePool({ ...POOL, classId: 'cs101' })).toBe('changed');
    const found = await new Pools(database.source).withTemplate(['linux', 'linux', 'none']);
    expect([...found.keys()]).toEqual(['linux']);
    expect(found.get('linux')).toMatchObject({ template: { vcpus: 2 }, host: { id: 'h1' } });
  });

  it('should have a host proved by a template of its own once, and again only a while after a failure', async () => {
    let proofs = 0;
    const keeper = { isReachable: () => true, prove: async () => (++proofs, false) } as unknown as HostKeeper;
    const { source } = database;
    const prove = new ProveHosts(
      new Hosts(source),
      keeper,
      new Pools(source),
      bus,
      clock,
      {} as Schedule,
      {} as Log,
    );
    await Promise.all([prove.run(), prove.run()]);
    expect(proofs).toBe(1);
    await prove.run();
    expect(proofs).toBe(1);
    clock.advance(60_000);
    await prove.run();
    expect(proofs).toBe(2);
  });
});
