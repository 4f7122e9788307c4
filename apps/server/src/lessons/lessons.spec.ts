import {
  announcementsSchema,
  attendanceSchema,
  jobSchema,
  jobsSchema,
  lessonsSchema,
  ownAnnouncementsSchema,
  readinessSchema,
} from '@virlab/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { MachineEntity } from '../machines/index';
import { Schedule } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { dayOf } from './campus-time';
import { FollowPlan } from './follow-plan';
import { Lessons } from './lessons';

const staffRules = `
  - id: teachers
    name: Teachers
    when: { attr: eduPersonEntitlement, op: equals, value: teacher }
    effects: [{ class: { ref: cs101 }, as: teacher }]
  - id: assistants
    name: Assistants
    when: { attr: eduPersonEntitlement, op: equals, value: assistant }
    effects: [{ class: { ref: cs101 }, as: ta }]
  - id: listeners
    name: Listeners
    when: { attr: eduPersonEntitlement, op: equals, value: listener }
    effects: [{ class: { ref: cs101 }, as: learner }]
`;
const studies = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};
const allDay = {
  title: 'Pipes',
  place: 'room 2.14',
  repeats: 'weekly',
  date: '',
  from: '00:00',
  to: '24:00',
};

describe.each(scratchEngines)('the lessons of a class on %s', (engine) => {
  let test: TestApp;
  let teacher: SignedInPerson;
  let assistant: SignedInPerson;
  let ana: SignedInPerson;
  let listener: SignedInPerson;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const signIn = async (displayName: string, attributes: Record<string, string[]>) => {
    const person = await test.signIn({
      displayName,
      identifier: `${displayName}@lagoa.example`,
      release: { attributes },
    });
    await get(RefreshEntitlements).run(person.account.id);
    return person;
  };
  const ask = async (path: string, { cookie }: { cookie: string }, body?: object, method = 'POST') => {
    const answer = await test.request(
      path,
      body
        ? { cookie, method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
        : { cookie },
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, text, body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> };
  };
  const kinds = async (kind: AuditEventEntity['kind']) =>
    (await get(DataSource).manager.find(AuditEventEntity, { where: { kind } })).length;

  beforeAll(async () => {
    test = await createTestApp({ engine });
    // The plan is followed when a spec says so, and not also every half minute.
    await get(Schedule).onApplicationShutdown();
    allDay.date = dayOf(test.clock.now(), 'Europe/Lisbon');
    await furnish(test);
    await publish(test, policyOf(studentsRule + staffRules));
    teacher = await signIn('Tiago', { eduPersonEntitlement: ['teacher'] });
    assistant = await signIn('Ines', { eduPersonEntitlement: ['assistant'] });
    ana = await signIn('=Ana', studies);
    listener = await signIn('Luis', { eduPersonEntitlement: ['listener'] });
  });
  afterAll(() => test.close());

  it('should let who teaches plan, who assists look, and nobody else know', async () => {
    const path = '/api/classes/cs101/lessons';
    const added = await ask(path, teacher, allDay);
    expect(added.status).toBe(201);
    expect((await ask(path, assistant, allDay)).status).toBe(403);
    expect((await ask(path, ana)).status).toBe(403);
    expect((await ask('/api/classes/other/lessons', teacher)).status).toBe(404);
    expect((await ask(path, teacher, { ...allDay, to: '00:00' })).status).toBe(400);
    const plan = lessonsSchema.parse((await ask(path, assistant)).body);
    expect(plan).toMatchObject({ mayEdit: false, lessons: [{ ...allDay, readyMinutes: 5 }] });
    expect(plan.coming.length).toBeGreaterThan(4);
    const changed = await ask(
      `${path}/${String(added.body['id'])}`,
      teacher,
      { ...allDay, title: 'Shells' },
      'PUT',
    );
    expect(changed.body).toMatchObject({ title: 'Shells' });
    const now = test.clock.now();
    const between = await get(Lessons).between(now, new Date(now.getTime() + 60_000));
    expect(between).toMatchObject([{ classId: 'cs101', pools: [{ poolId: 'linux', seats: 1 }] }]);
    expect(await kinds('lesson.changed')).toBe(2);
  });

  it('should say who is not ready and why, prepare, and do by the plan what is due, once', async () => {
    const path = '/api/classes/cs101/readiness';
    const before = readinessSchema.parse((await ask(path, assistant)).body);
    expect(before.counts).toEqual({ all: 2, ready: 0, underWay: 0, off: 1, failed: 0, cannot: 1 });
    const turns = before.notReady.map(({ person, cause, turn }) => `${person.displayName} ${cause} ${turn}`);
    expect(turns.toSorted()).toEqual(['=Ana off you', 'Luis no-machine university']);
    await Promise.all([get(FollowPlan).run(), get(FollowPlan).run()]);
    expect(await kinds('lesson.prepared')).toBe(1);
    const [machine] = await get(DataSource).manager.find(MachineEntity, { where: { ownerId: ana.user.id } });
    expect(machine).toMatchObject({ wanted: 'running' });
    const prepared = jobSchema.parse((await ask('/api/classes/cs101/prepare', assistant, {})).body);
    expect(prepared).toMatchObject({ action: 'prepare', by: { displayName: 'Ines' }, counts: { total: 2 } });
    expect(prepared.failures).toMatchObject([{ name: 'Luis', code: 'no-machine' }]);
    const { jobs } = jobsSchema.parse((await ask('/api/jobs?class=cs101', teacher)).body);
    expect(jobs.map(({ by }) => by.displayName).toSorted()).toEqual(['Ines', 'Virlab']);
    const after = readinessSchema.parse((await ask(path, teacher)).body);
    expect(after.counts.all).toBe(2);
    expect(after.begunAt).toBeDefined();
  });

  it('should show an announcement to whom it was sent, until it is read', async () => {
    const path = '/api/classes/cs101/announcements';
    const own = async (person: SignedInPerson) =>
      ownAnnouncementsSchema.parse((await ask('/api/announcements', person)).body).announcements;
    expect((await ask(path, assistant, { text: 'Bring the sheet.', people: [ana.user.id] })).status).toBe(
      201,
    );
    expect((await ask(path, teacher, { text: 'x', people: [teacher.user.id] })).status).toBe(404);
    expect((await ask(path, ana, { text: 'x' })).status).toBe(403);
    expect(await own(listener)).toEqual([]);
    const [shown] = await own(ana);
    expect(shown).toMatchObject({ text: 'Bring the sheet.', by: 'Ines', class: { id: 'cs101' } });
    expect((await ask(`/api/announcements/${shown?.id ?? ''}/read`, listener, {})).status).toBe(404);
    expect((await ask(`/api/announcements/${shown?.id ?? ''}/read`, ana, {})).status).toBe(204);
    expect(await own(ana)).toEqual([]);
    const { announcements } = announcementsSchema.parse((await ask(path, teacher)).body);
    expect(announcements).toMatchObject([{ sent: 1, read: 1, unreadBy: [], toAll: false }]);
  });

  it('should tell who was there, and export it for a reason as text that no spreadsheet runs', async () => {
    const path = '/api/classes/cs101/attendance';
    const found = attendanceSchema.parse((await ask(path, assistant)).body);
    expect(found.mayExport).toBe(false);
    expect(found.attendees.map(({ person }) => person.displayName)).toEqual(['=Ana', 'Luis']);
    expect(found.attendees[0]?.signedInFrom).toBeDefined();
    const wish = { lesson: found.lesson?.lessonId, from: found.lesson?.from, reason: 'term report' };
    expect((await ask(`${path}/export`, assistant, wish)).status).toBe(403);
    expect((await ask(`${path}/export`, teacher, { ...wish, reason: '' })).status).toBe(400);
    const csv = await ask(`${path}/export`, teacher, wish);
    expect(csv.status).toBe(200);
    expect(csv.text).toContain(`"'=Ana"`);
    expect(await kinds('attendance.exported')).toBe(1);
  });
});
