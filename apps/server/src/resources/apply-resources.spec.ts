import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { Classes } from '../classes/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { IdentityProviders } from '../federation/index';
import { LessonEntity, Lessons } from '../lessons/index';
import { CurrentPolicy, RefreshEntitlements } from '../policies/index';
import { Pools, SavePool } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { ApplyResources } from './apply-resources';
import { ExportResources } from './export-resources';
import { faultText, ResourceFaults } from './resource-fault';

const testdata = path.join(import.meta.dirname, 'testdata');
const named = (name: string) => path.join(testdata, name);
const lab = readFileSync(named('lab.yaml'), 'utf8');

describe.each(scratchEngines)('resource files on %s', (engine) => {
  let test: TestApp;
  let folder: string;
  let metadata: string;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const apply = (files: string[], options = {}) => get(ApplyResources).run(files, options);
  const results = async (files: string[], options = {}) =>
    Object.fromEntries(
      (await apply(files, options)).resources.map(({ kind, name, result }) => [`${kind}/${name}`, result]),
    );
  const faultsOf = async (files: string[]) => {
    const error: unknown = await apply(files).catch((thrown: unknown) => thrown);
    if (!(error instanceof ResourceFaults)) throw error;
    return error.faults.map((fault) =>
      faultText(fault).replaceAll(`${testdata}/`, '').replaceAll(`${folder}/`, ''),
    );
  };
  const everything = async () => ({
    classes: (await get(Classes).all()).length,
    pools: (await get(Pools).all()).length,
    providers: (await get(IdentityProviders).list()).length,
    policy: (await get(CurrentPolicy).find())?.version ?? 0,
    exported: await get(ExportResources).run(),
    events: await test.source.manager.count(AuditEventEntity),
  });

  beforeAll(async () => {
    test = await createTestApp({ engine });
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-resources-'));
    metadata = new TestIdentityProvider('https://idp.uni.example/idp', await testKey(), () =>
      test.clock.now(),
    ).metadataXml;
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('should tell all five faults of a policy with line and column, and change nothing', async () => {
    const before = await everything();
    expect(await faultsOf([named('five-faults.yaml')])).toEqual([
      expect.stringMatching(/^five-faults\.yaml:16:53: .*"equal".*did you mean "equals"/),
      expect.stringMatching(/^five-faults\.yaml:17:58: .*regular expression/),
      expect.stringMatching(/^five-faults\.yaml:19:27: .*"cs102"/),
      expect.stringMatching(/^five-faults\.yaml:20:40: .*"two"/),
      expect.stringMatching(/^five-faults\.yaml:21:11: .*"students"/),
    ]);
    expect(await everything()).toEqual(before);
  });

  it('should tell every fault of every document at once, in order of place', async () => {
    const before = await everything();
    expect(await faultsOf([named('every-kind-of-fault.yaml')])).toMatchInlineSnapshot(`
      [
        "every-kind-of-fault.yaml:1:1: code is missing, expected string",
        "every-kind-of-fault.yaml:2:7: name: found "cs 101", expected up to 128 letters, digits and . _ : ~ - with a letter or digit first",
        "every-kind-of-fault.yaml:4:1: Class has no field "colour"; it has kind, name, code, title, lessons",
        "every-kind-of-fault.yaml:6:7: LocalAccount is not supported yet; this version has Class, Template, Host, Pool, IdentityProvider, Federation, AttributeMap, Policy",
        "every-kind-of-fault.yaml:9:7: no kind is called "Pol", expected one of Class, Template, Host, Pool, IdentityProvider, Federation, AttributeMap, Policy",
        "every-kind-of-fault.yaml:11:1: expected fields such as kind and name",
        "every-kind-of-fault.yaml:16:6: "ftp://lab1" is no URI of a known driver, expected one such as qemu:///system, lxc:///system or simulated:",
        "every-kind-of-fault.yaml:22:12: memoryMiB: found "lots", expected number",
        "every-kind-of-fault.yaml:34:11: there is no template "none"",
        "every-kind-of-fault.yaml:35:7: there is no host "nowhere"",
        "every-kind-of-fault.yaml:36:8: there is no class "net2"",
        "every-kind-of-fault.yaml:44:7: Class/twice stands already at every-kind-of-fault.yaml:38:1",
        "every-kind-of-fault.yaml:50:1: the metadata cannot be used: 1:1 the document ends inside of markup",
        "every-kind-of-fault.yaml:54:15: missing.xml cannot be read: ENOENT",
        "every-kind-of-fault.yaml:56:1: expected either metadata or metadataFile",
        "every-kind-of-fault.yaml:60:7: missing.yaml cannot be read: ENOENT",
        "every-kind-of-fault.yaml:65:1: missing closing "quote",
      ]
    `);
    expect(await everything()).toEqual(before);
  });

  it('should say what would become of each resource and change nothing, in a dry run', async () => {
    const before = await everything();
    const file = write('lab.yaml', lab);
    expect(await results([file], { dryRun: true })).toEqual({
      'Class/cs101': 'created',
      'Template/shell': 'created',
      'Host/lab1': 'created',
      'Pool/linux': 'created',
      'Policy/policy': 'created',
    });
    expect(await everything()).toEqual(before);
  });

  it('should make the lab what the files say, and give known people what the policy gives', async () => {
    const { user } = await test.signIn({
      release: { attributes: { eduCourseMember: ['CS101'], studyYear: ['3'] } },
    });
    const file = write('lab.yaml', `${lab}kind: IdentityProvider\nmetadataFile: idp.xml\npractice: true\n`);
    write('idp.xml', metadata);
    const applied = await apply([file], { actor: { displayName: 'Omar', as: 'operator' } });
    expect(applied.resources).toHaveLength(6);
    expect(applied.people).toMatchObject({ changed: 1 });
    expect((await get(Entitlements).ofUser(user.id)).map(({ kind, ref }) => `${kind}:${ref}`)).toEqual([
      'class:cs101',
      'pool:linux',
    ]);
    const [event] = await test.source.manager.findBy(AuditEventEntity, { kind: 'resources.applied' });
    expect(event).toMatchObject({
      actorName: 'Omar',
      facts: { created: expect.stringContaining('Pool/linux') as string, unchanged: '0' },
    });
    expect((await get(CurrentPolicy).table()).source).toContain('# Second year and later.');
  });

  it('should change nothing when the same files come again', async () => {
    const before = await everything();
    const again = await results([path.join(folder, 'lab.yaml')]);
    expect(new Set(Object.values(again))).toEqual(new Set(['unchanged']));
    expect(await everything()).toEqual(before);
  });

  it('should export what apply reads: applied here it changes nothing', async () => {
    const exported = await get(ExportResources).run();
    expect(exported).toContain('# Second year and later.');
    expect(exported).toContain('metadata: ');
    const again = await results([write('exported.yaml', exported)]);
    expect(new Set(Object.values(again))).toEqual(new Set(['unchanged']));
    expect(Object.keys(again)).toHaveLength(6);
    expect(await get(ExportResources).run()).toBe(exported);
  });

  it('should make the same lab of an export somewhere else', async () => {
    const exported = await get(ExportResources).run();
    const other = await createTestApp({ engine });
    try {
      await other.app.get(ApplyResources, { strict: false }).run([write('exported.yaml', exported)]);
      expect(await other.app.get(ExportResources, { strict: false }).run()).toBe(exported);
    } finally {
      await other.close();
    }
  });

  it('should say which resources changed and leave the rest alone', async () => {
    const file = write('lab.yaml', lab.replace('title: Linux shell', 'title: Linux'));
    const found = await results([file]);
    expect(found).toMatchObject({
      'Pool/linux': 'changed',
      'Class/cs101': 'unchanged',
      'Policy/policy': 'unchanged',
    });
    expect((await get(Pools).get('linux')).title).toBe('Linux');
  });

  it('should take the lessons of a class from its file, by name, and leave those planned on the page', async () => {
    const lessons = () => get(Lessons).ofClass('cs101');
    const [tuesdays] = await lessons();
    await test.source.manager.update(LessonEntity, { name: 'exam' }, { name: null, title: 'Oral exam' });
    const exported = await get(ExportResources).run();
    expect(Object.values(await results([write('exported.yaml', exported)]))).not.toContain('changed');
    const moved = lab.replace('from: 10:00', 'from: 11:00').replace(/^ {2}- \{ name: exam.*\n/m, '');
    expect(await results([write('lab.yaml', moved)])).toMatchObject({ 'Class/cs101': 'changed' });
    expect(await lessons()).toMatchObject([
      { id: tuesdays?.id, name: 'tuesdays', from: '11:00', readyMinutes: 5, shutDownMinutes: 10 },
      { name: null, title: 'Oral exam', lastDate: null },
    ]);
    const twice = lab.replace('name: exam', 'name: tuesdays').replace('to: 12:00', 'to: 09:00');
    expect(await faultsOf([write('lab.yaml', twice)])).toEqual([
      'lab.yaml:32:3: expected each name once',
      'lab.yaml:37:9: expected an end after the beginning',
    ]);
  });

  it('should export a pool as an operator changed it, and apply that without a change', async () => {
    const pool = await get(Pools).get('linux');
    const opens = [{ days: ['mon' as const, 'fri' as const], from: '08:30', to: '24:00' }];
    const settings = { size: 30, lease: { hours: 48, renewals: 2 }, keepDays: null, opens };
    const wish = { ...pool, kind: 'shared' as const, hostIds: [], settings };
    await test.source.transaction((manager) => get(SavePool).run(wish, manager));
    const exported = await get(ExportResources).run();
    expect(exported).toContain('machines: shared');
    const again = await results([write('exported.yaml', exported)]);
    expect(new Set(Object.values(again))).toEqual(new Set(['unchanged']));
    expect(await get(ExportResources).run()).toBe(exported);
    await results([write('lab.yaml', lab)]);
  });

  it('should publish a new version only when the policy means something else', async () => {
    const version = async () => (await get(CurrentPolicy).table()).version;
    const before = await version();
    const restyled = lab
      .replace(' # not the first', '')
      .replace(
        '{ timezone: Europe/Lisbon, whenNoRule: admit }',
        '{"whenNoRule":"admit","timezone":"Europe/Lisbon"}',
      );
    expect(await results([write('lab.yaml', restyled)])).toMatchObject({ 'Policy/policy': 'unchanged' });
    expect(await version()).toBe(before);
    expect(await results([write('lab.yaml', lab.replace('value: 2', 'value: 4'))])).toMatchObject({
      'Policy/policy': 'changed',
    });
    expect(await version()).toBe(before + 1);
  });

  it('should take away what a newly applied policy no longer gives', async () => {
    const { user, account } = await test.signIn({
      release: { attributes: { eduCourseMember: ['CS101'], studyYear: ['5'] } },
    });
    await get(RefreshEntitlements).run(account.id);
    expect(await get(Entitlements).ofUser(user.id)).toHaveLength(2);
    await apply([write('lab.yaml', lab.replace('value: 2', 'value: 6'))]);
    expect(await get(Entitlements).ofUser(user.id)).toEqual([]);
  });

  it('should point into the file that a policy or metadata stands in', async () => {
    write(
      'bad-policy.yaml',
      'version: 1\nid: p\nrules:\n  - { id: a, nam: A, when: { always: true }, effects: [] }\n',
    );
    write('bad.xml', '<EntityDescriptor\n  entityID="https://idp');
    const file = write(
      'outside.yaml',
      'kind: Policy\nfile: bad-policy.yaml\n---\nkind: IdentityProvider\nmetadataFile: bad.xml\n',
    );
    const faults = await faultsOf([file]);
    expect(faults.some((fault) => /^bad-policy\.yaml:4:1\d: .*nam/.test(fault))).toBe(true);
    expect(faults.some((fault) => /^bad\.xml:1:1: the metadata cannot be used/.test(fault))).toBe(true);
  });

  it('should say that a file is not there', async () => {
    expect(await faultsOf(['/nowhere/lab.yaml'])).toEqual(['/nowhere/lab.yaml:1:1: cannot be read: ENOENT']);
  });
});

describe('VIRLAB_APPLY', () => {
  it('should be applied at start', async () => {
    const test = await createTestApp({ environment: { VIRLAB_APPLY: named('lab.yaml') } });
    try {
      expect(await test.app.get(Pools, { strict: false }).all()).toHaveLength(1);
    } finally {
      await test.close();
    }
  });

  it('should stop the start when it has faults, with all of them', async () => {
    const start = createTestApp({ environment: { VIRLAB_APPLY: named('five-faults.yaml') } });
    await expect(start).rejects.toThrow(/5 fault\(s\):\n.*:16:53: (.*\n){4}.*:21:11: /);
  });
});
