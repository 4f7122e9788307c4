import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Machine, MachineList, Problem } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VerifyAuditChain } from '../audit/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { DRIVER_KINDS, type DriverKind, HostEntity, SaveHost } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { Bus, Clock } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from './create-test-app';
import type { SignedInPerson } from './sign-in-directly';

/** The way to the database, which can be cut. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(host: string, port: number): Promise<Wire> {
    let wire: Wire | undefined;
    const server = createServer((socket) => wire?.join(socket, connect(port, host)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (wire = new Wire(server, (server.address() as AddressInfo).port));
  }

  /** As when the database is stopped: what is open breaks, what is new is sent away. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(client: Socket, database: Socket): void {
    if (this.isCut) {
      database.destroy();
      return void client.destroy();
    }
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}

describe.skipIf(!scratchEngines.includes('MariaDB'))('while the database is gone', () => {
  let database: ScratchDatabase;
  let wire: Wire;
  let test: TestApp;
  let student: SignedInPerson;
  const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });

  beforeAll(async () => {
    database = await openScratchDatabase('MariaDB', entities);
    const url = new URL(database.url);
    wire = await Wire.to(url.hostname, Number(url.port));
    url.port = String(wire.port);
    const kind: DriverKind = {
      ...{ name: 'simulated', takes: (uri) => uri === 'simulated:', faultsOf: () => [] },
      open: (_, dataDir) => new SimulatedDriver(`${dataDir}/s`, { order: 5, boot: 400, shutdown: 20 }),
    };
    test = await createTestApp({
      environment: { VIRLAB_DATABASE_URL: url.href },
      override: (builder) =>
        builder.overrideProvider(DRIVER_KINDS).useValue([kind]).overrideProvider(Clock).useValue(new Clock()),
    });
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      await get(SavePool).run({ id: 'linux', title: 'Linux', templateId: 't1', hostId: 'h1' }, manager);
    });
    await until(async () => {
      const host = await test.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' });
      return host.health === 'ok';
    });
    const right = { kind: 'pool' as const, ref: 'linux', quota: { vms: 4 } };
    student = await test.signIn({ entitlements: [right] });
  });
  afterAll(async () => {
    await test?.close();
    wire?.close();
    await database?.drop();
  });

  const list = () => test.request('/api/machines', { cookie: student.cookie });
  const machines = async () => ((await (await list()).json()) as MachineList).machines;
  const order = ({ id }: Machine, action: string) =>
    test.request(`/api/machines/${id}/actions`, {
      ...{ method: 'POST', cookie: student.cookie, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ action }),
    });

  async function until(look: () => Promise<boolean>): Promise<void> {
    let wake: () => void = () => undefined;
    const stop = test.app.get(Bus).hear(() => wake());
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        if (await look()) return;
        await told;
      }
    } finally {
      stop();
    }
  }

  it('should answer in a word, come back by itself, and have lost nothing that was acknowledged', async () => {
    const all = await machines();
    expect(all).toHaveLength(4);
    const answers = await Promise.all(all.slice(0, 3).map((machine) => order(machine, 'start')));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    wire.cut();
    // In the middle of three starts; the host goes on, and nobody can write down what it does.
    for (let nth = 0; nth < 5; nth += 1) {
      const answer = await list();
      expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'database-unavailable']);
    }
    const refused = await order(all[3]!, 'start');
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([503, 'database-unavailable']);
    expect((await test.request('/healthz')).status).toBe(200);
    expect((await test.request('/readyz')).status).toBe(503);
    wire.mend();
    expect((await test.request('/readyz')).status).toBe(200);
    await until(async () => (await machines()).filter(({ state }) => state === 'running').length === 3);
    const now = await machines();
    expect(now.find(({ id }) => id === all[3]!.id)?.state).toBe('stopped');
    expect(now.map(({ activation }) => activation).sort()).toEqual([0, 1, 1, 1]);
    expect((await order(all[3]!, 'start')).status).toBe(202);
    await until(async () => (await machines()).every(({ state }) => state === 'running'));
    expect(await new VerifyAuditChain(test.source, new Clock()).run()).toMatchObject({ unbroken: true });
  });
});
