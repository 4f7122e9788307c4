import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Runs such specs as `npm test` does. @param {string} specs */
function reportOf(specs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'some.spec.mjs'), specs);
  const file = path.join(folder, 'report.json');
  const reporter = path.join(import.meta.dirname, 'spec-report.mjs');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--root', folder, '--globals', `--reporter=${reporter}`];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], VIRLAB_SPEC_REPORT: file },
  });
  expect(status, stderr).toBe(1);
  /** @type {import('./spec-report.mjs').SpecReport} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return report;
}

it('should say of what failed what was wrong, also when it took too long or the set-up failed', () => {
  const { passed, failures } = reportOf(`
    it('holds', () => undefined);
    it('adds', () => { throw new Error('no sum', { cause: new Error('no numbers') }); });
    it('waits', { timeout: 20 }, () => new Promise(() => undefined));
    describe('a part', () => {
      beforeAll(() => new Promise(() => undefined), 20);
      it('comes after', () => undefined);
    });
  `);
  expect(passed).toBe(1);
  expect(failures.map(({ file, title }) => `${file}: ${title}`)).toEqual([
    'some.spec.mjs: adds',
    'some.spec.mjs: waits',
    'some.spec.mjs: a part (set-up or end)',
  ]);
  const [adds, waits, hook] = failures.map(({ error }) => error);
  expect(adds).toMatch(/^Error: no sum\n {4}at .*some\.spec\.mjs:3/);
  expect(adds).toContain('caused by Error: no numbers');
  expect(waits).toMatch(/^Error: Test timed out in 20ms\./);
  expect(waits).toMatch(/at .*some\.spec\.mjs:4/);
  expect(hook).toMatch(/^Error: Hook timed out in 20ms\./);
});

it('should tell of a file that does not load, and of what failed outside any spec', () => {
  expect(reportOf("throw new Error('no such thing');").failures).toMatchObject([
    { file: 'some.spec.mjs', title: '(the file itself)', error: expect.stringContaining('no such thing') },
  ]);
  const late = "it('ends', () => void Promise.reject(new Error('nobody waits')));";
  expect(reportOf(late).failures).toMatchObject([
    { file: '(outside any spec)', title: 'unhandled', error: expect.stringContaining('nobody waits') },
  ]);
});
