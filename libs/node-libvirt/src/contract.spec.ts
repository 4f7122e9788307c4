import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { startLibvirtd } from '@virlab/testbed';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CREATE_DOMAIN, LibvirtConnection, LibvirtError, OPEN_CONSOLE, type GraphicsEvent } from './index';
import { EventLog } from './testing/event-log';
import { firmwareXml, mockSubject, qemuSubject, type Libvirtd } from './testing/contract-subjects';
import { libvirtContract } from './testing/libvirt-contract';

const run = promisify(execFile);

describe('against libvirtd', () => {
  let root: string;
  let libvirtd: Libvirtd;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'node-libvirt-'));
    libvirtd = await startLibvirtd({ directory: join(root, 'daemon') });
  });
  afterAll(async () => {
    await libvirtd.stop({ erase: true });
    await rm(root, { recursive: true, force: true });
  });

  const domainXml = (name: string, uuid: string) => firmwareXml(libvirtd, name, uuid);
  const qemu = qemuSubject(
    () => libvirtd,
    () => libvirtd.uri('qemu'),
  );
  const mock = mockSubject(() => libvirtd.uri('test'));

  describe('with QEMU', () => libvirtContract(qemu));
  describe('with the driver for tests', () => libvirtContract(mock));

  describe('whose volumes', () => {
    it('should be what qemu-img sees', async () => {
      const connection = await LibvirtConnection.open(qemu.uri());
      const { pools, volumes } = connection;
      const pool = await pools.defineXml(qemu.poolXml('seen'));
      await pools.build(pool);
      await pools.create(pool);
      const format = `<target><format type='qcow2'/><compat>1.1</compat></target>`;
      const base = await volumes.createXml(
        pool,
        `<volume><name>base</name><capacity unit='MiB'>16</capacity>${format}</volume>`,
      );
      const basePath = await volumes.path(base);
      const overlay = await volumes.createXml(
        pool,
        `<volume><name>overlay</name><capacity unit='MiB'>16</capacity>${format}
          <backingStore><path>${basePath}</path><format type='qcow2'/></backingStore></volume>`,
      );
      const path = await volumes.path(overlay);
      const image = JSON.parse((await run('qemu-img', ['info', '--output=json', path])).stdout) as object;
      expect(image).toMatchObject({
        format: 'qcow2',
        'backing-filename': basePath,
        'backing-filename-format': 'qcow2',
        'virtual-size': 16 * 1024 * 1024,
      });

      const header = await volumes.download(overlay, { length: 512 });
      expect([header.length, header.subarray(0, 4).toString('latin1')]).toEqual([512, 'QFI\xfb']);

      await volumes.resize(overlay, 32 * 1024 * 1024);
      const copy = await volumes.createXmlFrom(
        pool,
        `<volume><name>copy</name><capacity unit='MiB'>32</capacity>${format}</volume>`,
        overlay,
      );
      expect(await volumes.info(copy)).toMatchObject({ capacityBytes: 32 * 1024 * 1024 });
      for (const volume of await volumes.list(pool)) await volumes.delete(volume);
      await pools.destroy(pool);
      await pools.undefine(pool);
      await connection.close();
    });
  });

  describe('whose machines have disks', () => {
    it('should be put back to a snapshot while they run, memory and all', async () => {
      const connection = await LibvirtConnection.open(qemu.uri());
      const { domains, snapshots } = connection;
      const disk = join(libvirtd.imagesDirectory, 'kept.qcow2');
      await run('qemu-img', ['create', '-q', '-f', 'qcow2', disk, '8M']);
      await chown(disk, libvirtd.uid, libvirtd.gid);
      const uuid = randomUUID();
      const domain = await domains.defineXml(
        domainXml('kept', uuid).replace(
          '<graphics',
          `<disk type='file'><driver name='qemu' type='qcow2'/><source file='${disk}'/><target dev='vda' bus='virtio'/></disk><graphics`,
        ),
      );
      await domains.create(domain);
      const log = new EventLog<string>();
      await connection.events.onLifecycle(({ event, detail }) => log.add(`${event}/${detail}`), { domain });
      const kept = await snapshots.createXml(domain, '<domainsnapshot><name>kept</name></domainsnapshot>');
      await domains.destroy(domain);
      await snapshots.revert(kept);
      await log.until((seen) => seen.includes('started/from-snapshot'));
      expect(await domains.state(domain)).toMatchObject({ state: 'running' });
      expect(await snapshots.current(domain)).toMatchObject({ name: 'kept' });
      await domains.destroy(domain);
      await snapshots.delete(kept);
      expect(await snapshots.list(domain)).toEqual([]);
      await domains.undefine(domain);
      await connection.close();
    });
  });

  describe('whose machines have consoles', () => {
    it('should carry what a guest writes and what is typed, and let go of the console', async () => {
      const connection = await LibvirtConnection.open(qemu.uri());
      const { domains } = connection;
      const domain = await domains.defineXml(
        domainXml('talking', randomUUID())
          .replace('</os>', `<bios useserial='yes'/></os>`)
          .replace('<graphics', `<serial type='pty'/><console type='pty'/><graphics`),
      );
      await expect(domains.openConsole(domain)).rejects.toMatchObject({ code: 'operation-invalid' });
      await domains.create(domain, CREATE_DOMAIN.paused);
      const console = await domains.openConsole(domain);
      expect(connection.load).toEqual({ inFlight: 0, waiting: 0 });
      const log = new EventLog<string>();
      console.onData((bytes) => log.add(bytes.toString('latin1')));
      await expect(domains.openConsole(domain, { flags: OPEN_CONSOLE.safe })).rejects.toMatchObject({
        name: 'LibvirtError',
      });
      await domains.resume(domain);
      await log.until((seen) => seen.join('').includes('SeaBIOS'));
      console.write(Buffer.from('x'));
      console.abort();
      await console.closed;

      const again = await domains.openConsole(domain, { flags: OPEN_CONSOLE.force });
      await domains.destroy(domain);
      await again.closed;
      expect(await connection.host.hostname()).not.toBe('');
      await domains.undefine(domain);
      await connection.close();
    });
  });

  describe('whose machines', () => {
    it('should tell who looks at their screens', async () => {
      const connection = await LibvirtConnection.open(qemu.uri());
      const uuid = '6695eb01-f6a4-4304-a9aa-97f2502e193e';
      const domain = await connection.domains.defineXml(domainXml('watched', uuid));
      const log = new EventLog<GraphicsEvent>();
      await connection.events.onGraphics(log.add, { domain });
      await connection.domains.create(domain);
      const viewer = connect(`${libvirtd.socketsDirectory}/${uuid}.sock`);
      await log.until((events) => events.some(({ phase }) => phase === 'connect'));
      viewer.destroy();
      await log.until((events) => events.some(({ phase }) => phase === 'disconnect'));
      expect(log.events[0]).toMatchObject({ domain: { uuid }, phase: 'connect', local: { family: 'unix' } });
      await connection.domains.destroy(domain);
      await connection.domains.undefine(domain);
      await connection.close();
    });
  });

  describe('with much to do', () => {
    it('should still answer pings while many machines start', async () => {
      const connection = await LibvirtConnection.open(qemu.uri(), { keepaliveMs: 300 });
      const { domains } = connection;
      const defined = await Promise.all(
        Array.from({ length: 6 }, (_, turn) => domains.defineXml(domainXml(`busy-${turn}`, randomUUID()))),
      );
      const started = await Promise.all(defined.map((domain) => domains.create(domain)));
      expect(new Set(started.map(({ id }) => id)).size).toBe(6);
      await Promise.all(started.map((domain) => domains.destroy(domain)));
      await Promise.all(started.map((domain) => domains.undefine(domain)));
      await connection.close();
      expect(await connection.closed).toMatchObject({ code: 'closed-by-client' });
    });
  });

  describe('in trouble', () => {
    afterEach(async () => {
      await libvirtd.kill('SIGCONT');
    });

    it('should say that the outcome is unknown when the daemon is frozen, and get the late answer out of the way', async () => {
      const connection = await LibvirtConnection.open(qemu.uri(), { keepaliveMs: 0 });
      await libvirtd.kill('SIGSTOP');
      await expect(connection.domains.list(0, { timeoutMs: 100 })).rejects.toMatchObject({
        code: 'call-timed-out',
        outcome: 'unknown',
      });
      expect(connection.load.inFlight).toBe(1);
      await libvirtd.kill('SIGCONT');
      expect(await connection.host.hostname()).not.toBe('');
      expect(connection.load.inFlight).toBe(0);
      await connection.close();
    });

    it('should notice a frozen daemon by its silence', async () => {
      const connection = await LibvirtConnection.open(qemu.uri(), { keepaliveMs: 200 });
      await connection.domains.list();
      await libvirtd.kill('SIGSTOP');
      const late = connection.domains.list().catch((error: unknown) => error);
      expect(await connection.closed).toMatchObject({ code: 'keepalive-timed-out' });
      expect(await late).toMatchObject({ code: 'keepalive-timed-out', outcome: 'unknown' });
    });

    it('should end all calls promptly when the daemon is killed, and find the machine running afterwards', async () => {
      const connection = await LibvirtConnection.open(qemu.uri());
      const domain = await connection.domains.defineXml(
        domainXml('survivor', '6695eb01-f6a4-4304-a9aa-97f2502e193f'),
      );
      await connection.domains.create(domain);
      await libvirtd.kill('SIGSTOP');
      const calls = Array.from({ length: 8 }, () =>
        connection.domains.state(domain).catch((error: unknown) => error),
      );
      await libvirtd.kill('SIGKILL');
      const errors = await Promise.all(calls);
      expect(errors.map((error) => (error as { code: string; outcome: string }).outcome)).toEqual([
        ...Array<string>(4).fill('unknown'),
        ...Array<string>(4).fill('not-sent'),
      ]);
      for (const error of errors) expect(error).toMatchObject({ name: 'LibvirtConnectionError' });
      expect(await connection.closed).toMatchObject({ code: 'connection-lost' });

      libvirtd = await startLibvirtd({ directory: join(root, 'daemon') });
      const again = await LibvirtConnection.open(qemu.uri());
      expect(await again.domains.lookupByName('survivor')).toMatchObject({ uuid: domain.uuid });
      await vi.waitUntil(() => again.domains.isActive(domain), { timeout: 50_000 });
      // While a new daemon takes its machines over, it may end one and still say that it was not running.
      const isOff = async () => {
        await again.domains.destroy(domain).catch(takeForOff);
        return (await again.domains.state(domain)).state === 'shutoff';
      };
      await vi.waitUntil(isOff, { timeout: 50_000 });
      await again.domains.undefine(domain);
      await again.close();
    });
  });
});

/** "Not running" is for the state to tell; any other error is thrown. */
function takeForOff(error: unknown): void {
  if (!(error instanceof LibvirtError && error.code === 'operation-invalid')) throw error;
}
