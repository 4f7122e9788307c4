import { readFileSync } from 'node:fs';
import { policyImportSchema } from '@virlab/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { PolicyVersionEntity, PublishPolicy } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { signInDirectly } from '../testing/sign-in-directly';

const shipped = (file: string) => readFileSync(new URL(`../../../../saml/${file}`, import.meta.url), 'utf8');
const mapping = JSON.stringify([
  {
    local: [{ user: { name: '{0}' } }, { group: { name: 'lab', domain: { name: 'Default' } } }],
    remote: [{ type: 'eppn' }, { type: 'affiliation', any_one_of: ['student@lagoa.example'] }],
  },
]);
const control =
  '<AccessControl><NOT><Rule require="affiliation">alum@lagoa.example</Rule></NOT></AccessControl>';

describe.each(scratchEngines)('imports and exports of the policy on %s', (engine) => {
  let test: TestApp;
  let cookie: string;
  beforeEach(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, policyOf(studentsRule + adminsRule));
    cookie = await cookieOf('identity-admin');
    return () => test.close();
  });

  const cookieOf = async (role: string) => {
    const person = await signInDirectly(test.app, test.settings, {
      identifier: role,
      entitlements: [{ kind: 'role', ref: role }],
      // Somebody has to remain who may edit the policy.
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    return person.cookie;
  };
  const send = (body: unknown) =>
    fetch(`${test.origin}/api/policy/imports`, {
      method: 'POST',
      headers: { cookie, origin: test.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const read = async (text: string, targets: Record<string, string> = {}) => {
    const answer = await send({ text, targets });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return policyImportSchema.parse(await answer.json());
  };
  const get = (path: string) => fetch(`${test.origin}${path}`, { headers: { cookie } });

  it('should read a Keystone mapping as rules, ask for what names nothing, and keep nothing', async () => {
    const asked = await read(mapping);
    expect(asked).toMatchObject({
      kind: 'keystone',
      goesTo: 'draft',
      rules: [],
      unmapped: ['group:lab@Default'],
    });
    const told = await read(mapping, { 'group:lab@Default': 'pool:linux' });
    expect(told.rules).toMatchObject([{ id: 'keystone-1', exists: false }]);
    expect(told.rules[0]?.yaml).toMatch(/^id: keystone-1\n/);
    expect(told.rules[0]?.sentence).toBeInstanceOf(Array);
    expect(told.findings).toMatchObject([{ code: 'weak-identifier', ruleId: 'keystone-1' }]);
    const dangling = await read(mapping, { 'group:lab@Default': 'pool:linus' });
    expect(dangling.findings).toContainEqual(
      expect.objectContaining({ code: 'unknown-pool', severity: 'error', didYouMean: 'linux' }),
    );
    expect(await test.source.manager.countBy(AuditEventEntity, { kind: 'policy.draft-changed' })).toBe(0);
    expect(await (await get('/api/policy/draft')).json()).toMatchObject({ exists: false });
    expect(await test.source.manager.count(PolicyVersionEntity)).toBe(1);
  });

  it('should read an access control with the letter case of the attribute map', async () => {
    const { kind, rules, notes } = await read(control, { access: 'role:guest' });
    expect(kind).toBe('access-control');
    expect(rules[0]?.yaml).toContain('ci: true');
    expect(notes.map(({ code }) => code)).toContain('not-released-kept');
  });

  it('should send attribute rules to their own page, with what would be different', async () => {
    const map = shipped('attribute-map.xml').replace('id="studyYear"', 'id="yearOfStudy"');
    const read1 = await read(map);
    expect(read1).toMatchObject({ kind: 'attribute-map', goesTo: 'attribute-rules', rules: [] });
    const lines = read1.notes.map(({ fate, code, place }) => `${fate} ${code} ${place}`);
    expect(lines).toContain('changed attribute-removed studyYear');
    expect(lines).toContain('changed attribute-added yearOfStudy');
    expect(await read(shipped('attribute-policy.xml'))).toMatchObject({ kind: 'attribute-policy' });
    const broken = await read(
      '<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map"><Attribute/></Attributes>',
    );
    expect(broken.notes[0]).toMatchObject({ fate: 'lost', place: 'line 1' });
  });

  it('should write what it reads: policy, comments and test cases', async () => {
    const cases = [
      {
        name: 'Nobody else',
        now: '2026-11-22T10:00:00Z',
        input: { idp: { entityId: 'https://idp.lagoa.example' }, attributes: {} },
        expect: { pools: [] },
      },
    ];
    await test.source.transaction((manager) =>
      test.app
        .get(PublishPolicy, { strict: false })
        .run(
          { source: policyOf(studentsRule + adminsRule), author: 'Carla', comment: 'With a case', cases },
          manager,
        ),
    );
    const answer = await get('/api/policy/export?of=published');
    expect(answer.headers.get('content-type')).toBe('text/yaml; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="policy-2.yaml"');
    const text = await answer.text();
    expect(text).toMatch(/^kind: Policy\ncomment: With a case\n/);
    const again = await read(text);
    expect(again).toMatchObject({ kind: 'yaml', cases, findings: [] });
    expect(again.rules.map(({ id, exists }) => [id, exists])).toEqual([
      ['cs101-students', true],
      ['admins', true],
    ]);
    expect(again.source).toContain('# the course');
    const back = await test.source.transaction((manager) =>
      test.app
        .get(PublishPolicy, { strict: false })
        .run({ source: again.source ?? '', author: 'x', cases }, manager),
    );
    expect(back).toEqual({ version: 2, result: 'unchanged' });
    expect((await get('/api/policy/export?of=draft')).status).toBe(404);
  });

  it('should take the readable rules out of a policy with faults, and tell all of them', async () => {
    const { rules, findings } = await read(
      `${policyOf(studentsRule)}  - { id: bad, name: Bad, when: {}, effects: [] }\n`,
    );
    expect(rules.map(({ id }) => id)).toEqual(['cs101-students']);
    expect(findings.map(({ code }) => code)).toEqual(['condition-shape', 'too-few']);
    const newer = await read('version: 2\nid: p\nrules: []\n');
    expect(newer.findings).toMatchObject([{ code: 'version-unsupported' }]);
  });

  it('should say what it cannot read, and why', async () => {
    const bombs = [
      'a: &a [x]\nb: &b [*a, *a]\nrules: *b\n',
      'kind: Policy\ncomment: &x y\ndocument: { id: *x }\n',
    ];
    for (const text of ['hello', '<html/>', '{', '\u0000', '[]', 'kind: Pool\n', ...bombs]) {
      const answer = await send({ text, kind: 'yaml' });
      const body = (await answer.json()) as { code: string; detail: string };
      if (answer.status === 200) expect(body, text).toHaveProperty('findings.0.severity', 'error');
      else expect([answer.status, body.code], text).toEqual([422, 'import-unreadable']);
    }
    expect(await (await send({ text: 'hello' })).json()).toMatchObject({ code: 'import-unreadable' });
    expect(await (await send({ text: '<a><b></a>', kind: 'access-control' })).json()).toMatchObject({
      code: 'import-unreadable',
      detail: expect.stringMatching(/line 1/) as string,
    });
  });

  it('should take a file of 512 Ki characters, and no larger one', async () => {
    const rule = '# '.padEnd(1_000, 'ç');
    const text = `version: 1\nid: p\nrules: []\n${`${rule}\n`.repeat(520)}`;
    expect((await send({ text })).status).toBe(200);
    expect((await send({ text: text + text })).status).toBe(400);
    expect((await send({ text: 'x'.repeat(3_000_000) })).status).toBe(413);
  });

  it('should let only those who may edit the policy read files, and those who may read it take it along', async () => {
    cookie = await cookieOf('operator');
    expect((await send({ text: mapping })).status).toBe(403);
    cookie = await cookieOf('student');
    expect((await get('/api/policy/export')).status).toBe(403);
  });
});
