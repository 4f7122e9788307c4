import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLibvirtd, waitFor } from '@virlab/testbed';
import { LibvirtConnection } from 'node-libvirt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/index';
import type { DriverError, MachineSpec, ObservedState } from '../../hypervisor-driver';
import { hypervisorDriverContract } from '../../testing/hypervisor-driver-contract';
import { openPrivateLibvirt, READY_LINE } from '../../testing/private-libvirt';
import { diskName, unnamedDiskName } from './disk-name';
import { LibvirtDriver } from './libvirt-driver';

/** A guest boots in five seconds by emulation, and in many times that when other guests boot on the same two cores. */
const DEADLINE_MS = 180_000;

hypervisorDriverContract('libvirt', openPrivateLibvirt, { deadlineMs: DEADLINE_MS });

describe('LibvirtDriver', { timeout: DEADLINE_MS * 2 }, () => {
  let host: Awaited<ReturnType<typeof openPrivateLibvirt>>;
  let daemon: Awaited<ReturnType<typeof openPrivateLibvirt>>['libvirtd'];
  let wake: () => void = () => undefined;
  const heard: string[] = [];
  beforeAll(async () => {
    host = await openPrivateLibvirt();
    daemon = host.libvirtd;
    host.driver.watch({
      changed: ({ what }) => tell(what),
      lost: () => tell('lost'),
      back: () => tell('back'),
    });
    await toHear('back');
  }, DEADLINE_MS);
  afterAll(() => host?.close(daemon), DEADLINE_MS);

  function tell(what: string): void {
    heard.push(what);
    wake();
  }
  async function toHear(what: string): Promise<void> {
    while (!heard.includes(what)) await new Promise<void>((resolve) => (wake = resolve));
  }
  async function toBecome(id: string, state: ObservedState): Promise<void> {
    while ((await host.driver.observe(id)).state !== state)
      await new Promise<void>((resolve) => (wake = resolve));
  }
  const untilReady = (id: string) =>
    waitFor('the ready line', async () => (await host.driver.signs(id, 1, READY_LINE)).ready === true, {
      deadlineMs: DEADLINE_MS,
    });
  function machine(overrides: Partial<MachineSpec> = {}): MachineSpec {
    const id = newId();
    const { imagePath, memoryMiB } = host;
    return {
      id,
      name: `m-${id.slice(0, 8)}`,
      imagePath,
      memoryMiB,
      vcpus: 1,
      owner: 'o',
      pool: 'p',
      network: { kind: 'none' },
      ...overrides,
    };
  }
  const diskOf = (id: string) => path.join(host.place.imagesDirectory, diskName(id, host.place.installation));
  /** An image of QEMU's own program in the images' folder. */
  function image(...args: string[]): string {
    const file = path.join(host.place.imagesDirectory, `image-${newId()}.qcow2`);
    const size = args.includes('-u') || !args.includes('-b') ? ['8M'] : [];
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...args, file, ...size]);
    chmodSync(file, 0o644);
    return file;
  }
  const faultOf = (call: Promise<unknown>): Promise<DriverError> =>
    call.then(
      () => Promise.reject(new Error('expected a fault')),
      (fault: DriverError) => fault,
    );

  it('should outlive a daemon that is killed while a machine boots, and find the machine again', async () => {
    const spec = machine();
    await host.driver.prepare(spec, { fresh: false });
    const display = await host.driver.start(spec, 1, 'qemu');
    heard.length = 0;
    await daemon.kill('SIGKILL');
    await toHear('lost');
    expect((await faultOf(host.driver.observe(spec.id))).code).toBe('unreachable');
    heard.length = 0;
    daemon = await startLibvirtd({ directory: host.directory });
    await toHear('back');
    expect(heard.filter((what) => what === 'lost')).toEqual([]);
    expect(await host.driver.observe(spec.id)).toMatchObject({ state: 'running', display });
    await untilReady(spec.id);
    await host.driver.power(spec.id, 'force-off');
    await toBecome(spec.id, 'stopped');
    await host.driver.remove(spec.id);
  });

  it('should leave nothing of a machine behind, neither on the host nor in the folder of displays', async () => {
    const spec = machine();
    await host.driver.prepare(spec, { fresh: false });
    await host.driver.start(spec, 1, 'qemu');
    const stem = spec.id.replaceAll('-', '').slice(0, 16);
    const files = () => readdirSync(host.place.socketsDirectory).filter((name) => name.startsWith(stem));
    expect(files().sort()).toEqual([`${stem}-1.log`, `${stem}-1.vnc`]);
    await host.driver.remove(spec.id);
    expect(files()).toEqual([]);
    expect(readdirSync(host.place.imagesDirectory).filter((name) => name.startsWith(spec.id))).toEqual([]);
  });

  it('should put back what the disk held when the snapshot was taken', async () => {
    const spec = machine();
    await host.driver.prepare(spec, { fresh: false });
    await host.driver.start(spec, 1, 'qemu');
    await host.driver.power(spec.id, 'force-off');
    await toBecome(spec.id, 'stopped');
    const disk = diskOf(spec.id);
    const io = (command: string) => execFileSync('qemu-io', ['-c', command, disk], { encoding: 'utf8' });
    io('write -P 17 120M 64k');
    await host.driver.snapshot(spec.id, 'kept');
    io('write -P 34 120M 64k');
    // What an attempt leaves that was cut short: an entry in the disk that libvirt's book does not have.
    execFileSync('qemu-img', ['snapshot', '-c', 'kept~cut-short', disk]);
    await host.driver.restore(spec.id, 'kept');
    io('read -P 17 120M 64k');
    expect(() => io('read -P 34 120M 64k')).toThrow();
    await host.driver.start(spec, 2, 'qemu');
    await host.driver.remove(spec.id);
  });

  it('should neither report nor clear what others have made', async () => {
    const others = newId();
    const half = newId();
    const connection = await LibvirtConnection.open(host.place.uri);
    const type = "<os><type arch='x86_64' machine='pc'>hvm</type></os>";
    await connection.domains.defineXml(
      `<domain type='qemu'><name>virlab-like</name><uuid>${others}</uuid><memory unit='MiB'>16</memory>${type}</domain>`,
    );
    const [theirs, theirImage, halfMade] = [others, newId(), half].map(diskOf) as [string, string, string];
    renameSync(image('-b', host.imagePath, '-F', 'qcow2'), theirs);
    execFileSync('qemu-img', ['convert', '-O', 'qcow2', host.imagePath, theirImage]);
    renameSync(image(), halfMade);
    await connection.pools.refresh((await connection.pools.list())[0]!);
    const left = await host.driver.leftovers();
    expect(left.filter(({ kind }) => kind === 'domain')).toEqual([]);
    const nameOf = (file: string) => path.basename(file);
    const judged = new Map(left.map(({ name, isOurs }) => [name, isOurs]));
    expect([theirs, theirImage, halfMade].map((file) => judged.get(nameOf(file)))).toEqual([
      false,
      false,
      true,
    ]);
    const claimed = (file: string, kind: 'domain' | 'volume') => ({
      ...{ kind, name: nameOf(file), machineId: nameOf(file).slice(0, 36), isOurs: true },
    });
    expect((await faultOf(host.driver.clear(claimed(theirs, 'domain')))).code).toBe('refused');
    expect((await faultOf(host.driver.clear(claimed(theirs, 'volume')))).code).toBe('refused');
    expect((await faultOf(host.driver.clear(claimed(theirImage, 'volume')))).code).toBe('refused');
    expect((await faultOf(host.driver.clear(claimed(host.imagePath, 'volume')))).code).toBe('refused');
    await host.driver.clear(claimed(halfMade, 'volume'));
    expect(readdirSync(host.place.imagesDirectory)).not.toContain(nameOf(halfMade));
    expect(readdirSync(host.place.imagesDirectory)).toContain(nameOf(theirs));
    await connection.domains.undefine({ uuid: others });
    await connection.close();
  });

  it('should go on with what was made before marks named anybody, and clear of it only what it knows', async () => {
    const known = machine();
    await host.driver.prepare(known, { fresh: false });
    await host.driver.start(known, 1, 'qemu');
    await host.driver.power(known.id, 'force-off');
    await toBecome(known.id, 'stopped');
    const connection = await LibvirtConnection.open(host.place.uri);
    const [unnamed, unknown] = [known.id, newId()].map((id) =>
      path.join(host.place.imagesDirectory, unnamedDiskName(id)),
    ) as [string, string];
    renameSync(diskOf(known.id), unnamed);
    renameSync(image('-b', host.imagePath, '-F', 'qcow2'), unknown);
    const xml = await connection.domains.xml({ uuid: known.id });
    await connection.domains.defineXml(
      xml.replace(/ installation=["'][0-9a-f]{16}["']/, '').replace(diskOf(known.id), unnamed),
    );
    for (const pool of await connection.pools.list()) await connection.pools.refresh(pool);
    const unmarked = async () =>
      (await host.driver.leftovers()).filter(({ name }) => [known.name, ourDisk, lostDisk].includes(name));
    const told = async () => (await unmarked()).map(({ kind, name, isOurs }) => [kind, name, isOurs]).sort();
    const [ourDisk, lostDisk] = [unnamed, unknown].map((file) => path.basename(file)) as [string, string];
    expect(await told()).toEqual(
      [
        ['domain', known.name, false],
        ['volume', ourDisk, false],
        ['volume', lostDisk, false],
      ].sort(),
    );
    for (const one of await unmarked())
      expect((await faultOf(host.driver.clear({ ...one, isOurs: true }))).code).toBe('refused');

    await host.driver.prepare(known, { fresh: false });
    await host.driver.start(known, 2, 'qemu');
    expect(readdirSync(host.place.imagesDirectory)).not.toContain(path.basename(diskOf(known.id)));
    expect(await told()).toContainEqual(['domain', known.name, true]);
    expect(await told()).toContainEqual(['volume', ourDisk, true]);
    const left = (await host.driver.leftovers()).filter(({ machineId }) => machineId === known.id);
    for (const one of left) await host.driver.clear(one);
    expect(await told()).toEqual([['volume', lostDisk, false]]);
    rmSync(unknown);
    await connection.close();
  });

  it.each([
    ['/etc/shadow', ['-b', '/etc/shadow']],
    ['a file beside the folder, by its name', ['-b', '../libvirtd.log']],
    ['another host', ['-b', 'nbd://127.0.0.1/disk']],
    ['what a description says', ['-b', 'json:{"driver":"raw","file":{"filename":"/etc/shadow"}}']],
  ])('should refuse an image whose header points at %s', async (_what, below) => {
    const imagePath = image('-u', ...below, '-F', 'raw');
    const fault = await faultOf(host.driver.prepare(machine({ imagePath }), { fresh: false }));
    expect(fault.code).toBe('image-invalid');
    expect(fault.message).toContain('stands on');
  });

  it('should refuse an image whose data lie in another file', async () => {
    const imagePath = image('-o', `data_file=${path.join(host.place.imagesDirectory, 'data.raw')}`);
    const fault = await faultOf(host.driver.prepare(machine({ imagePath }), { fresh: false }));
    expect(fault).toMatchObject({ code: 'image-invalid' });
  });

  it('should take an image that stands on one of the same folder, and no circle of them', async () => {
    const middle = image('-b', host.imagePath, '-F', 'qcow2');
    const spec = machine({ imagePath: image('-b', path.basename(middle), '-F', 'qcow2') });
    await host.driver.prepare(spec, { fresh: false });
    await host.driver.remove(spec.id);
    const name = `image-${newId()}.qcow2`;
    const circle = image('-u', '-b', name, '-F', 'qcow2');
    renameSync(image('-u', '-b', circle, '-F', 'qcow2'), path.join(host.place.imagesDirectory, name));
    const fault = await faultOf(host.driver.prepare(machine({ imagePath: circle }), { fresh: false }));
    expect(fault).toMatchObject({ code: 'image-invalid' });
  });

  it('should refuse an image that is no qcow2', async () => {
    const imagePath = path.join(host.place.imagesDirectory, 'noise.qcow2');
    writeFileSync(imagePath, Buffer.alloc(65_536, 7));
    chmodSync(imagePath, 0o644);
    const fault = await faultOf(host.driver.prepare(machine({ imagePath }), { fresh: false }));
    expect(fault.code).toBe('image-invalid');
  });

  it('should say why a host that boots nothing is not proved, and take the throw-away guest away', async () => {
    const fault = await faultOf(
      host.driver.prove({ imagePath: host.missingImagePath, memoryMiB: 96, vcpus: 1, readyLine: READY_LINE }),
    );
    expect(fault.code).toBe('image-missing');
    expect(await host.driver.observeAll()).toEqual(new Map());
  });

  it('should tell a host that cannot be reached once, and fail at once while it rests', async () => {
    const away = new LibvirtDriver({ ...host.place, uri: 'qemu:///session?socket=/nowhere/libvirt-sock' });
    const lost: string[] = [];
    const stop = await new Promise<() => Promise<void>>((resolve) => {
      const stopping = away.watch({
        changed: () => undefined,
        lost: (why) => {
          lost.push(why);
          resolve(stopping);
        },
        back: () => undefined,
      });
    });
    expect((await faultOf(away.facts())).code).toBe('unreachable');
    expect(lost).toHaveLength(1);
    await stop();
    await away.close();
    expect((await faultOf(away.observe(newId()))).code).toBe('unreachable');
  });
});
