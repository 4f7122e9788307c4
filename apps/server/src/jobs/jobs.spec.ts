import type { Job, JobDetail, Jobs } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { SaveClass } from '../classes/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { DRIVER_KINDS, DriverError, type DriverKind, HostEntity, SaveHost } from '../hypervisors/index';
import { FaultyDriver } from '../hypervisors/testing/faulty-driver';
import { type After, SimulatedDriver } from '../hypervisors/testing/simulated';
import { AllotMachines, MachineEntity, MachineStandings } from '../machines/index';
import { Bus, Clock, Log, Schedule, ViewerSource } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { untilTold } from '../testing/until-told';
import { DataSource } from 'typeorm';
import { JobItemEntity } from './job-item.entity';
import { JobStore } from './job-store';
import { OrderOne } from './order-one';
import { RunJobs } from './run-jobs';
import { TellJobs } from './tell-jobs';

const CS101 = { kind: 'class' as const, ref: 'cs101' };
const LINUX = { kind: 'pool' as const, ref: 'linux' };
/** More than may be under way at a time. */
const STUDENTS = 20;

describe.each(scratchEngines)('jobs on %s', (engine) => {
  let test: TestApp;
  let driver: FaultyDriver;
  let teacher: SignedInPerson;
  let stranger: SignedInPerson;
  let idle: SignedInPerson;
  const students: SignedInPerson[] = [];
  const machines: string[] = [];
  /** While held, nothing that was ordered settles. */
  let isHeld = false;
  const due = new Set<() => void>();
  const after: After = (milliseconds, work) => {
    if (isHeld) {
      due.add(work);
      return () => due.delete(work);
    }
    const timer = setTimeout(work, Math.min(milliseconds, 3));
    return () => clearTimeout(timer);
  };
  const hold = () => (isHeld = true);
  const letGo = () => {
    isHeld = false;
    for (const work of due) {
      due.delete(work);
      work();
    }
  };

  const get = <T>(type: abstract new (...given: never[]) => T): T =>
    test.app.get<T>(type as never, { strict: false });
  const ask = async <T>(method: string, path: string, who: SignedInPerson, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await test.request(path, { method, cookie: who.cookie, headers, ...init });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const begin = (wish: object, who = teacher) => ask<Job>('POST', '/api/jobs', who, wish);
  const read = async (id: string) => (await ask<JobDetail>('GET', `/api/jobs/${id}`, teacher)).body;

  const until = <T>(look: () => Promise<T | undefined>) => untilTold(get(Bus), look);
  const when = (id: string, isSo: (job: JobDetail) => boolean) =>
    until(async () => {
      const job = await read(id);
      const { total, ...parts } = job.counts;
      expect(Object.values(parts).reduce((sum, count) => sum + count)).toBe(total);
      return isSo(job) ? job : undefined;
    });
  const ended = (id: string) => when(id, ({ endedAt }) => endedAt !== undefined);

  beforeAll(async () => {
    const kind: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri === 'simulated:',
      faultsOf: () => [],
      open: (_, dataDir) =>
        (driver = new FaultyDriver(new SimulatedDriver(`${dataDir}/s`, undefined, after))),
    };
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([kind]),
    });
    await test.source.transaction(async (manager) => {
      await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Operating Systems' }, manager);
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      const pool = { title: 'Linux', templateId: 't1', hostId: 'h1' };
      await get(SavePool).run({ ...pool, id: 'linux', classId: 'cs101' }, manager);
    });
    teacher = await test.signIn({ displayName: 'Tiago', entitlements: [{ ...CS101, asRole: 'teacher' }] });
    stranger = await test.signIn({ displayName: 'Xavier' });
    idle = await test.signIn({ displayName: 'Yusuf', entitlements: [CS101] });
    for (let nth = 1; nth <= STUDENTS; nth++) {
      const displayName = `Student ${String(nth).padStart(2, '0')}`;
      const student = await test.signIn({ displayName, entitlements: [CS101, LINUX] });
      students.push(student);
      await get(AllotMachines).run(student.user.id);
      const machine = await test.source
        .getRepository(MachineEntity)
        .findOneByOrFail({ ownerId: student.user.id });
      machines.push(machine.id);
    }
    await until(async () =>
      (await test.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' })).health === 'ok'
        ? true
        : undefined,
    );
  });
  afterAll(() => test?.close());

  it('should begin no more at a time than a host takes, and cancel what has not begun', async () => {
    hold();
    const { status, body: job } = await begin({ action: 'start', classId: 'cs101', machineIds: machines });
    expect(status).toBe(202);
    await when(job.id, ({ counts }) => counts.underWay === 16);
    const cancelled = await ask<Job>('DELETE', `/api/jobs/${job.id}`, teacher);
    expect(cancelled.body.counts).toMatchObject({ waiting: 0, underWay: 16, cancelled: 4, done: 0 });
    letGo();
    const end = await ended(job.id);
    expect(end.counts).toEqual({ total: 20, waiting: 0, underWay: 0, done: 16, failed: 0, cancelled: 4 });
    expect(end.items.slice(16).map(({ state }) => state)).toEqual(Array(4).fill('cancelled'));
    const running = await test.source.getRepository(MachineEntity).countBy({ observed: 'running' });
    expect(running).toBe(16);
  });

  it('should tell who failed, why and what to do, count the rest as done, and try again what failed', async () => {
    const hopeless = new DriverError('image-missing', 'no such file');
    driver.failNext('start', hopeless);
    const people = [...students.slice(15, 18), idle].map(({ user }) => user.id);
    const { body: job } = await begin({ action: 'start', classId: 'cs101', people });
    const end = await ended(job.id);
    expect(end.counts).toMatchObject({ total: 4, done: 2, failed: 2 });
    expect(end.failures.find(({ name }) => name === 'Yusuf')).toMatchObject({
      code: 'no-machine',
      nextStep: 'see-why',
    });
    expect(end.failures.find(({ name }) => name !== 'Yusuf')).toMatchObject({
      code: 'image-missing',
      nextStep: 'ask-operator',
    });
    await ask('POST', `/api/jobs/${job.id}/retry`, teacher);
    const again = await ended(job.id);
    expect(again.counts).toMatchObject({ total: 4, done: 3, failed: 1 });
  });

  it('should call a machine reverted when its disk is clean and it is back, not when the order was taken', async () => {
    hold();
    const machineIds = machines.slice(0, 3);
    const { body: job } = await begin({ action: 'revert', machineIds });
    await when(job.id, ({ counts }) => counts.underWay === 3);
    await get(RunJobs).wake();
    expect((await read(job.id)).counts).toMatchObject({ underWay: 3, done: 0 });
    letGo();
    expect((await ended(job.id)).counts).toMatchObject({ total: 3, done: 3 });
    expect(driver.calls.filter(({ call, detail }) => call === 'prepare' && detail === 'fresh')).toHaveLength(
      3,
    );
  });

  it('should order each machine once when two servers work on one job, and go on after one of them died', async () => {
    hold();
    const other = new RunJobs(
      ...([get(DataSource), get(JobStore), get(MachineStandings), get(OrderOne), get(ViewerSource)] as const),
      ...([get(TellJobs), get(Bus), get(Schedule), get(Clock), get(Log)] as const),
    );
    const machineIds = machines.slice(0, 10);
    const { body: job } = await begin({ action: 'shutdown', machineIds });
    await Promise.all([other.wake(), get(RunJobs).wake(), other.wake()]);
    letGo();
    expect((await ended(job.id)).counts).toMatchObject({ total: 10, done: 10 });
    await other.beforeApplicationShutdown();
    const events = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'machine.action' });
    const ordered = events.filter(({ facts }) => facts['job'] === job.id);
    expect(ordered.filter(({ outcome }) => outcome === 'ok')).toHaveLength(10);
    expect(new Set(ordered.map(({ subjectId }) => subjectId)).size).toBe(10);
  });

  it('should carry out by the rights of now: nothing more when the session of who began it is over', async () => {
    const leaving = await test.signIn({
      displayName: 'Rita',
      entitlements: [{ ...CS101, asRole: 'teacher' }],
    });
    hold();
    // As many as the host takes, so that the next job has to wait.
    const restart = (await begin({ action: 'restart', machineIds: machines.slice(10, 18) })).body;
    const start = (await begin({ action: 'start', machineIds: machines.slice(0, 8) })).body;
    await when(restart.id, ({ counts }) => counts.underWay === 8);
    await when(start.id, ({ counts }) => counts.underWay === 8);
    const off = [...machines.slice(8, 10), ...machines.slice(18)];
    const { body: job } = await begin({ action: 'start', machineIds: off }, leaving);
    expect(job.counts).toMatchObject({ waiting: 4 });
    await ask('DELETE', '/api/session', leaving);
    letGo();
    const items = () => test.source.getRepository(JobItemEntity).findBy({ jobId: job.id });
    const left = await until(async () => {
      const found = await items();
      return found.some(({ state }) => state === 'waiting' || state === 'under-way') ? undefined : found;
    });
    expect(left.filter(({ code }) => code === 'session-ended')).toHaveLength(4);
    expect((await ended(restart.id)).counts).toMatchObject({ done: 8 });
    expect((await ended(start.id)).counts).toMatchObject({ done: 8 });
  });

  it('should be found again by class, and be nothing to others', async () => {
    const { body } = await ask<Jobs>('GET', '/api/jobs?class=cs101', teacher);
    expect(body.jobs.map(({ counts }) => counts.total).toSorted((a, b) => a - b)).toEqual([4, 20]);
    const [first] = body.jobs;
    expect((await ask('GET', `/api/jobs/${first?.id}`, stranger)).status).toBe(404);
    expect((await ask('GET', '/api/jobs?class=cs101', stranger)).status).toBe(404);
    expect((await begin({ action: 'start', classId: 'cs101' }, stranger)).status).toBe(404);
    expect((await begin({ action: 'start', machineIds: [machines[0]] }, stranger)).status).toBe(404);
    expect((await begin({ action: 'start' })).status).toBe(400);
    const many = Array.from({ length: 401 }, (_, nth) => String(nth));
    expect((await begin({ action: 'start', machineIds: many })).status).toBe(400);
  });

  it('should have what is paused go on, rather than start it, when a class is prepared', async () => {
    const [machineId] = machines;
    const [student] = students;
    const where = { id: machineId! };
    const at = `/api/machines/${machineId}/actions`;
    const row = () => test.source.getRepository(MachineEntity).findOneByOrFail(where);
    expect((await row()).observed).toBe('running');
    expect((await ask('POST', at, student!, { action: 'pause' })).status).toBe(202);
    await until(async () => ((await row()).observed === 'paused' ? true : undefined));
    const [starts, { activation }] = [driver.count('start'), await row()];
    const people = [student!.user.id];
    const { body: job } = await begin({ action: 'prepare', classId: 'cs101', people });
    expect((await ended(job.id)).counts).toMatchObject({ total: 1, done: 1 });
    expect(await row()).toMatchObject({ observed: 'running', activation });
    expect(driver.count('start')).toBe(starts);
    expect(driver.calls.filter(({ call, detail }) => call === 'power' && detail === 'resume')).toHaveLength(
      1,
    );
  });

  it('should note the job and each action in the trail', async () => {
    const events = await test.source.getRepository(AuditEventEntity).find();
    const begun = events.filter(({ kind }) => kind === 'job.begun');
    expect(begun[0]).toMatchObject({ actorName: 'Tiago', facts: { action: 'start', machines: '20' } });
    expect(events.filter(({ kind }) => kind === 'job.cancelled')).toHaveLength(1);
  });
});
