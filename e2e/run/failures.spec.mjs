import { describe, expect, it } from 'vitest';
import { failedCheck, failedJourneys, tellFailures } from './failures.mjs';

describe('failedJourneys', () => {
  /** @param {string} status @param {string[]} messages */
  const spec = (status, messages) => ({
    title: 'a student signs in',
    file: 'student.spec.ts',
    line: 7,
    tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
  });

  it('should find what failed and what passed only at the second try, at any depth', () => {
    const inner = { title: 'inner', specs: [spec('flaky', ['timed out']), spec('expected', [])] };
    const suites = [{ title: 'file', specs: [spec('unexpected', ['one', 'two'])], suites: [inner] }];
    const where = { file: 'e2e/journeys/student.spec.ts:7', title: 'a student signs in' };
    expect(failedJourneys({ suites })).toEqual([
      { ...where, error: 'one\ntwo' },
      { ...where, error: 'timed out' },
    ]);
  });

  it('should tell of a fault outside any journey', () => {
    expect(failedJourneys({ suites: [], errors: [{ message: 'no browser' }] })).toEqual([
      { file: 'e2e', title: '(outside any journey)', error: 'no browser' },
    ]);
  });
});

describe('failedCheck', () => {
  it('should keep the lines that say what is wrong', () => {
    const output = '> nx run web:lint\n\u001b[31m  12:3  error  no console\u001b[39m\nmuch else\n';
    expect(failedCheck('lint', output).error).toBe('  12:3  error  no console');
  });

  it('should keep the end where no line says it', () => {
    expect(failedCheck('build', 'first\nlast\n').error).toBe('first\nlast');
  });
});

describe('tellFailures', () => {
  it('should say nothing when nothing failed', () => {
    expect(tellFailures([])).toEqual([]);
  });

  it('should leave out what the browser itself prints', () => {
    const error = 'Error: timed out\n[pid=7][err] no bus\nwaiting for the button';
    expect(tellFailures([{ part: 'journeys', file: 'f', title: 't', error }])).toEqual([
      'What failed:',
      '',
      '✘ journeys › f › t',
      '    Error: timed out',
      '    waiting for the button',
      '',
    ]);
  });

  it('should cut long errors, long lines and long lists', () => {
    const error = Array.from({ length: 40 }, (_, index) => `line ${index} ${'x'.repeat(1000)}`).join('\n');
    const failures = Array.from({ length: 30 }, (_, index) => ({
      part: 'specs',
      file: 'f',
      title: `${index}`,
      error,
    }));
    const lines = tellFailures(failures);
    expect(lines).toContain('✘ specs › f › 0');
    expect(lines).toContain('    … 25 more lines');
    expect(lines.at(-2)).toBe('… and 5 more');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(304);
  });
});
