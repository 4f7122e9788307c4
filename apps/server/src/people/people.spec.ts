import { classViewSchema, peopleSchema, personDetailSchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { AllotMachines } from '../machines/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson, TestPerson } from '../testing/sign-in-directly';

const teachersRule = `
  - id: teachers
    name: Teachers
    when: { attr: eduPersonEntitlement, op: equals, value: teacher }
    effects: [{ class: { ref: cs101 }, as: teacher }]
`;
const denyRule = `
  - id: expelled
    name: Expelled
    when: { attr: schacUserStatus, op: equals, value: expelled }
    effects: [{ deny: login, reason: You left the university. }]
`;
const studies = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};

describe.each(scratchEngines)('pages about people on %s', (engine) => {
  let test: TestApp;
  let admin: SignedInPerson;
  let teacher: SignedInPerson;
  let ana: SignedInPerson;
  let rui: SignedInPerson;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const signIn = async (displayName: string, release: TestPerson['release']) => {
    const person = await test.signIn({ displayName, identifier: `${displayName}@lagoa.example`, release });
    await get(RefreshEntitlements).run(person.account.id);
    return person;
  };
  const ask = async (path: string, { cookie }: { cookie: string }) => {
    const answer = await test.request(path, { cookie });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, policyOf(studentsRule + adminsRule + teachersRule + denyRule));
    admin = await signIn('Carla', { attributes: { eduPersonEntitlement: ['admin'] } });
    teacher = await signIn('Tiago', { attributes: { eduPersonEntitlement: ['teacher'] } });
    ana = await signIn('Ana', {
      attributes: studies,
      dropped: [{ attr: 'eduPersonScopedAffiliation', value: 'staff@other.example', why: 'scope' }],
      unmapped: [{ name: 'urn:oid:9.9.9', count: 2 }],
    });
    rui = await signIn('Rui', { attributes: studies });
    await get(AllotMachines).run(ana.user.id);
    await get(AllotMachines).run(rui.user.id);
  });
  afterAll(() => test.close());

  it('should list everybody known with what they have', async () => {
    await signIn('Xavier', { attributes: { ...studies, schacUserStatus: ['expelled'] } });
    const { status, body } = await ask('/api/people', admin);
    expect(status).toBe(200);
    const { people } = peopleSchema.parse(body);
    expect(people.map(({ displayName, outcome }) => `${displayName} ${outcome}`)).toEqual([
      'Ana admitted',
      'Carla admitted',
      'Rui admitted',
      'Tiago admitted',
      'Xavier refused',
    ]);
    expect(people[0]).toMatchObject({
      identifier: 'Ana@lagoa.example',
      roles: [],
      classes: [{ ref: 'cs101', as: 'learner' }],
      pools: ['linux'],
      dropped: 1,
    });
    expect(people[1]).toMatchObject({ roles: ['identity-admin'] });
  });

  it('should show one person with rights, values and what was dropped, and audit the look', async () => {
    const { body } = await ask(`/api/people/${ana.user.id}`, admin);
    const person = personDetailSchema.parse(body);
    expect(person.rights.map(({ kind, title, ruleId }) => `${kind} ${title} ${ruleId}`)).toEqual([
      'class Operating systems cs101-students',
      'pool Linux shell cs101-students',
    ]);
    expect(person.rights[1]?.values).toContainEqual({ attr: 'eduCourseMember', value: 'CS101' });
    expect(person.droppedValues).toHaveLength(1);
    expect(person.unmapped).toEqual([{ name: 'urn:oid:9.9.9', count: 2 }]);
    expect(person.policyVersion).toBe(1);
    const [event] = await test.source.manager.findBy(AuditEventEntity, { kind: 'person.viewed' });
    expect(event).toMatchObject({
      actorId: admin.user.id,
      subjectId: ana.user.id,
      actorAs: 'identity-admin',
    });
    expect(JSON.stringify(event)).not.toContain('student@');
  });

  it('should say that somebody is not known', async () => {
    expect(await ask('/api/people/nobody', admin)).toMatchObject({
      status: 404,
      body: { code: 'person-not-found' },
    });
  });

  it('should show people only to who may see them', async () => {
    for (const path of ['/api/people', `/api/people/${ana.user.id}`]) {
      expect(await ask(path, teacher)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
  });

  it('should show a class to its teacher: everybody of it with their machine, signed in or not', async () => {
    await test.request('/api/session', { method: 'DELETE', cookie: rui.cookie });
    const { status, body } = await ask('/api/classes/cs101', teacher);
    expect(status).toBe(200);
    const view = classViewSchema.parse(body);
    expect(view).toMatchObject({ code: 'CS101', pools: [{ id: 'linux', title: 'Linux shell' }] });
    expect(
      view.members.map(({ person, as, signedIn, machine }) => [
        person.displayName,
        as,
        signedIn,
        machine?.state,
      ]),
    ).toEqual([
      ['Ana', 'learner', true, 'stopped'],
      ['Rui', 'learner', false, 'stopped'],
      ['Tiago', 'teacher', true, undefined],
    ]);
    expect(JSON.stringify(body)).not.toContain('@lagoa.example');
    // A list reads less of a machine than its own page does, and tells the same of it.
    for (const { machine } of view.members.filter((member) => member.machine)) {
      expect((await ask(`/api/machines/${machine?.id}`, teacher)).body).toEqual(machine);
    }
  });

  it('should not let anybody else know that the class is there', async () => {
    for (const person of [ana, admin]) {
      expect(await ask('/api/classes/cs101', person)).toMatchObject({
        status: 404,
        body: { code: 'class-not-found' },
      });
    }
    expect(await ask('/api/classes/none', teacher)).toMatchObject({ status: 404 });
    expect((await test.request('/api/classes/cs101')).status).toBe(401);
  });
});
