import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPolicy } from '../policies/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { ApplyResources } from './apply-resources';
import { ExportResources } from './export-resources';
import { faultText, readPolicyFile, ResourceFaults } from './index';

const lab = readFileSync(new URL('testdata/lab.yaml', import.meta.url), 'utf8').replace(
  /kind: IdentityProvider[\s\S]*?---\n/,
  '',
);
const tests = (pool: string) => `kind: Policy
tests:
  - name: A second-year student
    now: 2026-11-22T09:00:00Z
    input:
      idp: { entityId: https://idp.uni.example/idp }
      attributes: { eduCourseMember: [CS101], studyYear: ['2'] }
    expect:
      pools: [{ ref: ${pool}, quota: { vms: 1 } }]
`;
const withTests = (pool: string) => lab.replace('kind: Policy\n', tests(pool));

describe('the tests of a policy in resource files', () => {
  let test: TestApp;
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-tests-'));
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const file = (text: string) => {
    const name = path.join(folder, 'lab.yaml');
    writeFileSync(name, text);
    return name;
  };
  const apply = async (text: string) => {
    const { resources } = await get(ApplyResources).run([file(text)]);
    return resources.find(({ kind }) => kind === 'Policy')?.result;
  };
  const faultsOf = async (text: string) => {
    const error: unknown = await apply(text).catch((thrown: unknown) => thrown);
    if (!(error instanceof ResourceFaults)) throw error;
    return error.faults.map((fault) => faultText({ ...fault, file: path.basename(fault.file) }));
  };
  const cases = async () => (await get(CurrentPolicy).table()).cases;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('should be published with it, and stay when a file says nothing of them', async () => {
    expect(await apply(lab)).toBe('created');
    expect(await cases()).toEqual([]);
    expect(await apply(withTests('linux'))).toBe('changed');
    expect(await cases()).toMatchObject([{ name: 'A second-year student' }]);
    expect(await apply(lab)).toBe('unchanged');
    expect(await apply(lab.replace('name: Students', 'name: Learners'))).toBe('changed');
    expect(await cases()).toHaveLength(1);
  });

  it('should be written by an export that changes nothing when it is applied', async () => {
    const exported = await get(ExportResources).run();
    expect(exported).toContain('name: A second-year student');
    expect(exported).toContain('# Second year and later.');
    expect(await apply(exported)).toBe('unchanged');
    expect((await readPolicyFile(file(exported))).cases).toEqual(await cases());
  });

  it('should keep a policy under which one fails from being published', async () => {
    const version = (await get(CurrentPolicy).table()).version;
    expect(await faultsOf(withTests('router'))).toEqual([
      expect.stringMatching(
        /^lab\.yaml:\d+:\d+: test "A second-year student": pools: expected \["router"\], found \["linux"\]/,
      ),
    ]);
    expect(await faultsOf(lab.replace('value: 2', 'value: 3'))).toEqual([
      expect.stringContaining('test "A second-year student"'),
    ]);
    expect((await get(CurrentPolicy).table()).version).toBe(version);
  });

  it('should tell their faults at their places', async () => {
    const faulty = withTests('linux')
      .replace('2026-11-22T09:00:00Z', 'yesterday')
      .replace('pools: [', 'pool: [');
    const line = (text: string) => faulty.slice(0, faulty.indexOf(text)).split('\n').length;
    expect(await faultsOf(faulty)).toEqual([
      expect.stringMatching(new RegExp(`^lab\\.yaml:${line('yesterday')}:10: tests\\[0\\]\\.now`)),
      expect.stringMatching(
        new RegExp(
          `^lab\\.yaml:${line('pool: [')}:\\d+: tests\\[0\\]\\.expect\\.pool: .*did you mean "pools"`,
        ),
      ),
    ]);
  });

  it('should be taken away by an empty list', async () => {
    expect(await apply(lab.replace('kind: Policy\n', 'kind: Policy\ntests: []\n'))).toBe('changed');
    expect(await cases()).toEqual([]);
  });
});
