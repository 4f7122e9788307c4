import { createHash, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Machine, MachineList } from '@virlab/contracts';
import { waitFor } from '@virlab/testbed';
import { LibvirtConnection, type LifecycleEvent } from 'node-libvirt';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { AuditEventEntity, VerifyAuditChain } from '../../audit/index';
import { openDataSource } from '../../database/index';
import { entities } from '../../entities';
import { SessionEntity } from '../../identity/index';
import { MachineEntity } from '../../machines/index';
import { Clock } from '../../platform/index';
import { createTestApp } from '../create-test-app';
import { testKeys } from '../test-keys';
import { BuiltServer } from './built-server';
import { KILL_AT, REMOVE_NOW } from './kill-at';
import { LabClient } from './lab-client';
import { RealHost } from './real-host';
import { BARE, POOL, seedBarePool, seedLab, seedPool } from './seed-lab';
import { UploadClient } from './upload-client';

const DEADLINE_MS = 240_000;
/** Each of the twenty points costs a start of the server. */
const POINTS_DEADLINE_MS = 900_000;
/** A start is written down, given a disk and powered on within this; the guest boots for longer. */
const LATEST_RANDOM_MS = 1_500;
const RANDOM_DEADLINE_MS = 400_000;
const LEAST_KILLS = 5;
/** Each write of a machine's row and each order to the host has a point before and one after it. */
const POINTS = [
  ['start', [1, 2, 3, 4, 5, 6, 7, 8, 10]],
  ['revert', [1, 3, 5, 7, 8, 9, 10]],
] as const;
/** In the removal of a machine: when it is written down, without its domain, without its disk, all gone but its row. */
const REMOVAL_POINTS = [2, 4, 5, 7];
const LEAVING = 'leaving';
const PROOF = /^virlab-proof-/;

describe('a server that is killed in the middle of a start', { timeout: DEADLINE_MS }, () => {
  let host: RealHost;
  let server: BuiltServer;
  let witness: LibvirtConnection;
  let student: LabClient;
  let machine: Machine;
  let bare: Machine;
  let leaving: Machine[];
  let cookie: string;
  const watchers = new Set<(event: LifecycleEvent) => void>();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'virlab-killed-'));
  const databaseUrl = `sqlite:${path.join(dataDir, 'virlab.sqlite')}`;
  const randomMs = randomInt(LATEST_RANDOM_MS);

  beforeAll(async () => {
    host = await RealHost.open();
    // Whoever fills the database must not look at the host yet: the killed server is the first to prove it.
    await host.signal('SIGKILL');
    const seeding = await createTestApp({
      environment: { VIRLAB_DATABASE_URL: databaseUrl },
      override: (builder) => builder.overrideProvider(Clock).useValue(new Clock()),
    });
    await seedLab(seeding.app, host);
    await seedBarePool(seeding.app, host);
    await seedPool(seeding.app, host, { pool: LEAVING, settings: { keepDays: 0 } });
    const rights = [POOL, BARE].map((ref) => ({ kind: 'pool' as const, ref, quota: { vms: 1 } }));
    const leavingRight = { kind: 'pool' as const, ref: LEAVING, quota: { vms: REMOVAL_POINTS.length } };
    const operator = { kind: 'role' as const, ref: 'operator' };
    const signedIn = await seeding.signIn({ entitlements: [...rights, leavingRight, operator] });
    cookie = signedIn.cookie;
    // There is no policy here that could be asked again.
    const rightsCheckedAt = new Date(Date.now() + 3_600_000);
    await seeding.source
      .getRepository(SessionEntity)
      .update({ id: signedIn.session.id }, { rightsCheckedAt });
    const seen = await seeding.request('/api/machines', { cookie });
    const { machines } = (await seen.json()) as MachineList;
    machine = machines.find(({ pool }) => pool.id === POOL)!;
    bare = machines.find(({ pool }) => pool.id === BARE)!;
    leaving = machines.filter(({ pool }) => pool.id === LEAVING);
    await seeding.close();
    await testKeys(dataDir);
    server = await BuiltServer.build({ dataDir, databaseUrl });
    await host.startAgain();
    witness = await LibvirtConnection.open(host.place.uri);
    await witness.events.onLifecycle((event) => {
      for (const look of [...watchers]) look(event);
    });
  }, DEADLINE_MS);

  afterAll(async () => {
    student?.close();
    await server?.close();
    await witness?.close();
    await host?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }, DEADLINE_MS);

  async function begin(entry: 'main' | 'killable' = 'main'): Promise<void> {
    student?.close();
    await server.start(entry);
    student = await LabClient.open(server.origin, cookie);
  }

  /** Resolves at the next such thing that the hypervisor does, heard by a connection that is not the server's. */
  function effect(isIt: (event: LifecycleEvent) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (event: LifecycleEvent) => {
        if (!isIt(event)) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
    });
  }

  const MOMENTS: { when: string; moment: () => Promise<unknown> }[] = [
    {
      when: 'while a guest proves its host',
      moment: () => effect(({ domain, event }) => PROOF.test(domain.name) && event === 'started'),
    },
    { when: 'as soon as the order was taken', moment: () => Promise.resolve() },
    {
      when: 'when the machine has been defined',
      moment: () => effect(({ domain, event }) => domain.uuid === machine.id && event === 'defined'),
    },
    {
      when: 'when the machine has been powered on',
      moment: () => effect(({ domain, event }) => domain.uuid === machine.id && event === 'started'),
    },
    { when: 'at some moment', moment: () => pause(randomMs) },
  ];

  for (const { when, moment } of MOMENTS)
    it(`should lose nothing when it dies ${when}`, async () => {
      onTestFailed(() => {
        process.stderr.write(`killed ${when} (random moment: ${randomMs} ms)\n${server.lastLines()}\n`);
      });
      const heard = moment();
      if (when === MOMENTS[0]?.when) await begin();
      await student.order(machine, 'start');
      await heard;
      await server.kill();
      await begin();

      const { activation, wanted } = await student.toBecome(machine, 'running');
      expect(wanted).toBe('running');
      const domains = await witness.domains.list();
      expect(domains.map(({ uuid }) => uuid)).toEqual([machine.id]);
      const { socketsDirectory } = host.place;
      expect(host.files()).toEqual([path.basename(host.imagePath), machine.id].sort());
      const stem = `${machine.id.replaceAll('-', '').slice(0, 16)}-${activation}`;
      expect(readdirSync(socketsDirectory).sort()).toEqual([`${stem}.log`, `${stem}.vnc`]);
      expect((await student.get(`/api/machines/${machine.id}/screen`)).status).toBe(200);
      await student.order(machine, 'force-off');
      await student.toBecome(machine, 'stopped');
    });

  /** What is on the host: ids of domains and disks, and which of them run. */
  async function found() {
    const domains = await witness.domains.list();
    const active = await Promise.all(
      domains.map(async ({ uuid }) => ((await witness.domains.isActive({ uuid })) ? uuid : null)),
    );
    return {
      domains: domains.map(({ uuid }) => uuid).sort(),
      running: active.filter((uuid) => uuid !== null).sort(),
      /** Ids of their machines. */
      disks: host.files().filter((name) => name !== path.basename(host.imagePath)),
    };
  }

  /** Waits until everything is as it is wanted, and holds the host to it: no machine less, none more, no orphan. */
  async function expectExactlyWhatIsWanted(): Promise<void> {
    const machines = await student.machines();
    for (const one of machines) {
      const wanted = one.wanted === 'stopped' ? 'stopped' : 'running';
      if (one.state !== wanted) await student.toBecome(one, wanted);
    }
    const now = await student.machines();
    const there = await found();
    const running = now.filter(({ wanted }) => wanted === 'running').map(({ id }) => id);
    expect(there.running).toEqual(running.sort());
    const known = new Set(now.map(({ id }) => id));
    expect([...there.domains, ...there.disks]).toSatisfy((ids: string[]) => ids.every((id) => known.has(id)));
  }

  /** Orders something that the server is to be killed in at a point; false when it was done before that point came. */
  async function killedAt(point: number, action: 'start' | 'revert'): Promise<boolean> {
    writeFileSync(path.join(dataDir, KILL_AT), String(point));
    const answer = await student.act(bare, action).catch(() => null);
    const done = student.toBecome(bare, 'running').catch(() => null);
    await Promise.race([server.died(), done]);
    const wasKilled = !existsSync(path.join(dataDir, KILL_AT));
    rmSync(path.join(dataDir, KILL_AT), { force: true });
    if (wasKilled) await begin('killable');
    // An order that was answered was taken; one that was not may have been.
    if (answer?.status !== 202) await student.act(bare, action);
    await student.toBecome(bare, 'running');
    return wasKilled;
  }

  it(
    'should leave exactly what is wanted wherever it is killed in a start and a revert',
    async () => {
      await server.kill();
      await begin('killable');
      for (const [action, points] of POINTS) {
        for (const point of points) {
          if (action === 'start') {
            await student.act(bare, 'force-off');
            await student.toBecome(bare, 'stopped');
          } else if ((await student.machines()).find(({ id }) => id === bare.id)?.state !== 'running') {
            await student.order(bare, 'start');
            await student.toBecome(bare, 'running');
          }
          expect(await killedAt(point, action), `${action} has a point ${point}`).toBe(true);
          await expectExactlyWhatIsWanted();
        }
      }
    },
    POINTS_DEADLINE_MS,
  );

  /** Asks for removals, as time does; a host that was not heard of yet is asked the next time. */
  async function removed({ id }: Machine, orDead = false): Promise<boolean> {
    if (!server.isRunning) return orDead;
    server.signal('SIGWINCH');
    return (await student.get(`/api/machines/${id}`)).status === 404;
  }

  it('should leave nothing half there wherever it is killed in a removal', async () => {
    onTestFailed(() => void process.stderr.write(`${server.lastLines()}\n`));
    if (!server.isRunning) await begin('killable');
    for (const one of leaving) await student.order(one, 'start');
    for (const one of leaving) {
      await student.toBecome(one, 'running');
      await student.order(one, 'force-off');
      await student.toBecome(one, 'stopped');
    }
    await server.kill();
    const source = await openDataSource(databaseUrl, entities);
    await source.getRepository(MachineEntity).update({ poolId: LEAVING }, { leaseUntil: new Date(0) });
    await source.destroy();
    await begin('killable');
    for (const [at, point] of REMOVAL_POINTS.entries()) {
      const one = leaving[at] as Machine;
      writeFileSync(path.join(dataDir, KILL_AT), String(point));
      writeFileSync(path.join(dataDir, REMOVE_NOW), one.id);
      await waitFor(`the end of the server at point ${point}`, () => removed(one, true));
      expect(existsSync(path.join(dataDir, KILL_AT)), `a removal has no point ${point}`).toBe(false);
      await server.died();
      await begin('killable');
      await waitFor(`the removal of ${one.name}`, () => removed(one), { deadlineMs: DEADLINE_MS });
      const there = await found();
      expect(there.domains).not.toContain(one.id);
      expect(there.disks).not.toContain(one.id);
    }
    await expectExactlyWhatIsWanted();
  });

  it('should go on with an upload that it was killed in, and have the whole image', async () => {
    if (!server.isRunning) await begin();
    const bytes = readFileSync(host.imagePath);
    const upload = await UploadClient.begin(server.origin, cookie, 'killed.qcow2', bytes);
    const sending = upload.sendSome(bytes.length / 2);
    const arrived = path.join(dataDir, 'uploads', upload.id);
    await waitFor('half of the upload', () => statSync(arrived).size > bytes.length / 4);
    await server.kill();
    await sending;
    await begin();
    const offset = await upload.offset();
    expect(offset).toBeGreaterThan(bytes.length / 4);
    expect(offset).toBeLessThanOrEqual(bytes.length / 2);
    await upload.sendRest(offset);
    const image = await upload.checked();
    expect(image).toMatchObject({ state: 'ready', sha256: createHash('sha256').update(bytes).digest('hex') });
    const file = path.join(image.folder, image.name);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(existsSync(arrived)).toBe(false);
    rmSync(file);
  });

  it(
    'should leave exactly what is wanted when it is killed again and again at random',
    async () => {
      const seed = Number(process.env['VIRLAB_TEST_KILL_SEED'] ?? randomInt(2 ** 31));
      const seconds = Number(process.env['VIRLAB_TEST_KILL_SECONDS'] ?? 20);
      onTestFailed(() => void process.stderr.write(`VIRLAB_TEST_KILL_SEED=${seed}\n${server.lastLines()}\n`));
      const random = seeded(seed);
      const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
      const end = performance.now() + seconds * 1000;
      let kills = 0;
      // A machine with much else to do starts the server a few times only in that time.
      while (performance.now() < end || kills < LEAST_KILLS) {
        // What is refused because it is so already is as good as taken.
        await student.act(pick(await student.machines()), pick(['start', 'revert', 'force-off']));
        await pause(random() * LATEST_RANDOM_MS);
        await server.kill();
        kills += 1;
        await begin();
      }
      await expectExactlyWhatIsWanted();
    },
    RANDOM_DEADLINE_MS,
  );

  it('should have written each order into the trail once, in an unbroken chain', async () => {
    await server.kill();
    const source = await openDataSource(databaseUrl, entities);
    try {
      expect(await new VerifyAuditChain(source, new Clock()).run()).toMatchObject({ unbroken: true });
      const orders = await source.getRepository(AuditEventEntity).findBy({ kind: 'machine.action' });
      const first = orders.slice(0, MOMENTS.length * 2);
      expect(first.map(({ facts }) => facts['action'])).toEqual(
        MOMENTS.flatMap(() => ['start', 'force-off']),
      );
    } finally {
      await source.destroy();
    }
  });
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
