import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { ConsoleTicket, Machine, MachineList, Problem } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { Entitlements } from '../entitlements/index';
import { SaveHost } from '../hypervisors/index';
import { openPrivateLxc, reasonForNoContainers } from '../hypervisors/testing/private-lxc';
import { Bus, Clock } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { TextViewer } from './testing/text-viewer';

const DEADLINE_MS = 120_000;

/** Nothing here is simulated but the sign-in: a real daemon, a real container, the whole server. */
describe.skipIf(reasonForNoContainers() !== null)(
  'a text console of a real container',
  { timeout: DEADLINE_MS },
  () => {
    let host: Awaited<ReturnType<typeof openPrivateLxc>>;
    let test: TestApp;
    let student: SignedInPerson;

    const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    const only = async (): Promise<Machine> => {
      const answer = await test.request('/api/machines', { cookie: student.cookie });
      return ((await answer.json()) as MachineList).machines[0]!;
    };
    const post = (path: string, body: object) =>
      test.request(path, {
        method: 'POST',
        cookie: student.cookie,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const order = async (action: string) => {
      const answer = await post(`/api/machines/${(await only()).id}/actions`, { action });
      expect(answer.status).toBe(202);
    };
    /** Waits for the machine to be so; looks whenever anything was told inside the server. */
    const becomes = async (state: Machine['state']): Promise<Machine> => {
      let wake: () => void = () => undefined;
      let isOver = false;
      const stop = get(Bus).hear(() => wake());
      const timer = setTimeout(() => {
        isOver = true;
        wake();
      }, DEADLINE_MS - 10_000);
      try {
        for (;;) {
          const told = new Promise<void>((resolve) => (wake = resolve));
          const machine = await only();
          if (machine.state === state) return machine;
          if (isOver) throw new Error(`waited in vain for ${state}; it is ${JSON.stringify(machine)}`);
          await told;
        }
      } finally {
        clearTimeout(timer);
        stop();
      }
    };
    const view = async () => {
      const { id } = await only();
      const ticket = (await (await post(`/api/machines/${id}/console`, {})).json()) as ConsoleTicket;
      expect(ticket).toMatchObject({ mode: 'control', display: 'text' });
      return TextViewer.open(ticket.url, { cookie: student.cookie, origin: test.origin });
    };

    beforeAll(async () => {
      host = await openPrivateLxc();
      test = await createTestApp({
        // Time goes by here as it does for the guest.
        override: (builder) => builder.overrideProvider(Clock).useValue(new Clock()),
      });
      await test.source.transaction(async (manager) => {
        await get(SaveHost).run({ id: 'h1', title: 'Containers', ...host.place }, manager);
        const { imagePath, memoryMiB, readyLine } = host;
        const template = { id: 't1', title: 'Shell', imagePath, memoryMiB, vcpus: 1, readyLine };
        await get(SaveTemplate).run(template, manager);
        await get(SavePool).run({ id: 'shells', title: 'Shells', templateId: 't1', hostId: 'h1' }, manager);
      });
      student = await test.signIn({ entitlements: [{ kind: 'pool', ref: 'shells' }] });
    }, DEADLINE_MS);
    afterAll(async () => {
      await test?.close();
      await host?.close();
    }, DEADLINE_MS);

    it('should show a prompt, carry out what is typed, and end when the container is shut down', async () => {
      await order('start');
      const machine = await becomes('running');
      expect(machine).toMatchObject({ driver: 'lxc', runsBy: 'lxc', display: 'text', hasScreen: false });
      const able = new Map(machine.actions.map(({ action, reason }) => [action, reason]));
      expect([able.get('reset'), able.get('shutdown')]).toEqual(['driver-cannot', undefined]);

      const screen = await test.request(`/api/machines/${machine.id}/screen`, { cookie: student.cookie });
      expect([screen.status, ((await screen.json()) as Problem).code]).toEqual([409, 'screen-is-text']);

      const viewer = await view();
      await viewer.said('$ ');
      viewer.type('echo hi-$((40 + 2))\n');
      await viewer.said('hi-42');
      await order('shutdown');
      expect(await viewer.closed).toBe(4430);
      await becomes('stopped');
    });

    it('should reach neither a network nor a user of its host', async () => {
      await order('start');
      await becomes('running');
      let reached = 0;
      const listener = createServer(() => (reached += 1)).listen(0, '0.0.0.0');
      await once(listener, 'listening');
      const { port } = listener.address() as AddressInfo;
      const viewer = await view();
      await viewer.said('$ ');
      const knock = `nc -w 1 $a ${port} < /dev/null || echo none-$a`;
      viewer.type(`for a in 127.0.0.1 10.0.0.1; do ${knock}; done; cat /proc/self/uid_map\n`);
      await viewer.said('none-127.0.0.1');
      await viewer.said('none-10.0.0.1');
      // Root of the container is a user of the host that nobody is.
      await viewer.said('65536');
      expect(viewer.text).toMatch(/ 0 +(18|19|20|21)\d{8} +65536/);
      listener.close();
      expect(reached).toBe(0);
      viewer.socket.close();
    });

    it('should end with the right that it stands on, at once', async () => {
      const viewer = await view();
      await viewer.said('$ ');
      await test.source.transaction((manager) =>
        get(Entitlements).replace(student.user.id, [], { policyVersion: 2, at: get(Clock).now() }, manager),
      );
      get(Bus).tell({ type: 'rights-changed', userId: student.user.id });
      // Long before rights are looked at by the clock.
      expect(await viewer.closed).toBe(4410);
    });

    it('should write into the trail who opened it, and what went through', async () => {
      const events = await test.source.getRepository(AuditEventEntity).find();
      const ended = events.filter(({ kind }) => kind === 'console.closed').map(({ facts }) => facts);
      expect(ended[0]).toMatchObject({ mode: 'control', reason: 'console-ended' });
      expect(Number(ended[0]?.['bytesToDisplay'])).toBe('echo hi-$((40 + 2))\n'.length);
    });
  },
);
