import { jobSchema, type Machine, machineListSchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRIVER_KINDS, type DriverKind } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { MachineEntity } from '../machines/index';
import { WatchLimits } from '../machines/testing/inner-parts';
import { Bus } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { untilTold } from '../testing/until-told';
import { dayOf } from './campus-time';
import { FollowPlan } from './follow-plan';
import { PrepareClass } from './prepare-class';

const MINUTE_MS = 60_000;
const ZONE = 'Europe/Lisbon';
const teachers = `
  - id: teachers
    name: Teachers
    when: { attr: eduPersonEntitlement, op: equals, value: teacher }
    effects: [{ class: { ref: cs101 }, as: teacher }]
`;
const studies = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};

describe('the end of a lesson, and more time', { timeout: 180_000 }, () => {
  let test: TestApp;
  let teacher: SignedInPerson;
  let ana: SignedInPerson;
  let ben: SignedInPerson;
  /** When the machines of the class are shut down. */
  let shutDownAt: Date;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const signIn = async (displayName: string, attributes: Record<string, string[]>) => {
    const identifier = `${displayName}@lagoa.example`;
    const person = await test.signIn({ displayName, identifier, release: { attributes } });
    await get(RefreshEntitlements).run(person.account.id);
    return person;
  };
  const ask = async (method: string, path: string, { cookie }: SignedInPerson, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = body ? { headers, body: JSON.stringify(body) } : {};
    const answer = await test.request(path, { method, cookie, ...init });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const row = ({ user }: SignedInPerson) =>
    test.source.getRepository(MachineEntity).findOneByOrFail({ ownerId: user.id });
  const until = <T>(look: () => Promise<T | undefined>) => untilTold(get(Bus), look);
  const toBecome = (person: SignedInPerson, observed: MachineEntity['observed']) =>
    until(async () => ((await row(person)).observed === observed ? true : undefined));
  const extend = async (people: SignedInPerson[], by = teacher) => {
    const wish = { action: 'extend', classId: 'cs101', people: people.map(({ user }) => user.id) };
    const { id } = jobSchema.parse((await ask('POST', '/api/jobs', by, wish)).body);
    return until(async () => {
      const job = jobSchema.parse((await ask('GET', `/api/jobs/${id}`, by)).body);
      return job.endedAt === undefined ? undefined : job;
    });
  };
  const after = (minutes: number) => new Date(shutDownAt.getTime() + minutes * MINUTE_MS);

  beforeAll(async () => {
    const kind: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri === 'simulated:',
      faultsOf: () => [],
      open: (_, dataDir) => new SimulatedDriver(`${dataDir}/s`, { order: 1, boot: 2, shutdown: 2 }),
    };
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([kind]),
    });
    await furnish(test);
    await publish(test, policyOf(studentsRule + teachers));
    teacher = await signIn('Tiago', { eduPersonEntitlement: ['teacher'] });
    ana = await signIn('Ana', studies);
    ben = await signIn('Ben', studies);
    const now = test.clock.now();
    const clock = new Intl.DateTimeFormat('pt-PT', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
    const to = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + 20 * MINUTE_MS);
    shutDownAt = new Date(to.getTime() + 5 * MINUTE_MS);
    const lesson = {
      title: 'Pipes',
      place: 'room 2.14',
      repeats: 'once',
      readyMinutes: 5,
      shutDownMinutes: 5,
    };
    const when = { date: dayOf(now, ZONE), from: '00:00', to: clock.format(to) };
    expect((await ask('POST', '/api/classes/cs101/lessons', teacher, { ...lesson, ...when })).status).toBe(
      201,
    );
  });
  afterAll(() => test?.close());

  it('should tell whoever has a machine of the class which lesson it is for', async () => {
    for (const person of [ana, ben]) {
      const { machines } = machineListSchema.parse((await ask('GET', '/api/machines', person)).body);
      expect(machines.map(({ lesson }) => lesson)).toEqual([
        expect.objectContaining({
          ...{ title: 'Pipes', place: 'room 2.14', shutDownAt: shutDownAt.toISOString() },
        }),
      ]);
    }
    const { id } = await row(ana);
    const one = (await ask('GET', `/api/machines/${id}`, teacher)).body as Machine;
    expect(one.lesson?.to).toBe(after(-5).toISOString());
  });

  it('should keep on what who teaches gave more time, and shut down the rest', async () => {
    await get(FollowPlan).run();
    await Promise.all([toBecome(ana, 'running'), toBecome(ben, 'running')]);
    expect((await extend([ana])).counts).toMatchObject({ total: 1, done: 1 });
    expect(await row(ana)).toMatchObject({ pushedUntil: after(30), stopsAt: null });
    const seen = (await ask('GET', `/api/machines/${(await row(ana)).id}`, teacher)).body as Machine;
    expect(seen.heldUntil).toBe(after(30).toISOString());

    test.clock.advance(after(1).getTime() - test.clock.now().getTime());
    await get(FollowPlan).run();
    await toBecome(ben, 'stopped');
    expect(await row(ana)).toMatchObject({
      ...{ wanted: 'running', observed: 'running', stopsBecause: 'lesson', stopsAt: after(30) },
    });
  });

  it('should give once more, to nobody but by who teaches, and shut down when that is over', async () => {
    expect((await extend([ana])).counts).toMatchObject({ done: 1 });
    expect(await row(ana)).toMatchObject({ pushedUntil: after(60), stopsAt: after(60) });
    const { id } = await row(ana);
    const wish = { action: 'extend', machineIds: [id] };
    const own = jobSchema.parse((await ask('POST', '/api/jobs', ana, wish)).body);
    const refused = await until(async () => {
      const job = jobSchema.parse((await ask('GET', `/api/jobs/${own.id}`, ana)).body);
      return job.endedAt === undefined ? undefined : job;
    });
    expect(refused.failures).toMatchObject([{ reason: 'stop-is-fixed' }]);

    // The next lesson needs it; and it is over as well.
    await get(PrepareClass).byPlan('cs101', 'start');
    expect(await row(ana)).toMatchObject({ stopsAt: null, stopsBecause: null, observed: 'running' });
    await get(PrepareClass).byPlan('cs101', 'shutdown');
    expect(await row(ana)).toMatchObject({ stopsAt: after(60), stopsBecause: 'lesson' });

    await get(WatchLimits).run();
    expect((await row(ana)).wanted).toBe('running');
    test.clock.advance(after(60).getTime() - test.clock.now().getTime());
    await get(WatchLimits).run();
    await toBecome(ana, 'stopped');
    expect(await row(ana)).toMatchObject({ wanted: 'stopped', pushedUntil: null, stopsBecause: null });
  });
});
