import {
  type PolicyComparison,
  policyComparisonSchema,
  type PolicyDraft,
  policyDraftSchema,
  type PolicyVersions,
  policyVersionsSchema,
  publishedPolicySchema,
} from '@virlab/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditEventEntity, AuditRecorder } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { CurrentPolicy, PolicyVersions as Versions, RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { DraftGate } from './draft-gate';
import { DryRunProof, type FinishedDryRun } from './dry-run-proof';
import { RefreshInBackground } from './refresh-in-background';
import { adminCase, teacherCase } from './testing/cases';

/** Says of each text what the spec wants: a finished dry run without brakes, unless told otherwise. */
class ToldProof extends DryRunProof {
  answer: FinishedDryRun | null = { id: 'run', brakes: [] };
  override of() {
    return Promise.resolve(this.answer);
  }
  override latestOfDraft() {
    return Promise.resolve(null);
  }
}

const BRAKE: FinishedDryRun = {
  id: 'run',
  brakes: [
    {
      about: 'class',
      ref: 'cs101',
      title: 'CS101',
      word: 'CS101',
      lose: 3,
      of: 10,
      percent: 30,
      limitPercent: 5,
    },
  ],
};
const teachersRule = `id: teachers
name: Teachers
when: { attr: eduPersonScopedAffiliation, op: equals, value: faculty@lagoa.example }
effects:
  - { class: { ref: cs101 }, as: teacher }`;

type Answer<T = PolicyDraft> = {
  status: number;
  body: T & { code?: string; context?: Record<string, string>; errors?: { path: string; message: string }[] };
};

describe.each(scratchEngines)('the draft of the policy on %s', (engine) => {
  let test: TestApp;
  let proof: ToldProof;
  let realProof: DryRunProof;
  let carla: SignedInPerson;
  let rui: SignedInPerson;
  const get = <T>(type: abstract new (...args: never[]) => T) =>
    test.app.get(type as never, { strict: false }) as T;
  const ask = async <T = PolicyDraft>(
    method: string,
    path: string,
    body?: unknown,
    person: SignedInPerson = carla,
  ): Promise<Answer<T>> => {
    const answer = await test.request(`/api/policy/${path}`, {
      method,
      cookie: person.cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer<T>['body'] };
  };
  const draft = async (person = carla) =>
    policyDraftSchema.parse((await ask('GET', 'draft', undefined, person)).body);
  const addRule = (yaml: string, person = carla) =>
    ask('PUT', `draft/rules/${/id: (\S+)/.exec(yaml)?.[1] ?? ''}`, { yaml, base: null }, person);
  const ruleOf = (found: PolicyDraft, id: string) => {
    const rule = found.rules.find((one) => one.id === id);
    if (!rule) throw new Error(`no rule ${id}`);
    return rule;
  };
  const events = (
    kind: 'policy.published' | 'policy.draft-changed' | 'policy.approval' | 'policy.rolled-back',
  ) => test.source.manager.find(AuditEventEntity, { where: { kind }, order: { sequence: 'ASC' } });

  const begin = async (environment: Record<string, string> = {}) => {
    proof = new ToldProof();
    test = await createTestApp({ engine, environment });
    realProof = get(DryRunProof);
    Object.assign(get(DraftGate), { proof });
    await furnish(test);
    await publish(test, policyOf(adminsRule + studentsRule));
    const admin = async (displayName: string) => {
      const person = await test.signIn({
        displayName,
        release: { attributes: { eduPersonEntitlement: ['admin'] } },
      });
      await get(RefreshEntitlements).run(person.account.id);
      return person;
    };
    [carla, rui] = [await admin('Carla Mendes'), await admin('Rui Costa')];
  };
  beforeEach(() => begin(), 60_000);
  afterEach(() => test.close());

  it('should show what is published while nobody has begun one', async () => {
    const found = await draft();
    expect(found).toMatchObject({
      exists: false,
      baseVersion: 1,
      publishedVersion: 1,
      isBehind: false,
      changes: 0,
      timeZone: 'Europe/Lisbon',
      authors: [],
      approval: { needed: false, mayApprove: false, mayPublish: false, whyNot: 'no-draft' },
      check: { passes: true },
    });
    expect(found.rules.map(({ id, change }) => [id, change])).toEqual([
      ['admins', 'same'],
      ['cs101-students', 'same'],
    ]);
  });

  it('should keep a rule, say it as a sentence, and leave the text around it as it was', async () => {
    const { status, body } = await addRule(teachersRule);
    expect(status).toBe(200);
    expect(body).toMatchObject({ exists: true, changes: 1, authors: [{ displayName: 'Carla Mendes' }] });
    expect(ruleOf(body, 'teachers')).toMatchObject({ change: 'added', yaml: teachersRule, name: 'Teachers' });
    expect(ruleOf(body, 'teachers').sentence).toBeInstanceOf(Array);
    expect(body.source).toContain('value: CS101 } # the course');
    expect(body.approval).toMatchObject({ mayPublish: true });
  });

  it('should keep a rule with faults, tell them at its id, and still say the others', async () => {
    const { body } = await addRule(
      'id: odd\nname: Odd\nwhen: { attr: x, op: like }\neffects: [{ pool: nowhere, quota: { vms: 1 } }]',
    );
    const found = ruleOf(body, 'odd');
    expect(found.sentence).toBeUndefined();
    expect(ruleOf(body, 'admins').sentence).toBeInstanceOf(Array);
    expect(body.check.passes).toBe(false);
    expect(body.check.findings.filter(({ ruleId }) => ruleId === 'odd').length).toBeGreaterThanOrEqual(2);
    expect(body.approval).toMatchObject({ mayPublish: false, whyNot: 'faults' });
    const refused = await ask('POST', 'draft/publish', { revision: body.revision });
    expect(refused).toMatchObject({ status: 422, body: { code: 'draft-faulty' } });
  });

  it('should refuse what is no rule', async () => {
    for (const yaml of ['', '- a', 'name: x', 'id: [', 'id: a\n---\nid: b']) {
      const { status, body } = await ask('PUT', 'draft/rules/a', { yaml, base: null });
      expect([status, body.code]).toEqual([422, 'draft-unreadable']);
    }
    expect((await draft()).exists).toBe(false);
  });

  it('should let two people write different rules at once', async () => {
    await draft();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        addRule(
          `id: r${n}\nname: Rule ${n}\nwhen: { attr: studyYear, op: numGte, value: ${n} }\neffects: [{ role: reader }]`,
          n % 2 ? carla : rui,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const found = await draft();
    expect(found.rules.map(({ id }) => id).sort()).toEqual([
      'admins',
      'cs101-students',
      'r0',
      'r1',
      'r2',
      'r3',
      'r4',
      'r5',
    ]);
    expect(found.authors.map(({ displayName }) => displayName).sort()).toEqual(['Carla Mendes', 'Rui Costa']);
  });

  it('should let one of two people write the same rule, and tell the other what stands there', async () => {
    const { base, yaml } = ruleOf(await draft(), 'admins');
    const change = (name: string, person: SignedInPerson) =>
      ask('PUT', 'draft/rules/admins', { yaml: yaml.replace('Identity admins', name), base }, person);
    const answers = await Promise.all([change('Of Carla', carla), change('Of Rui', rui)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers[0].status === 200 ? 'Of Carla' : 'Of Rui';
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({
      code: 'draft-rule-changed',
      context: { ruleId: 'admins', theirs: expect.stringContaining(won) as string },
    });
    expect(ruleOf(await draft(), 'admins').name).toBe(won);
    const again = await ask('PUT', 'draft/rules/admins', { yaml, base: lost?.body.context?.['base'] });
    expect(again.status).toBe(200);
  });

  it('should tell a rule that is gone and an id that is taken', async () => {
    const { base, yaml } = ruleOf(await draft(), 'cs101-students');
    expect(await addRule(yaml)).toMatchObject({ status: 409, body: { code: 'draft-rule-exists' } });
    expect((await ask('DELETE', `draft/rules/cs101-students?base=${base}`)).body.removed).toEqual([
      { id: 'cs101-students', name: 'CS101 students, year 2 or later' },
    ]);
    expect(await ask('PUT', 'draft/rules/cs101-students', { yaml, base })).toMatchObject({
      status: 404,
      body: { code: 'draft-rule-unknown' },
    });
  });

  it('should order rules and write the whole text by revision', async () => {
    const { revision, source } = await draft();
    const ordered = await ask('PUT', 'draft/order', { revision, ids: ['cs101-students', 'admins'] });
    expect(ordered.body.rules.map(({ id }) => id)).toEqual(['cs101-students', 'admins']);
    expect(ordered.body.changes).toBe(1);
    expect(await ask('PUT', 'draft/source', { revision, source })).toMatchObject({
      status: 409,
      body: { code: 'draft-changed', context: { revision: String(ordered.body.revision) } },
    });
    const { revision: now } = ordered.body;
    expect((await ask('PUT', 'draft/source', { revision: now, source: 'a: [' })).body.code).toBe(
      'draft-unreadable',
    );
    const back = await ask('PUT', 'draft/source', { revision: now, source });
    expect(back.body).toMatchObject({ changes: 0, approval: { whyNot: 'nothing-changed' } });
    expect(await ask('POST', 'draft/publish', { revision: back.body.revision })).toMatchObject({
      status: 409,
      body: { code: 'draft-nothing-changed' },
    });
  });

  it('should not take a text that was made from a version that is no longer in force', async () => {
    const { revision, source } = await draft();
    await publish(test, policyOf(adminsRule));
    expect((await ask('PUT', 'draft/source', { revision, source: `${source}# mine\n` })).body.code).toBe(
      'draft-changed',
    );
    const anew = await draft();
    expect(anew.revision).toBeGreaterThan(revision);
    expect(
      (await ask('PUT', 'draft/source', { revision: anew.revision, source: `${anew.source}# mine\n` }))
        .status,
    ).toBe(200);
  });

  it('should discard what was written, and take it back as a text', async () => {
    await addRule(teachersRule);
    await ask('PUT', 'draft/cases', { name: 'A teacher', document: teacherCase('teacher') });
    const written = await draft();
    expect((await ask('DELETE', `draft?revision=${written.revision - 1}`)).body.code).toBe('draft-changed');
    const { body: discarded } = await ask('DELETE', `draft?revision=${written.revision}`);
    expect(discarded).toMatchObject({ exists: false, changes: 0, authors: [] });
    const { source, cases } = written;
    const wish = { revision: discarded.revision, source };
    const twice = await ask('PUT', 'draft/source', { ...wish, cases: [...cases, ...cases] });
    expect(twice.body).toMatchObject({ code: 'bad-request', errors: [{ path: 'cases' }] });
    const back = await ask('PUT', 'draft/source', { ...wish, cases });
    expect(back.body).toMatchObject({ exists: true, changes: 2, source, cases });
    const alone = await ask('PUT', 'draft/source', { ...wish, revision: back.body.revision });
    expect(alone.body.cases).toEqual(cases);
    expect((await ask('DELETE', `draft?revision=${back.body.revision}`)).status).toBe(200);
    expect((await ask('DELETE', `draft?revision=${back.body.revision + 1}`)).body.code).toBe('draft-missing');
  });

  it('should publish the draft with its test cases, and begin anew', async () => {
    await addRule(teachersRule);
    await ask('POST', 'draft/comments', { text: 'Please look at the teachers.' }, rui);
    await ask('PUT', 'draft/cases', { name: 'A teacher', document: teacherCase('teacher') });
    const { revision, comments } = await draft();
    expect(comments).toMatchObject([
      { author: { displayName: 'Rui Costa' }, text: 'Please look at the teachers.' },
    ]);
    const { status, body } = await ask<{ version: number }>('POST', 'draft/publish', {
      revision,
      comment: 'Teachers',
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { version: 2, result: 'published', cases: [{ passed: true }] },
    });
    await get(RefreshInBackground).onApplicationShutdown();
    expect(await draft()).toMatchObject({
      exists: false,
      publishedVersion: 2,
      changes: 0,
      comments: [],
      cases: [{ name: 'A teacher', change: 'same' }],
    });
    const { body: list } = await ask<PolicyVersions>('GET', 'versions');
    expect(policyVersionsSchema.parse(list).versions).toMatchObject([
      { version: 2, author: 'Carla Mendes', comment: 'Teachers', rules: 3, cases: 1, isInForce: true },
      { version: 1, rules: 2, cases: 0, isInForce: false },
    ]);
    const [, event] = await events('policy.published');
    expect(event).toMatchObject({ actorName: 'Carla Mendes', policyVersion: 2 });
    const old = await ask('GET', 'versions/1');
    expect(publishedPolicySchema.parse(old.body).rules).toHaveLength(2);
    expect((await ask('GET', 'versions/9')).body.code).toBe('policy-version-unknown');
    expect((await ask('GET', 'versions/x')).body.code).toBe('policy-version-unknown');
  });

  it('should not publish while a test case fails', async () => {
    await addRule(teachersRule);
    const { body } = await ask('PUT', 'draft/cases', { name: 'A teacher', document: teacherCase('learner') });
    expect(body.check.cases).toMatchObject([
      {
        name: 'A teacher',
        passed: false,
        differences: [{ path: 'classes[0].as', expected: 'learner', actual: 'teacher' }],
      },
    ]);
    expect(await ask('POST', 'draft/publish', { revision: body.revision })).toMatchObject({
      status: 422,
      body: { code: 'draft-cases-fail', errors: [{ path: 'A teacher' }] },
    });
  });

  it('should hold to what a test case is, and to who changed it last', async () => {
    const faulty = await ask('PUT', 'draft/cases', { name: 'x', document: { now: 'yesterday', input: {} } });
    expect(faulty).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(faulty.body.errors?.map(({ path }) => path)).toContain('document.now');
    const { body } = await ask('PUT', 'draft/cases', { name: 'x', document: teacherCase('teacher') });
    const previous = { name: 'x', base: body.cases[0]?.base };
    const save = (name: string) =>
      ask('PUT', 'draft/cases', { name, document: teacherCase('teacher'), previous });
    expect((await save('y')).body.cases).toMatchObject([{ name: 'y', change: 'added' }]);
    expect(await save('z')).toMatchObject({ status: 409, body: { code: 'draft-case-changed' } });
    const { base = '' } = (await draft()).cases[0] ?? {};
    expect((await ask('DELETE', `draft/cases?name=y&base=${base}`)).body.cases).toEqual([]);
  });

  it('should ask for a dry run, and for the word of each brake', async () => {
    const { body } = await addRule(teachersRule);
    const step = { revision: body.revision };
    proof.answer = null;
    expect((await ask('POST', 'draft/publish', step)).body.code).toBe('dry-run-needed');
    expect((await draft()).approval).toMatchObject({ mayPublish: false, whyNot: 'dry-run-needed' });
    proof.answer = {
      ...BRAKE,
      brakes: [...BRAKE.brakes, { ...BRAKE.brakes[0], about: 'everybody', word: 'everybody' } as never],
    };
    expect((await draft()).approval).toMatchObject({ whyNot: 'brake' });
    expect(await ask('POST', 'draft/publish', step)).toMatchObject({
      status: 409,
      body: { code: 'publication-braked', context: { words: 'CS101 everybody' } },
    });
    expect((await ask('POST', 'draft/publish', { ...step, confirmation: 'CS101' })).body.code).toBe(
      'publication-braked',
    );
    const published = await ask('POST', 'draft/publish', { ...step, confirmation: ' CS101  everybody ' });
    expect(published.status).toBe(200);
    const refused = (await events('policy.published')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ code }) => code)).toEqual([
      'dry-run-needed',
      'publication-braked',
      'publication-braked',
    ]);
  });

  it('should take a real dry run for exactly this text against the version in force', async () => {
    Object.assign(get(DraftGate), { proof: realProof });
    const { body } = await addRule(teachersRule);
    const step = { revision: body.revision };
    expect((await ask('POST', 'draft/publish', step)).body.code).toBe('dry-run-needed');
    await ask('POST', 'dry-runs', { of: 'draft' });
    await vi.waitFor(async () => expect((await draft()).dryRun).toMatchObject({ state: 'done' }), 50_000);
    expect(await draft()).toMatchObject({ dryRun: { isCurrent: true }, approval: { mayPublish: true } });
    const { base, yaml } = ruleOf(await draft(), 'teachers');
    const edit = (text: string, now: string) => ask('PUT', 'draft/rules/teachers', { yaml: text, base: now });
    const changed = await edit(`${yaml}\nnote: later`, base);
    expect(changed.body.dryRun).toMatchObject({ isCurrent: false });
    const later = { revision: changed.body.revision };
    expect((await ask('POST', 'draft/publish', later)).body.code).toBe('dry-run-needed');
    const back = await edit(yaml, ruleOf(changed.body, 'teachers').base);
    expect(await ask('POST', 'draft/publish', { revision: back.body.revision })).toMatchObject({
      status: 200,
    });
  });

  it('should need no dry run when only test cases change', async () => {
    proof.answer = null;
    const { body } = await ask('PUT', 'draft/cases', { name: 'An admin', document: adminCase });
    expect(body).toMatchObject({ changes: 1, approval: { mayPublish: true } });
    expect(await ask('POST', 'draft/publish', { revision: body.revision })).toMatchObject({
      body: { version: 2 },
    });
    expect((await get(CurrentPolicy).table()).cases).toMatchObject([{ name: 'An admin' }]);
  });

  it('should not publish a policy under which nobody could edit it any more', async () => {
    const { base } = ruleOf(await draft(), 'admins');
    const { body } = await ask('DELETE', `draft/rules/admins?base=${base}`);
    expect(body.check.findings).toContainEqual(
      expect.objectContaining({ code: 'last-admin-lost', severity: 'error' }),
    );
    expect(await ask('POST', 'draft/publish', { revision: body.revision })).toMatchObject({
      status: 422,
      body: { code: 'draft-faulty', context: { finding: 'last-admin-lost' } },
    });
  });

  it('should let one of two people who publish at once win', async () => {
    const { body } = await addRule(teachersRule);
    const answers = await Promise.all(
      [carla, rui, carla].map((person) => ask('POST', 'draft/publish', { revision: body.revision }, person)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    for (const { body: said, status } of answers) if (status !== 200) expect(said.code).toBe('draft-missing');
    expect((await get(Versions).all()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('should publish all of it or nothing', async () => {
    const { body } = await addRule(teachersRule);
    const recorder = get(AuditRecorder);
    const { record } = recorder;
    recorder.record = (event, within) =>
      event.kind === 'policy.published' && within
        ? Promise.reject(new Error('the power went'))
        : record.call(recorder, event, within);
    expect((await ask('POST', 'draft/publish', { revision: body.revision })).status).toBe(500);
    recorder.record = record;
    expect((await get(CurrentPolicy).table()).version).toBe(1);
    expect(await draft()).toMatchObject({
      exists: true,
      revision: body.revision,
      publishedVersion: 1,
      source: body.source,
    });
    expect((await ask('POST', 'draft/publish', { revision: body.revision })).status).toBe(200);
  });

  it('should say what differs between a version and the draft', async () => {
    await addRule(teachersRule);
    const { body } = await ask<PolicyComparison>('GET', 'compare?from=1&to=draft');
    const compared = policyComparisonSchema.parse(body);
    expect(compared.rules).toMatchObject([{ ruleId: 'teachers', change: 'added' }]);
    expect(compared.sameRules).toBe(2);
    expect(compared.yaml.filter(({ fate }) => fate === 'new').map(({ line }) => line)).toContain(
      '  - id: teachers',
    );
    expect((await ask('GET', 'compare?from=7&to=draft')).body.code).toBe('policy-version-unknown');
  });

  it('should bring a draft up to date, and tell what both changed', async () => {
    const { body: mine } = await addRule(teachersRule);
    await publish(test, policyOf(adminsRule + studentsRule.replace('numGte, value: 2', 'numGte, value: 1')));
    expect(await draft()).toMatchObject({ isBehind: true, approval: { whyNot: 'behind' } });
    expect((await ask('POST', 'draft/publish', { revision: mine.revision })).body.code).toBe('draft-behind');
    const { body } = await ask('POST', 'draft/rebase', { revision: mine.revision });
    expect(body).toMatchObject({ isBehind: false, baseVersion: 2, changes: 1 });
    expect(ruleOf(body, 'cs101-students')).toMatchObject({
      change: 'same',
      yaml: expect.stringContaining('value: 1') as string,
    });
    const { base, yaml } = ruleOf(body, 'admins');
    const { body: changed } = await ask('PUT', 'draft/rules/admins', {
      yaml: yaml.replace('Identity admins', 'Ours'),
      base,
    });
    await publish(test, policyOf(adminsRule.replace('Identity admins', 'Theirs')));
    const conflict = await ask('POST', 'draft/rebase', { revision: changed.revision });
    expect(conflict).toMatchObject({
      status: 409,
      body: { code: 'draft-behind', errors: [{ path: 'rules.admins' }] },
    });
    const kept = await ask('POST', 'draft/rebase', {
      revision: changed.revision,
      keep: { 'rules.admins': 'mine' },
    });
    expect(ruleOf(kept.body, 'admins')).toMatchObject({ name: 'Ours', change: 'changed' });
    expect(kept.body.rules.map(({ id }) => id)).toEqual(['admins', 'teachers']);
  });

  it('should roll back to an old version, leaving the draft behind', async () => {
    await publish(test, policyOf(adminsRule));
    await addRule(teachersRule);
    const wish = { comment: 'It was better before', inForce: 2 };
    expect((await ask('POST', 'versions/1/roll-back', { ...wish, inForce: 1 })).body.code).toBe(
      'draft-behind',
    );
    proof.answer = null;
    expect((await ask('POST', 'versions/1/roll-back', wish)).body.code).toBe('dry-run-needed');
    proof.answer = BRAKE;
    expect((await ask('POST', 'versions/1/roll-back', wish)).body.code).toBe('publication-braked');
    expect(await ask('POST', 'versions/1/roll-back', { ...wish, confirmation: 'CS101' })).toMatchObject({
      body: { version: 3, result: 'published' },
    });
    expect(await draft()).toMatchObject({ exists: true, isBehind: true, publishedVersion: 3 });
    const { body } = await ask<PolicyVersions>('GET', 'versions');
    expect(body.versions).toMatchObject([
      { version: 3, rolledBackTo: 1, wasRolledBack: false, comment: wish.comment },
      { version: 2, wasRolledBack: true },
      { version: 1, wasRolledBack: false },
    ]);
    expect((await events('policy.rolled-back')).at(-1)).toMatchObject({ outcome: 'ok', facts: { to: '1' } });
    expect((await ask('POST', 'versions/1/roll-back', { ...wish, inForce: 3 })).body.code).toBe(
      'draft-nothing-changed',
    );
  });

  it('should show who else is there, and forget who went', async () => {
    const answer = await test.request('/api/policy/draft/presence', {
      method: 'PUT',
      cookie: rui.cookie,
      body: '{"ruleId":"admins"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(204);
    expect(ruleOf(await draft(), 'admins').editedBy).toMatchObject([{ displayName: 'Rui Costa' }]);
    expect(ruleOf(await draft(rui), 'admins').editedBy).toEqual([]);
    test.clock.advance(46_000);
    expect((await draft()).present).toEqual([]);
  });

  it('should let nobody without the right do anything', async () => {
    const student = await test.signIn();
    for (const [method, path, body] of [
      ['GET', 'draft'],
      ['PUT', 'draft/rules/a', { yaml: 'id: a', base: null }],
      ['POST', 'draft/publish', { revision: 1 }],
      ['GET', 'versions'],
    ] as const) {
      expect((await ask(method, path, body, student)).status).toBe(403);
    }
    const editor = await test.signIn({ entitlements: [{ kind: 'role', ref: 'policy-editor' }] });
    const written = await addRule(teachersRule, editor);
    expect(written.body.approval).toMatchObject({ mayPublish: false, whyNot: 'not-allowed' });
    expect((await ask('POST', 'draft/publish', { revision: written.body.revision }, editor)).status).toBe(
      403,
    );
    expect((await ask('POST', 'draft/approve', { revision: written.body.revision }, editor)).status).toBe(
      403,
    );
  });

  it('should ask for a second person where the operator wants one', async () => {
    await test.close();
    await begin({ VIRLAB_POLICY_APPROVAL: 'two-persons' });
    const { body } = await addRule(teachersRule);
    const step = { revision: body.revision };
    expect(body.approval).toMatchObject({ needed: true, mayPublish: false, whyNot: 'approval-needed' });
    expect((await ask('POST', 'draft/publish', step)).body.code).toBe('approval-needed');
    expect((await ask('POST', 'draft/approve', step, rui)).body.code).toBe('approval-needed');
    expect((await ask('POST', 'draft/ask', step)).body).toMatchObject({
      state: 'waiting',
      approval: { whyNot: 'own-work', mayApprove: false },
    });
    expect(await ask('POST', 'draft/approve', step)).toMatchObject({
      status: 403,
      body: { code: 'approval-own-work' },
    });
    expect((await draft(rui)).approval).toMatchObject({ mayApprove: true });
    expect((await ask('POST', 'draft/approve', { revision: body.revision - 1 }, rui)).body.code).toBe(
      'draft-changed',
    );
    expect((await ask('POST', 'draft/approve', step, rui)).body).toMatchObject({
      state: 'approved',
      approval: { approvedBy: { displayName: 'Rui Costa' } },
    });
    const { base, yaml } = ruleOf(await draft(), 'teachers');
    const changed = await ask('PUT', 'draft/rules/teachers', { yaml: `${yaml}\nnote: later`, base });
    expect(changed.body).toMatchObject({ state: 'editing', approval: { whyNot: 'approval-needed' } });
    const last = { revision: changed.body.revision };
    await ask('POST', 'draft/ask', last);
    await ask('POST', 'draft/approve', last, rui);
    await ask('POST', 'draft/withdraw', last, rui);
    expect((await ask('POST', 'draft/publish', last)).body.code).toBe('approval-needed');
    await ask('POST', 'draft/ask', last);
    await ask('POST', 'draft/approve', last, rui);
    expect(await ask('POST', 'draft/publish', last)).toMatchObject({ status: 200, body: { version: 2 } });
    const { body: list } = await ask<PolicyVersions>('GET', 'versions');
    expect(list.versions[0]).toMatchObject({ author: 'Carla Mendes', approvedBy: 'Rui Costa' });
  });

  it('should take a policy of half a mebibyte, and say what is too large', async () => {
    const { revision, source } = await draft();
    const large = `${source}${'# ça\n'.repeat(90_000)}`;
    const kept = await ask('PUT', 'draft/source', { revision, source: large });
    expect(kept.status).toBe(200);
    const tooLarge = await ask('PUT', 'draft/source', {
      revision: kept.body.revision,
      source: 'x'.repeat(600_000),
    });
    expect([tooLarge.status, tooLarge.body.code]).toEqual([400, 'bad-request']);
    const rule = `id: big\nname: Big\nwhen: { attr: studyYear, op: equals, value: ${'v'.repeat(200_000)} }\neffects: [{ role: x }]`;
    const long = await ask('DELETE', `draft?revision=${kept.body.revision}`).then(() => addRule(rule));
    expect(long.body.check.findings).toContainEqual(
      expect.objectContaining({ ruleId: 'big', severity: 'error' }),
    );
  });
});
