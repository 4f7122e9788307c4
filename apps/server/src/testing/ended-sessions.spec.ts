import type { ConsoleTicket, Machine, MachineList } from '@virlab/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SaveClass } from '../classes/index';
import { OpenConsoles } from '../consoles/index';
import { ConsoleViewer } from '../consoles/testing/console-viewer';
import { scratchEngines } from '../database/testing/scratch-database';
import { RightsCheck } from '../entitlements/index';
import { DRIVER_KINDS, type DriverKind, SaveHost } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { SessionEntity, Sessions } from '../identity/index';
import { LiveStreams } from '../live/index';
import { Bus } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from './create-test-app';
import type { SignedInPerson } from './sign-in-directly';

/** Without being told, most would be found a minute later, when all that is open is looked at. */
const SOON_MS = 20_000;
const MINUTE_MS = 60_000;

describe.each(scratchEngines)('what stands open on a session, on %s', (engine) => {
  let test: TestApp;
  let ana: SignedInPerson;
  let console: ConsoleViewer;
  let stream: AsyncGenerator<string>;
  const leave: AbortController[] = [];
  let isAdmitted: boolean;

  const get = <T>(type: abstract new (...given: never[]) => T): T => test.app.get(type, { strict: false });
  const post = async <T>(path: string, body: object) =>
    (await (
      await test.request(path, {
        cookie: ana.cookie,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json()) as T;
  const own = async () =>
    ((await (await test.request('/api/machines', { cookie: ana.cookie })).json()) as MachineList)
      .machines[0]!;

  /** The events of a stream as they come; ends with it. */
  async function* events(): AsyncGenerator<string> {
    const stop = new AbortController();
    leave.push(stop);
    const { body } = await test.request('/api/events', { cookie: ana.cookie, signal: stop.signal });
    for await (const piece of body as unknown as AsyncIterable<Uint8Array>)
      yield Buffer.from(piece).toString();
  }
  const lastOf = async (from: AsyncGenerator<string>) => {
    let all = '';
    for await (const piece of from) all += piece;
    return all;
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
    get(RightsCheck).isStillAdmitted = () => Promise.resolve(isAdmitted);
    await test.source.transaction(async (manager) => {
      await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Operating systems' }, manager);
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      const pool = { title: 'Linux', templateId: 't1', hostId: 'h1' };
      await get(SavePool).run({ ...pool, id: 'cs101-linux', classId: 'cs101' }, manager);
    });
  });
  afterAll(() => test?.close());

  beforeEach(async () => {
    isAdmitted = true;
    ana = await test.signIn({
      displayName: 'Ana Silva',
      identifier: 'ana@uni.example',
      entitlements: [{ kind: 'pool', ref: 'cs101-linux' }],
    });
    const machine = await running();
    const { url } = await post<ConsoleTicket>(`/api/machines/${machine.id}/console`, {});
    console = ConsoleViewer.open(url, { cookie: ana.cookie, origin: test.origin });
    await console.shakeHands();
    stream = events();
    expect((await stream.next()).value).toContain('retry:');
  });
  afterEach(() => {
    console.socket.terminate();
    for (const stop of leave.splice(0)) stop.abort();
  });

  /** Her machine, started and running. */
  async function running(): Promise<Machine> {
    let wake: () => void = () => undefined;
    const stop = get(Bus).hear(() => wake());
    try {
      const machine = await own();
      if (machine.state === 'stopped') await post(`/api/machines/${machine.id}/actions`, { action: 'start' });
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        const now = await own();
        if (now.state === 'running') return now;
        await told;
      }
    } finally {
      stop();
    }
  }

  async function expectClosedSoon(code: string): Promise<void> {
    const begun = performance.now();
    const [closed, told] = await Promise.all([console.closed, lastOf(stream)]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    expect(closed).toBe(4402);
    expect(told).toContain(`event: session-ended\ndata: {"type":"session-ended","code":"${code}"}`);
  }

  it('should close when its person signs out', async () => {
    const answer = await test.request('/api/session', { method: 'DELETE', cookie: ana.cookie });
    expect(answer.status).toBe(200);
    await expectClosedSoon('signed-out');
  });

  it('should close when its secret comes back from a thief', async () => {
    const ask = (cookie: string) => test.request('/api/session', { cookie });
    test.clock.advance(10 * MINUTE_MS);
    const [renewed = ''] = (await ask(ana.cookie)).headers.getSetCookie();
    expect((await ask(renewed.split(';')[0] ?? '')).status).toBe(200);
    test.clock.advance(MINUTE_MS);
    expect((await ask(ana.cookie)).status).toBe(401);
    await expectClosedSoon('reused');
  });

  it('should close when the session is ended by another server', async () => {
    // What another process does to the table is all that this one can know of it.
    await test.source
      .getRepository(SessionEntity)
      .update(ana.session.id, { endedAt: test.clock.now(), endCode: 'ended-by-admin' });
    await expectClosedSoon('ended-by-admin');
  });

  it('should ask the policy anew within three minutes, and stay while it admits', async () => {
    test.clock.advance(2 * MINUTE_MS);
    await Promise.all([get(OpenConsoles).recheck(), get(LiveStreams).recheck()]);
    expect(console.socket.readyState).toBe(console.socket.OPEN);
    expect((await get(Sessions).get(ana.session.id))?.rightsCheckedAt).toEqual(test.clock.now());
  });

  it('should close within three minutes of the policy no longer admitting its person', async () => {
    isAdmitted = false;
    // A minute before the answer is three minutes old it is asked again, since the next look comes a minute later.
    test.clock.advance(2 * MINUTE_MS - 1);
    await get(OpenConsoles).recheck();
    expect(console.socket.readyState).toBe(console.socket.OPEN);
    test.clock.advance(1);
    await get(OpenConsoles).recheck();
    await expectClosedSoon('refused');
  });

  it('should close the stream of events by itself when the policy no longer admits its person', async () => {
    isAdmitted = false;
    test.clock.advance(2 * MINUTE_MS);
    await get(LiveStreams).recheck();
    expect(await lastOf(stream)).toContain('event: session-ended');
    expect(await console.closed).toBe(4402);
  });
});
