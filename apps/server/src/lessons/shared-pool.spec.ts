import { type Job, jobSchema, readinessSchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRIVER_KINDS, type DriverKind, HostEntity } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { MachineEntity } from '../machines/index';
import { KeepSpares } from '../machines/testing/inner-parts';
import { Bus } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { furnish, policyOf, publish } from '../policies/testing/lagoa';
import { SavePool } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { untilTold } from '../testing/until-told';

const rules = `
  - id: students
    name: Students
    when: { attr: eduCourseMember, op: equals, value: NET2 }
    effects:
      - { class: { ref: net2 }, as: learner }
      - { pool: shared, quota: { vms: 1 } }
  - id: teachers
    name: Teachers
    when: { attr: eduPersonEntitlement, op: equals, value: teacher }
    effects: [{ class: { ref: net2 }, as: teacher }]
`;

describe('a class with a shared pool', { timeout: 180_000 }, () => {
  let test: TestApp;
  let teacher: SignedInPerson;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const signIn = async (displayName: string, attributes: Record<string, string[]>) => {
    const identifier = `${displayName}@lagoa.example`;
    const person = await test.signIn({ displayName, identifier, release: { attributes } });
    await get(RefreshEntitlements).run(person.account.id);
    return person;
  };
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = body ? { headers, body: JSON.stringify(body) } : {};
    return (await test.request(path, { method, cookie: teacher.cookie, ...init })).json() as Promise<unknown>;
  };
  const readiness = async () => readinessSchema.parse(await ask('GET', '/api/classes/net2/readiness'));
  const until = <T>(look: () => Promise<T | undefined>) => untilTold(get(Bus), look);
  const ended = ({ id }: Job) =>
    until(async () => {
      const job = jobSchema.parse(await ask('GET', `/api/jobs/${id}`));
      return job.endedAt === undefined ? undefined : job;
    });

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
    await test.source.transaction((manager) =>
      get(SavePool).run(
        {
          ...{ id: 'shared', title: 'Shared', templateId: 'shell', hostId: 'lab1', classId: 'net2' },
          ...{ kind: 'shared', settings: { size: 3, warmSpares: 2, prestart: true } },
        },
        manager,
      ),
    );
    await publish(test, policyOf(rules));
    teacher = await signIn('Tiago', { eduPersonEntitlement: ['teacher'] });
    for (const name of ['Ana', 'Ben', 'Carla', 'Dora']) await signIn(name, { eduCourseMember: ['NET2'] });
    await until(async () =>
      (await test.source.getRepository(HostEntity).findOneByOrFail({ id: 'lab1' })).health === 'ok'
        ? true
        : undefined,
    );
  });
  afterAll(() => test?.close());

  it('should count nobody as without access who takes a machine when they come', async () => {
    const { counts, notReady } = await readiness();
    expect(counts).toEqual({ all: 4, ready: 0, underWay: 0, off: 3, failed: 0, cannot: 1 });
    expect(notReady.map(({ person, cause, turn }) => `${person.displayName} ${cause} ${turn}`)).toEqual([
      'Dora no-free-machine operator',
      ...['Ana', 'Ben', 'Carla'].map((name) => `${name} takes-one operator`),
    ]);
    const job = await ended(jobSchema.parse(await ask('POST', '/api/classes/net2/prepare', {})));
    expect(job.counts).toMatchObject({ total: 4, done: 0, failed: 4 });
    expect(job.failures[0]).toMatchObject({ code: 'no-free-machine', nextStep: 'ask-operator' });
  });

  it('should count as many ready as free machines run, and each of them once', async () => {
    // The disks first, and what runs ahead of the lesson when they are there.
    const rows = () => test.source.getRepository(MachineEntity).findBy({ poolId: 'shared' });
    await get(KeepSpares).run();
    await until(async () => ((await rows()).every(({ diskSince }) => diskSince !== null) ? true : undefined));
    await until(async () =>
      (await rows()).every(({ order, observed }) => order === null && observed !== 'absent')
        ? true
        : undefined,
    );
    await get(KeepSpares).run();
    const job = await ended(jobSchema.parse(await ask('POST', '/api/classes/net2/prepare', {})));
    expect(job.counts).toMatchObject({ total: 4, done: 2, failed: 2 });
    expect(job.failures.map(({ name, code }) => `${name} ${code}`).toSorted()).toHaveLength(2);
    const { counts, notReady } = await readiness();
    expect(counts).toEqual({ all: 4, ready: 2, underWay: 0, off: 1, failed: 0, cannot: 1 });
    expect(notReady.map(({ cause }) => cause)).toEqual(['no-free-machine', 'takes-one']);
    expect((await rows()).map(({ ownerId, observed }) => [ownerId, observed])).toEqual([
      [null, 'running'],
      [null, 'running'],
    ]);
  });
});
