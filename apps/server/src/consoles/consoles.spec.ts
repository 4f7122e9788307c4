import type { ConsoleTicket, Machine, MachineList, Problem } from '@virlab/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { SaveClass } from '../classes/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { DRIVER_KINDS, type DriverKind, SaveHost } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { Sessions } from '../identity/index';
import { Bus, Clock } from '../platform/index';
import { RefreshEntitlements, RefreshEverybody } from '../policies/index';
import { policyOf, publish } from '../policies/testing/lagoa';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { ConsoleViewer } from './testing/console-viewer';

const LINUX = { kind: 'pool' as const, ref: 'cs101-linux' };
const TEACHER = { kind: 'class' as const, ref: 'cs101', asRole: 'teacher' as const };

describe.each(scratchEngines)('consoles on %s', (engine) => {
  let test: TestApp;
  let ana: SignedInPerson;
  let machine: Machine;
  const viewers: ConsoleViewer[] = [];

  const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
  const post = (who: SignedInPerson, pathAndQuery: string, body: object) =>
    test.request(pathAndQuery, {
      cookie: who.cookie,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const own = async (who: SignedInPerson) => {
    const { machines } = (await (
      await test.request('/api/machines', { cookie: who.cookie })
    ).json()) as MachineList;
    return machines[0]!;
  };
  const ticketFor = async (who: SignedInPerson, id = machine.id, body: object = {}) =>
    (await (await post(who, `/api/machines/${id}/console`, body)).json()) as ConsoleTicket;
  const view = (url: string, who: SignedInPerson, origin = test.origin) => {
    const viewer = ConsoleViewer.open(url, { cookie: who.cookie, origin });
    viewers.push(viewer);
    return viewer;
  };

  /** Waits until something is so; looks whenever anything was told inside the server. */
  async function until(look: () => Promise<boolean>): Promise<void> {
    let wake: () => void = () => undefined;
    const stop = get(Bus).hear(() => wake());
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
  const becomes = (state: Machine['state'], who = ana) => until(async () => (await own(who)).state === state);
  const start = async () => {
    await post(ana, `/api/machines/${machine.id}/actions`, { action: 'start' });
    await becomes('running');
    machine = await own(ana);
  };

  beforeAll(async () => {
    const kind: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri === 'simulated:',
      faultsOf: () => [],
      open: (_, dataDir) => new SimulatedDriver(`${dataDir}/s`, { order: 2, boot: 20, shutdown: 5 }),
    };
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([kind]),
    });
    await test.source.transaction(async (manager) => {
      await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Operating systems' }, manager);
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      const pool = { title: 'Linux', templateId: 't1', hostId: 'h1' };
      await get(SavePool).run({ ...pool, id: 'cs101-linux', classId: 'cs101' }, manager);
    });
    ana = await test.signIn({ displayName: 'Ana Silva', entitlements: [LINUX] });
    machine = await own(ana);
    await start();
  });
  afterEach(() => {
    for (const viewer of viewers.splice(0)) viewer.socket.terminate();
  });
  afterAll(() => test?.close());

  it('should show the screen of the machine, take keys, and end when the guest powers off', async () => {
    const { url, mode } = await ticketFor(ana);
    expect(mode).toBe('control');
    const viewer = view(url, ana);
    expect(await viewer.shakeHands()).toEqual({ width: expect.any(Number), height: expect.any(Number) });
    viewer.type('poweroff\n');
    expect(await viewer.closed).toBe(4430);
    await becomes('stopped');
    await start();
  });

  it('should take a ticket once, also when it is shown twice at once', async () => {
    const { url } = await ticketFor(ana);
    const both = [view(url, ana), view(url, ana)];
    const screens = await Promise.allSettled(both.map((viewer) => viewer.shakeHands()));
    expect(screens.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const loser = both[screens.findIndex(({ status }) => status === 'rejected')]!;
    expect(await loser.closed).toBe(4421);
    expect(await view(url, ana).closed).toBe(4421);
  });

  it('should refuse a ticket that comes late, was never given, or belongs to another session', async () => {
    const late = await ticketFor(ana);
    test.clock.advance(30_000);
    expect(await view(late.url, ana).closed).toBe(4422);

    expect(await view(`${test.origin.replace('http', 'ws')}/consoles/${'x'.repeat(43)}`, ana).closed).toBe(
      4420,
    );

    const own = await ticketFor(ana);
    const other = await test.signIn({ displayName: 'Bruno', entitlements: [LINUX] });
    expect(await view(own.url, other).closed).toBe(4423);
    // Who overheard a ticket cannot burn it.
    await view(own.url, ana).shakeHands();
  });

  it('should refuse a ticket for a machine that was started anew since', async () => {
    const { url } = await ticketFor(ana);
    await post(ana, `/api/machines/${machine.id}/actions`, { action: 'force-off' });
    await becomes('stopped');
    expect(await view(url, ana).closed).toBe(4411);
    const { url: second } = await (async () => {
      await start();
      return ticketFor(ana);
    })();
    await post(ana, `/api/machines/${machine.id}/actions`, { action: 'force-off' });
    await becomes('stopped');
    await start();
    expect(await view(second, ana).closed).toBe(4424);
  });

  it('should refuse strangers before the upgrade, and whoever is not signed in after it', async () => {
    const { url } = await ticketFor(ana);
    const elsewhere = view(url, ana, 'https://evil.example');
    expect(await elsewhere.closed).toBe(1006);
    const nobody = ConsoleViewer.open(url, { origin: test.origin });
    expect(await nobody.closed).toBe(4401);
  });

  it('should give a ticket to the owner of a running machine only', async () => {
    const teacher = await test.signIn({ displayName: 'Carla', entitlements: [TEACHER] });
    const stranger = await test.signIn({ displayName: 'Zé' });
    const refusal = async (who: SignedInPerson) => {
      const response = await post(who, `/api/machines/${machine.id}/console`, {});
      return { status: response.status, code: ((await response.json()) as Problem).code };
    };
    expect(await refusal(teacher)).toEqual({ status: 403, code: 'not-allowed' });
    expect(await refusal(stranger)).toEqual({ status: 404, code: 'machine-not-found' });
  });

  it('should end a console at once with the session, and with the right', async () => {
    const again = await test.signIn({
      displayName: 'Ana Silva',
      identifier: 'ana@uni.example',
      entitlements: [LINUX],
    });
    const hers = await own(again);
    await post(again, `/api/machines/${hers.id}/actions`, { action: 'start' });
    await becomes('running', again);
    const bySession = view((await ticketFor(again, hers.id)).url, again);
    await bySession.shakeHands();
    await get(Sessions).end(again.session.id, 'signed-out');
    expect(await bySession.closed).toBe(4402);

    const back = await test.signIn({
      displayName: 'Ana Silva',
      identifier: 'ana@uni.example',
      entitlements: [LINUX],
    });
    const byRight = view((await ticketFor(back, hers.id)).url, back);
    await byRight.shakeHands();
    await test.source.transaction((manager) =>
      get(Entitlements).replace(back.user.id, [], { policyVersion: 2, at: get(Clock).now() }, manager),
    );
    get(Bus).tell({ type: 'rights-changed', userId: back.user.id });
    expect(await byRight.closed).toBe(4410);
  });

  it('should hand the console over to the place where it was opened last', async () => {
    const first = view((await ticketFor(ana)).url, ana);
    await first.shakeHands();
    const second = view((await ticketFor(ana)).url, ana);
    await second.shakeHands();
    expect(await first.closed).toBe(4431);
  });

  it('should end a console whose viewer sends what is no RFB message', async () => {
    const viewer = view((await ticketFor(ana)).url, ana);
    await viewer.shakeHands();
    viewer.socket.send(Buffer.from([99, 0, 0, 0]));
    expect(await viewer.closed).toBe(4502);
  });

  it('should write into the trail who opened which console, and what was refused', async () => {
    const events = await test.source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } });
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['console.ticket', 'console.opened', 'console.closed', 'console.refused']) {
      expect(kinds).toContain(kind);
    }
    const closed = events.find(
      ({ kind, facts }) => kind === 'console.closed' && facts['reason'] === 'console-ended',
    );
    expect(closed).toMatchObject({
      actorName: 'Ana Silva',
      subjectId: machine.id,
      facts: { mode: 'control' },
    });
    const codes = events.flatMap(({ kind, code }) => (kind === 'console.refused' ? [code] : []));
    expect(new Set(codes)).toEqual(
      new Set([
        'console-not-running',
        'not-signed-in',
        'ticket-expired',
        'ticket-other-session',
        'ticket-stale',
        'ticket-unknown',
        'ticket-used',
      ]),
    );
  });

  it('should end a console with a sentence when a publication takes its right, and let the machine have its grace', async () => {
    const rule = `
  - id: cs101
    name: CS101
    when: { attr: course, op: equals, value: CS101 }
    effects: [{ pool: cs101-linux, quota: { vms: 1 }, graceDays: 7 }]
`;
    await publish(test, policyOf(rule));
    const eva = await test.signIn({ displayName: 'Eva', release: { attributes: { course: ['CS101'] } } });
    await get(RefreshEntitlements).run(eva.account.id);
    const hers = await own(eva);
    await post(eva, `/api/machines/${hers.id}/actions`, { action: 'start' });
    await becomes('running', eva);
    const viewer = view((await ticketFor(eva, hers.id)).url, eva);
    const reason = new Promise<string>((resolve) =>
      viewer.socket.once('close', (_code: number, said: Buffer) => resolve(said.toString())),
    );
    await viewer.shakeHands();
    await publish(test, policyOf(rule.replace('value: CS101', 'value: CS102')));
    await get(RefreshEverybody).run();
    expect(await viewer.closed).toBe(4410);
    expect(await reason).toBe('No rule gives you this machine.');
    expect(await own(eva)).toMatchObject({
      state: 'running',
      wanted: 'running',
      console: { allowed: false, reason: 'not-entitled' },
      ended: {
        at: get(Clock).now().toISOString(),
        runsUntil: new Date(get(Clock).now().getTime() + 7 * 86_400_000).toISOString(),
        because: { attr: 'course', status: 'otherValue', values: ['CS101'] },
      },
    });
    await publish(test, policyOf(rule));
    await get(RefreshEverybody).run();
    const back = await own(eva);
    expect(back.ended).toBeUndefined();
    expect(back.console).toEqual({ allowed: true });
  });
});
