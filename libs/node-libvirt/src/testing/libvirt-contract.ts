import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LibvirtConnection, type Domain, type LibvirtErrorCode, type LifecycleEvent } from '../index';
import { AFFECT, CREATE_DOMAIN, DOMAIN_STATS, DOMAIN_XML, LIST_DOMAINS } from '../protocol/flags';
import { procedures } from '../protocol/index';
import { EventLog } from './event-log';

/** A real daemon's driver, and what it cannot do. */
export interface ContractSubject {
  readonly uri: () => string;
  /** What `host.uri` answers. */
  readonly driverUri: string;
  /** XML of a machine that starts at once and needs no disk. */
  readonly domainXml: (name: string, uuid: string) => string;
  /** XML of a pool; the directory may not exist yet. */
  readonly poolXml: (name: string) => string;
  /** What `host.type` answers. */
  readonly type: string;
  /** Whether machines can be reset, and tell of it. */
  readonly resets: boolean;
  /** Whether machines can be started paused. */
  readonly startsPaused: boolean;
  /** What the driver calls starting a machine that runs, and making a volume that is there. */
  readonly refusals: { readonly running: LibvirtErrorCode; readonly volumeExists: LibvirtErrorCode };
  /** Whether networks can be started, which needs rights that a per-user daemon lacks. */
  readonly startsNetworks: boolean;
  /** Whether volumes have content. */
  readonly keepsVolumes: boolean;
  /** Whether a machine that has no disk can have a snapshot. */
  readonly snapshotsWithoutDisk: boolean;
  /** The first bytes of a screenshot, and its type. */
  readonly screenshot: { readonly mime: string; readonly magic: Buffer };
}

const NAMESPACE = 'urn:example:contract';

/**
 * What a libvirt daemon and this client must be able to do together. Call it from a spec, with a daemon at hand.
 */
export function libvirtContract(subject: ContractSubject): void {
  let connection: LibvirtConnection;
  const made: Domain[] = [];

  beforeAll(async () => {
    connection = await LibvirtConnection.open(subject.uri(), { callTimeoutMs: 20_000 });
  });
  afterEach(async () => {
    for (const domain of made.splice(0)) {
      if (await connection.domains.isActive(domain).catch(() => false))
        await connection.domains.destroy(domain);
      await connection.domains.undefine(domain).catch(() => undefined);
    }
  });
  afterAll(async () => {
    await connection.close();
  });

  async function define(name = `contract-${randomUUID().slice(0, 8)}`): Promise<Domain> {
    const domain = await connection.domains.defineXml(subject.domainXml(name, randomUUID()));
    made.push(domain);
    return domain;
  }

  async function lifecycleOf(domain: Domain): Promise<EventLog<string>> {
    const log = new EventLog<string>();
    await connection.events.onLifecycle(
      (event: LifecycleEvent) => log.add(`${event.event}/${event.detail}`),
      {
        domain,
      },
    );
    return log;
  }

  describe('the host', () => {
    it('should tell about itself', async () => {
      const { host } = connection;
      const info = await host.info();
      expect(info.cpus).toBeGreaterThan(0);
      expect(info.memoryKiB).toBeGreaterThan(0);
      expect(await host.freeMemory()).toBeGreaterThan(0);
      expect(await host.capabilities()).toContain('<capabilities>');
      expect(await host.hostname()).not.toBe('');
      expect(await host.libVersion()).toMatch(/^\d+\.\d+\.\d+$/);
      expect(await host.version()).toMatch(/^\d+\.\d+\.\d+$/);
      expect(await host.type()).toBe(subject.type);
      expect(await host.uri()).toBe(subject.driverUri);
    });
  });

  describe('machines', () => {
    it('should be found by name and UUID, in lists and in XML', async () => {
      const domain = await define();
      expect(domain.id).toBe(-1);
      expect(await connection.domains.lookupByName(domain.name)).toEqual(domain);
      expect(await connection.domains.lookupByUuid(domain.uuid)).toEqual(domain);
      expect(await connection.domains.list()).toContainEqual(domain);
      expect(await connection.domains.list(LIST_DOMAINS.inactive)).toContainEqual(domain);
      expect(await connection.domains.list(LIST_DOMAINS.active)).not.toContainEqual(domain);
      expect(await connection.domains.xml(domain, DOMAIN_XML.inactive)).toContain(
        `<uuid>${domain.uuid}</uuid>`,
      );
      expect(await connection.domains.isActive(domain)).toBe(false);
      expect(await connection.domains.state(domain)).toMatchObject({ state: 'shutoff' });
    });

    it('should keep a name that is not ASCII', async () => {
      const { name } = await define('máquina-ção-虚拟机');
      expect((await connection.domains.lookupByName(name)).name).toBe('máquina-ção-虚拟机');
    });

    it('should go through their lives, told in states and events', async () => {
      const domain = await define();
      const log = await lifecycleOf(domain);
      const { domains } = connection;

      const running = await domains.create({ uuid: domain.uuid });
      expect(running).toMatchObject({ name: domain.name, uuid: domain.uuid });
      expect(running.id).toBeGreaterThan(0);
      expect(await domains.state(domain)).toMatchObject({ state: 'running', reasonName: 'booted' });
      expect(await domains.isActive(domain)).toBe(true);
      expect(await domains.info(domain)).toMatchObject({ state: 'running', virtualCpus: 1 });

      await domains.suspend(domain);
      expect(await domains.state(domain)).toMatchObject({ state: 'paused', reasonName: 'user' });
      await domains.resume(domain);
      expect(await domains.state(domain)).toMatchObject({ state: 'running' });
      await domains.destroy(domain);
      expect(await domains.state(domain)).toMatchObject({ state: 'shutoff', reasonName: 'destroyed' });

      const events = await log.until((seen) => seen.includes('stopped/destroyed'));
      const told = ['started/booted', 'suspended/paused', 'resumed/unpaused', 'stopped/destroyed'];
      const places = told.map((event) => events.lastIndexOf(event));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
    });

    it.runIf(subject.startsPaused)('should start paused when asked', async () => {
      const domain = await define();
      await connection.domains.create(domain, CREATE_DOMAIN.paused);
      expect(await connection.domains.state(domain)).toMatchObject({ state: 'paused' });
    });

    it('should say by name what cannot be done', async () => {
      const domain = await define();
      const { domains } = connection;
      await expect(domains.destroy(domain)).rejects.toMatchObject({ code: 'operation-invalid', number: 55 });
      await domains.create(domain);
      await expect(domains.create(domain)).rejects.toMatchObject({ code: subject.refusals.running });
      await expect(domains.lookupByName('nobody')).rejects.toMatchObject({
        name: 'LibvirtError',
        code: 'no-domain',
        number: 42,
        level: 'error',
      });
      await expect(domains.lookupByUuid(randomUUID())).rejects.toMatchObject({ code: 'no-domain' });
      await expect(domains.defineXml('<domain')).rejects.toMatchObject({ code: 'xml-detail' });
      await expect(domains.defineXml(subject.domainXml(domain.name, randomUUID()))).rejects.toMatchObject({
        number: expect.any(Number),
        message: expect.stringContaining(domain.name),
      });
    });

    it.runIf(subject.resets)('should tell of a reset', async () => {
      const domain = await define();
      const log = new EventLog<string>();
      await connection.events.onReboot(({ domain: { uuid } }) => log.add(uuid), { domain });
      await connection.domains.create(domain);
      await connection.domains.reset(domain);
      await log.until((seen) => seen.includes(domain.uuid));
    });

    it('should keep metadata, and tell when it changes', async () => {
      const domain = await define();
      const element = { kind: 'element', uri: NAMESPACE, prefix: 'c' } as const;
      const log = new EventLog<string | null>();
      await connection.events.onMetadata(({ uri }) => log.add(uri), { domain });
      const { domains } = connection;
      await domains.setMetadata(domain, element, '<note who="Jose"/>', AFFECT.config);
      expect(await domains.metadata(domain, element, AFFECT.config)).toBe('<note who="Jose"/>');
      await domains.setMetadata(domain, { kind: 'title' }, 'Título 标题', AFFECT.config);
      expect(await domains.metadata(domain, { kind: 'title' }, AFFECT.config)).toBe('Título 标题');
      await log.until((seen) => seen.includes(NAMESPACE));
      await domains.setMetadata(domain, element, null, AFFECT.config);
      await expect(domains.metadata(domain, element, AFFECT.config)).rejects.toMatchObject({
        code: 'no-domain-metadata',
      });
    });

    it('should tell the statistics of many in one call', async () => {
      const [off, on] = [await define(), await define()];
      const started = await connection.domains.create(on);
      const all = await connection.domains.statistics({ groups: DOMAIN_STATS.state });
      const stateOf = (domain: Domain) =>
        all.find(({ domain: { uuid } }) => uuid === domain.uuid)?.values['state.state'];
      expect([stateOf(off), stateOf(started)]).toEqual([5, 1]);
      const [only] = await connection.domains.statistics({ domains: [on] });
      expect(only?.domain.uuid).toBe(on.uuid);
    });

    it('should show their screens', async () => {
      const domain = await define();
      await connection.domains.create(domain);
      const { mime, bytes } = await connection.domains.screenshot(domain);
      const { magic } = subject.screenshot;
      expect([mime, bytes.subarray(0, magic.length)]).toEqual([subject.screenshot.mime, magic]);

      await expect(connection.domains.screenshot(domain, 0, { maxBytes: 100 })).rejects.toMatchObject({
        code: 'limit-exceeded',
      });
      // The place that the aborted picture held must come back.
      for (let turn = 0; turn < 8; turn += 1) await connection.domains.screenshot(domain);
      expect(connection.load).toEqual({ inFlight: 0, waiting: 0 });
    });

    it('should be put to sleep on disk and go on from there', async () => {
      const { domains } = connection;
      const domain = await define();
      await domains.create(domain);
      expect(await domains.hasManagedSave(domain)).toBe(false);
      await domains.managedSave(domain);
      expect(await domains.hasManagedSave(domain)).toBe(true);
      expect(await domains.state(domain)).toMatchObject({ state: 'shutoff' });
      await domains.create(domain);
      expect(await domains.state(domain)).toMatchObject({ state: 'running' });
      expect(await domains.hasManagedSave(domain)).toBe(false);
      await domains.managedSave(domain);
      await domains.removeManagedSave(domain);
      expect(await domains.hasManagedSave(domain)).toBe(false);
    });

    it.runIf(subject.snapshotsWithoutDisk)('should be put back to a snapshot', async () => {
      const { domains, snapshots } = connection;
      const domain = await define();
      expect(await snapshots.list(domain)).toEqual([]);
      expect(await snapshots.current(domain)).toBeNull();
      const xml = '<domainsnapshot><name>before</name></domainsnapshot>';
      const before = await snapshots.createXml(domain, xml);
      expect(before).toMatchObject({ name: 'before', domain: { uuid: domain.uuid } });
      expect(await snapshots.current(domain)).toMatchObject({ name: 'before' });
      expect(await snapshots.lookupByName(domain, 'before')).toMatchObject({ name: 'before' });
      expect(await snapshots.xml(before)).toContain('<name>before</name>');
      await domains.create(domain);
      await snapshots.revert(before);
      expect(await domains.isActive(domain)).toBe(false);
      await snapshots.delete(before);
      await expect(snapshots.lookupByName(domain, 'before')).rejects.toMatchObject({
        code: 'no-domain-snapshot',
      });
    });

    it('should have an autostart mark', async () => {
      const domain = await define();
      await connection.domains.setAutostart(domain, true);
      expect(await connection.domains.autostart(domain)).toBe(true);
      await connection.domains.setAutostart(domain, false);
      expect(await connection.domains.autostart(domain)).toBe(false);
    });
  });

  describe('storage', () => {
    it('should make pools and volumes, one on top of another, and take them away again', async () => {
      const { pools, volumes } = connection;
      const pool = await pools.defineXml(subject.poolXml(`pool-${randomUUID().slice(0, 8)}`));
      expect(await pools.lookupByName(pool.name)).toEqual(pool);
      expect(await pools.lookupByUuid(pool.uuid)).toEqual(pool);
      expect(await pools.list()).toContainEqual(pool);
      await pools.build(pool);
      const log = new EventLog<string>();
      const stop = await connection.poolEvents.onLifecycle(({ event }) => log.add(event), { pool });
      await pools.create(pool);
      await log.until((seen) => seen.includes('started'));
      await stop();
      expect(await pools.info(pool)).toMatchObject({ state: 'running' });
      expect(await pools.xml(pool)).toContain(pool.name);
      await pools.refresh(pool);

      const base = await volumes.createXml(pool, volumeXml('base.qcow2'));
      const basePath = await volumes.path(base);
      const overlay = await volumes.createXml(pool, volumeXml('overlay.qcow2', basePath));
      expect(overlay).toMatchObject({ pool: pool.name, name: 'overlay.qcow2' });
      expect(await volumes.lookupByName(pool, 'overlay.qcow2')).toEqual(overlay);
      expect(await volumes.lookupByPath(basePath)).toEqual(base);
      expect(await volumes.lookupByKey(base.key)).toEqual(base);
      expect(await volumes.list(pool)).toHaveLength(2);
      expect(await volumes.info(overlay)).toMatchObject({ type: 'file', capacityBytes: 8 * 1024 * 1024 });
      expect(await volumes.xml(overlay)).toContain(`<path>${basePath}</path>`);
      await expect(volumes.createXml(pool, volumeXml('base.qcow2'))).rejects.toMatchObject({
        code: subject.refusals.volumeExists,
      });

      await volumes.delete(overlay);
      await expect(volumes.lookupByName(pool, 'overlay.qcow2')).rejects.toMatchObject({
        code: 'no-storage-vol',
      });
      await volumes.delete(base);
      await pools.destroy(pool);
      await pools.undefine(pool);
      await expect(pools.lookupByName(pool.name)).rejects.toMatchObject({ code: 'no-storage-pool' });
    });
  });

  describe('uploads', () => {
    it('should write a volume from a source, and say when it does not fit', async ({ skip }) => {
      if (!subject.keepsVolumes) skip('the driver for tests has volumes without content');
      const { pools, volumes } = connection;
      const pool = await pools.defineXml(subject.poolXml(`pool-${randomUUID().slice(0, 8)}`));
      await pools.build(pool);
      await pools.create(pool);
      const bytes = randomBytes(8 * 1024 * 1024);
      const xml = (name: string, size: number) =>
        `<volume><name>${name}</name><capacity>${size}</capacity><target><format type='raw'/></target></volume>`;
      const volume = await volumes.createXml(pool, xml('whole.img', bytes.length));
      const pieces = async function* () {
        for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
      };
      await volumes.upload(volume, pieces());
      expect((await volumes.download(volume, { length: bytes.length })).equals(bytes)).toBe(true);
      await expect(volumes.upload(volume, pieces(), { length: 1_000 })).rejects.toThrow();
      expect(await connection.host.hostname()).not.toBe('');
      await volumes.delete(volume);
      await pools.destroy(pool);
      await pools.undefine(pool);
    });
  });

  describe('networks', () => {
    it('should be defined, started where that is allowed, and taken away again', async () => {
      const { networks } = connection;
      const name = `net-${randomUUID().slice(0, 8)}`;
      const log = new EventLog<string>();
      const stop = await connection.networkEvents.onLifecycle(({ network: about, event }) =>
        log.add(`${about.name} ${event}`),
      );
      const network = await networks.defineXml(
        `<network><name>${name}</name><bridge name="vbr-contract"/></network>`,
      );
      await log.until((seen) => seen.includes(`${name} defined`));
      expect(await networks.lookupByName(name)).toEqual(network);
      expect(await networks.lookupByUuid(network.uuid)).toEqual(network);
      expect(await networks.list()).toContainEqual(network);
      expect(await networks.isActive(network)).toBe(false);
      expect(await networks.xml(network)).toContain(name);
      if (subject.startsNetworks) {
        await networks.create(network);
        expect(await networks.isActive(network)).toBe(true);
        await networks.destroy(network);
      }
      await networks.undefine(network);
      await log.until((seen) => seen.includes(`${name} undefined`));
      await stop();
      await expect(networks.lookupByName(name)).rejects.toMatchObject({ code: 'no-network' });
    });
  });

  describe('connections', () => {
    it('should answer many calls at a time, each with its own', async () => {
      const machines = [await define(), await define(), await define()];
      const answers = Array.from({ length: 60 }, (_, turn) => {
        const { name, uuid } = machines[turn % machines.length]!;
        return turn % 2 ? connection.domains.lookupByName(name) : connection.domains.lookupByUuid(uuid);
      });
      expect((await Promise.all(answers)).map(({ uuid }) => uuid)).toEqual(
        Array.from({ length: 60 }, (_, turn) => machines[turn % machines.length]!.uuid),
      );
    });

    it('should refuse changes on a connection that only reads', async () => {
      const reader = await LibvirtConnection.open(subject.uri(), { readOnly: true });
      expect(await reader.domains.list()).toEqual(await connection.domains.list());
      await expect(reader.domains.defineXml('<domain/>')).rejects.toMatchObject({ code: 'operation-denied' });
      await reader.close();
    });

    it('should stay alive by pings alone', async () => {
      const quiet = await LibvirtConnection.open(subject.uri(), { keepaliveMs: 200, daemonKeepalive: true });
      // That nothing happens shows in time only: unanswered pings would end the connection after 800 ms.
      const silence = new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await Promise.race([quiet.closed, silence])).toBeUndefined();
      expect(await quiet.host.hostname()).not.toBe('');
      await quiet.close();
    });

    it('should deliver nothing after the end of a registration', async () => {
      const log = new EventLog<LifecycleEvent>();
      const stop = await connection.events.onLifecycle(log.add);
      await stop();
      await define();
      expect(log.events).toEqual([]);
    });

    it('should learn that a daemon does not know a call, and go on', async () => {
      const unknown = { ...procedures.connectGetHostname, number: 99_999, name: 'NO_SUCH_CALL' };
      await expect(connection.call(unknown, {})).rejects.toMatchObject({ code: 'rpc', number: 39 });
      expect(await connection.host.hostname()).not.toBe('');
    });
  });
}

function volumeXml(name: string, backing?: string): string {
  const below = backing ? `<backingStore><path>${backing}</path><format type='qcow2'/></backingStore>` : '';
  return `<volume><name>${name}</name><capacity unit='MiB'>8</capacity>
    <target><format type='qcow2'/><compat>1.1</compat></target>${below}</volume>`;
}
