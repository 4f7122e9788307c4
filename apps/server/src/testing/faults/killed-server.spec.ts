import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Machine, MachineList } from '@virlab/contracts';
import { LibvirtConnection, type LifecycleEvent } from 'node-libvirt';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { AuditEventEntity, VerifyAuditChain } from '../../audit/index';
import { openDataSource } from '../../database/index';
import { entities } from '../../entities';
import { Clock } from '../../platform/index';
import { createTestApp } from '../create-test-app';
import { testKeys } from '../test-keys';
import { BuiltServer } from './built-server';
import { LabClient } from './lab-client';
import { RealHost } from './real-host';
import { POOL, seedLab } from './seed-lab';

const DEADLINE_MS = 240_000;
/** A start is written down, given a disk and powered on within this; the guest boots for longer. */
const LATEST_RANDOM_MS = 1_500;
const PROOF = /^virlab-proof-/;

describe('a server that is killed in the middle of a start', { timeout: DEADLINE_MS }, () => {
  let host: RealHost;
  let server: BuiltServer;
  let witness: LibvirtConnection;
  let student: LabClient;
  let machine: Machine;
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
    ({ cookie } = await seeding.signIn({ entitlements: [{ kind: 'pool', ref: POOL }] }));
    const seen = await seeding.request('/api/machines', { cookie });
    [machine] = ((await seen.json()) as MachineList).machines as [Machine];
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

  async function begin(): Promise<void> {
    student?.close();
    await server.start();
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
      const { imagesDirectory, socketsDirectory } = host.place;
      expect(readdirSync(imagesDirectory).sort()).toEqual(
        [path.basename(host.imagePath), `${machine.id}.qcow2`].sort(),
      );
      const stem = `${machine.id.replaceAll('-', '').slice(0, 16)}-${activation}`;
      expect(readdirSync(socketsDirectory).sort()).toEqual([`${stem}.log`, `${stem}.vnc`]);
      expect((await student.get(`/api/machines/${machine.id}/screen`)).status).toBe(200);
      await student.order(machine, 'force-off');
      await student.toBecome(machine, 'stopped');
    });

  it('should have written each order into the trail once, in an unbroken chain', async () => {
    await server.kill();
    const source = await openDataSource(databaseUrl, entities);
    try {
      expect(await new VerifyAuditChain(source, new Clock()).run()).toMatchObject({ unbroken: true });
      const orders = await source.getRepository(AuditEventEntity).findBy({ kind: 'machine.action' });
      expect(orders.map(({ facts }) => facts['action'])).toEqual(
        MOMENTS.flatMap(() => ['start', 'force-off']),
      );
    } finally {
      await source.destroy();
    }
  });
});
