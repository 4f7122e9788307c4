import {
  type DryRun,
  type DryRunPeople,
  dryRunPeopleSchema,
  dryRunSchema,
  type DryRunTraces,
  dryRunTracesSchema,
  type RuleMatches,
  ruleMatchesSchema,
} from '@virlab/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { SaveSnapshot } from '../identity/index';
import { sha256, WorkerPool } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { DryRunProof } from '../policy-drafts/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { DryRuns } from './dry-runs';
import { PeopleThread } from './people-thread';

type Problem = { code?: string; errors?: { path: string; message: string }[] };

const editorsRule = `
  - id: editors
    name: Policy editors
    when: { attr: eduPersonEntitlement, op: equals, value: editor }
    effects:
      - { role: policy-editor }
`;
const PUBLISHED = policyOf(adminsRule + editorsRule + studentsRule);
/** Year 3 or later, and the router too. */
const STRICTER = PUBLISHED.replace('value: 2 }', 'value: 3 }').replace(
  '- { pool: linux,',
  '- { pool: router, quota: { vms: 1 } }\n      - { pool: linux,',
);
const student = (year: string | null, name = '=cmd()') => ({
  displayName: name,
  release: {
    attributes: {
      eduPersonScopedAffiliation: ['student@lagoa.example'],
      eduCourseMember: ['CS101'],
      mail: [`${name}@lagoa.example`],
      ...(year === null ? {} : { studyYear: [year] }),
    },
  },
});

describe.each(scratchEngines)('dry runs on %s', (engine) => {
  let test: TestApp;
  let carla: SignedInPerson;
  let eva: SignedInPerson;
  const get = <T>(type: abstract new (...args: never[]) => T) =>
    test.app.get(type as never, { strict: false }) as T;
  const ask = async <T>(method: string, path: string, body?: unknown, person = carla) => {
    const answer = await test.request(`/api/policy/${path}`, {
      method,
      cookie: person.cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as T & Problem };
  };
  const keep = async (source: string) => {
    const { body } = await ask<{ revision: number }>('GET', 'draft');
    const kept = await ask('PUT', 'draft/source', { source, revision: body.revision });
    expect(kept.status).toBe(200);
  };
  const finish = async (id: string): Promise<DryRun> => {
    await get(DryRuns).find(id)?.ended;
    return dryRunSchema.parse((await ask('GET', `dry-runs/${id}`)).body);
  };
  const tryDraft = async (): Promise<DryRun> => {
    const { status, body } = await ask<DryRun>('POST', 'dry-runs', { of: 'draft' });
    expect(status).toBe(201);
    return finish(body.id);
  };
  const rows = async (id: string, query = '', person = carla) =>
    dryRunPeopleSchema.parse(
      (await ask<DryRunPeople>('GET', `dry-runs/${id}/people${query}`, undefined, person)).body,
    );

  beforeEach(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, PUBLISHED);
    const staff = async (displayName: string, value: string) => {
      const release = { attributes: { eduPersonEntitlement: [value] } };
      const person = await test.signIn({ displayName, release });
      await get(RefreshEntitlements).run(person.account.id);
      return person;
    };
    [carla, eva] = [await staff('Carla Mendes', 'admin'), await staff('Eva Lopes', 'editor')];
  });
  afterEach(() => test.close());

  it('should say who gains and who loses, and change nothing', async () => {
    await test.signIn(student('2', 'Ana Silva'));
    await test.signIn(student('3', 'Rui Paiva'));
    await keep(STRICTER);
    const run = await tryDraft();
    expect(run).toMatchObject({
      of: 'draft',
      against: 1,
      state: 'done',
      isCurrent: true,
      done: 4,
      total: 4,
      missing: 0,
      figures: { gain: 1, lose: 1, change: 0, same: 2 },
      touches: { newPeople: 1, runningMachines: 0 },
    });
    expect(run.flow.moves).toEqual(
      expect.arrayContaining([
        { from: 'pool:linux'.slice(5), to: 'linux', people: 1, what: 'same' },
        { from: 'linux', to: 'none', people: 1, what: 'lose' },
        { from: 'none', to: 'router', people: 1, what: 'gain' },
        { from: 'none', to: 'none', people: 2, what: 'same' },
      ]),
    );
    expect(run.brakes[0]).toMatchObject({
      about: 'class',
      ref: 'cs101',
      word: 'CS101',
      lose: 1,
      of: 2,
      percent: 50,
      cause: { attr: 'studyYear', kind: 'otherValue', people: 1, ruleId: 'cs101-students' },
    });
    expect(await rows(run.id, '?what=lose&from=linux&to=none')).toMatchObject({
      total: 1,
      rows: [
        {
          person: { displayName: 'Ana Silva', hidden: false },
          what: 'lose',
          target: { kind: 'pool', ref: 'linux', title: 'Linux shell' },
          before: { vms: 1, leaseDays: 30, ruleId: 'cs101-students' },
          cause: { kind: 'otherValue', attr: 'studyYear', seen: ['2'] },
          now: { hasConsole: false },
        },
      ],
    });
    expect((await rows(run.id, '?search=rui')).rows.map(({ target }) => target.ref)).toEqual(['router']);
  });

  it('should prove what was looked at, until something else is in force', async () => {
    await test.signIn(student('2'));
    await keep(STRICTER);
    const proof = get(DryRunProof);
    const proposal = { sourceHash: sha256(STRICTER), inForce: 1 };
    expect(await proof.of(proposal)).toBeNull();
    const run = await tryDraft();
    expect(await proof.of(proposal)).toEqual({ id: run.id, brakes: run.brakes });
    expect(await proof.latestOfDraft()).toEqual({ id: run.id, state: 'done', isCurrent: true });
    await publish(test, PUBLISHED.replace('value: 2 }', 'value: 1 }'));
    expect(await proof.of({ ...proposal, inForce: 2 })).toBeNull();
    expect(await finish(run.id)).toMatchObject({ isCurrent: false, against: 1 });
    test.clock.advance(2 * 86_400_000);
    expect(await proof.of(proposal)).toBeNull();
  });

  it('should start its thread once, for whoever looks at the draft', async () => {
    const runs = vi.spyOn(get(WorkerPool), 'run');
    await keep(STRICTER);
    await get(DryRunProof).latestOfDraft();
    expect(runs).toHaveBeenCalledTimes(1);
    await get(DryRunProof).latestOfDraft();
    await tryDraft();
    expect(runs).toHaveBeenCalledTimes(1);
  });

  it('should not be current once the draft or the people are others', async () => {
    await keep(STRICTER);
    const run = await tryDraft();
    test.clock.advance(1_000);
    await test.signIn(student('4'));
    expect(await finish(run.id)).toMatchObject({ isCurrent: false });
    const again = await tryDraft();
    expect(again).toMatchObject({ isCurrent: true, total: 3, figures: { gain: 1 } });
    await keep(STRICTER.replace('value: 3 }', 'value: 4 }'));
    expect(await finish(again.id)).toMatchObject({ isCurrent: false });
  });

  it('should hide people from who may not see them, and never find them by name', async () => {
    await test.signIn(student('2', 'Ana Silva'));
    await keep(
      STRICTER.replace('attr: studyYear, op: numGte, value: 3', 'attr: mail, op: equals, value: x@y'),
    );
    const run = await tryDraft();
    const { rows: shown } = await rows(run.id, '', eva);
    const [row] = shown;
    expect(row?.person).toMatchObject({
      hidden: true,
      displayName: expect.stringMatching(/^person [0-9a-f]{4}·[0-9a-f]{4}$/) as string,
    });
    expect(row?.person.id).toBeUndefined();
    expect(JSON.stringify(shown)).not.toMatch(/Ana|Silva/);
    expect((await rows(run.id, '?search=Ana', eva)).total).toBe(0);
    expect((await rows(run.id, '?search=Ana')).total).toBeGreaterThan(0);
    const path = `dry-runs/${run.id}/people/${row?.person.ref}?target=pool:linux`;
    const traces = await ask<DryRunTraces>('GET', path, undefined, eva);
    expect(traces.body.displayName).toBe(row?.person.displayName);
    expect(JSON.stringify(traces.body)).not.toMatch(/Ana|Silva/);
  });

  it('should trace one person under both policies for as long as what is known of them is the same', async () => {
    const ana = await test.signIn(student('2', 'Ana Silva'));
    await keep(STRICTER);
    const run = await tryDraft();
    const [row] = (await rows(run.id, '?what=lose')).rows;
    const path = `dry-runs/${run.id}/people/${row?.person.ref}?target=pool:linux`;
    const { body } = await ask('GET', path);
    expect(dryRunTracesSchema.parse(body)).toMatchObject({
      displayName: 'Ana Silva',
      before: { has: true, rules: [{ ruleId: 'cs101-students', outcome: 'matched' }] },
      after: { has: false, rules: [{ ruleId: 'cs101-students', outcome: 'notMatched' }] },
    });
    const nothing = { attributes: {}, dropped: [], unmapped: [], authn: {} };
    await get(SaveSnapshot).run(ana.account.id, nothing);
    expect(await ask('GET', path)).toMatchObject({ status: 404, body: { code: 'decision-not-kept' } });
    await test.source.query('DELETE FROM attribute_snapshots WHERE accountId = ?', [ana.account.id]);
    expect(await ask('GET', path)).toMatchObject({ status: 404, body: { code: 'decision-not-kept' } });
    expect(await tryDraft()).toMatchObject({ missing: 1, total: 3, done: 3, figures: { lose: 0, same: 2 } });
  });

  it('should write a table that no spreadsheet computes anything of, and say so in the trail', async () => {
    await test.signIn(student('2'));
    await keep(STRICTER);
    const run = await tryDraft();
    const answer = await test.request(`/api/policy/dry-runs/${run.id}/people.csv?what=lose`, {
      cookie: carla.cookie,
    });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^"'=cmd\(\)",/);
    const kinds = (await test.source.manager.find(AuditEventEntity)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['policy.dry-run', 'policy.dry-run-exported']));
  });

  it('should refuse a draft with faults and tell each of them', async () => {
    await keep(STRICTER.replace('pool: router', 'pool: rooter'));
    const { status, body } = await ask('POST', 'dry-runs', { of: 'draft' });
    expect(status).toBe(422);
    expect(body.code).toBe('draft-faulty');
    expect(body.errors?.[0]?.message).toContain('rooter');
  });

  it('should try an old version too, and know what is not there', async () => {
    await publish(test, STRICTER);
    await test.signIn(student('2'));
    const { status, body } = await ask<DryRun>('POST', 'dry-runs', { of: 1 });
    expect(status).toBe(201);
    expect(await finish(body.id)).toMatchObject({ of: 1, against: 2, figures: { gain: 1 } });
    expect(await ask('POST', 'dry-runs', { of: 9 })).toMatchObject({
      body: { code: 'policy-version-unknown' },
    });
    expect(await ask('POST', 'dry-runs', { of: 'draft' })).toMatchObject({ body: { code: 'draft-missing' } });
    expect(await ask('GET', 'dry-runs/none')).toMatchObject({ body: { code: 'dry-run-not-found' } });
    expect(await ask('GET', 'dry-runs/none/events')).toMatchObject({ body: { code: 'dry-run-not-found' } });
  });

  it('should tell a reader of the end', async () => {
    await keep(STRICTER);
    const { body } = await ask<DryRun>('POST', 'dry-runs', { of: 'draft' });
    const stream = await test.request(`/api/policy/dry-runs/${body.id}/events`, { cookie: carla.cookie });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const messages = (await stream.text()).split('\n\n').filter(Boolean);
    const last = dryRunSchema.parse(JSON.parse(messages.at(-1)?.replace('data: ', '') ?? ''));
    expect(last).toMatchObject({ id: body.id, state: 'done', done: 2 });
  });

  it('should fail a run whose thread ends, and be ready for the next', async () => {
    await keep(STRICTER);
    const thread = get(PeopleThread);
    await thread.ready();
    const never = thread.dryRun;
    thread.dryRun = async (...asked) => {
      const answer = never.apply(thread, asked);
      answer.catch(() => undefined);
      await thread.ready();
      thread.onApplicationShutdown();
      return answer;
    };
    const { status, body } = await ask('POST', 'dry-runs', { of: 'draft' });
    expect(status).toBe(503);
    expect(body.code).toBe('work-given-up');
    thread.dryRun = never;
    expect(await tryDraft()).toMatchObject({ state: 'done' });
  });

  it('should be given up by who asks for it', async () => {
    await keep(STRICTER);
    const runs = get(DryRuns);
    const thread = get(PeopleThread);
    const real = thread.dryRun;
    thread.dryRun = (_order, on, signal) => {
      on.compiled();
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      );
    };
    const { body } = await ask<DryRun>('POST', 'dry-runs', { of: 'draft' });
    const same = await ask<DryRun>('POST', 'dry-runs', { of: 'draft' }, eva);
    expect(same.body.id).toBe(body.id);
    expect(await ask('GET', `dry-runs/${body.id}/people`)).toMatchObject({
      body: { code: 'dry-run-unfinished' },
    });
    expect((await ask('DELETE', `dry-runs/${body.id}`)).status).toBe(204);
    expect(await finish(body.id)).toMatchObject({ state: 'cancelled' });
    const [first] = [await ask<DryRun>('POST', 'dry-runs', { of: 'draft' })];
    const other = await ask<DryRun>('POST', 'dry-runs', { of: 1 });
    expect(await finish(first.body.id)).toMatchObject({ state: 'cancelled' });
    await runs.beforeApplicationShutdown();
    expect(await finish(other.body.id)).toMatchObject({ state: 'failed', code: 'work-given-up' });
    thread.dryRun = real;
  });

  it('should count whom a rule would match while it is written', async () => {
    await test.signIn(student('2', 'Ana Silva'));
    await test.signIn(student('3', 'Rui Paiva'));
    await test.signIn(student(null, 'Sara Mota'));
    const yaml = (test: string) => `id: cs101-students
name: x
when:
  all:
    - { attr: eduCourseMember, op: equals, value: CS101 }
    - ${test}
effects:
  - { pool: linux, quota: { vms: 1 } }
`;
    const count = async (text: string) =>
      ask<RuleMatches>('POST', 'draft/matches', { id: 'cs101-students', yaml: text });
    const { body } = await count(yaml('{ attr: studyYear, op: numGte, value: 3 }'));
    expect(ruleMatchesSchema.parse(body)).toMatchObject({
      known: 5,
      people: 1,
      version: 1,
      more: 0,
      fewer: 1,
      missing: [{ path: 'when.all[1]', attr: 'studyYear', people: 1 }],
      examples: [{ displayName: 'Rui Paiva' }],
    });
    expect((await count(yaml('{ not: { attr: studyYear, op: equals, value: "1" } }'))).body).toMatchObject({
      people: 2,
      missing: [{ path: 'when.all[1].not', attr: 'studyYear', people: 1 }],
    });
    await test.signIn(student('4', 'Ivo Leal'));
    expect((await count(yaml('{ attr: studyYear, op: numGte, value: 3 }'))).body).toMatchObject({
      known: 6,
      people: 2,
      fewer: 1,
    });
    expect(await count('when: [')).toMatchObject({ status: 422, body: { code: 'draft-faulty' } });
  });
});
