import type { Machine } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { en } from '../en';
import { pt } from '../pt';
import { createFormat } from '../format';
import { endedWords } from './ended-words';

const NOW = Date.parse('2026-11-22T11:00:00Z');
const ended: NonNullable<Machine['ended']> = {
  at: '2026-11-22T10:31:00Z',
  runsUntil: '2026-12-01T10:31:00Z',
  ruleName: 'CS101 students',
  because: { attr: 'eduCourseMember', status: 'notReleased', values: [] },
};

describe('what is said of a machine to which access has ended', () => {
  it('should say when and why, until when it runs, and that its disk is kept', () => {
    const said = endedWords({ ended, state: 'running' }, en, createFormat('en', 'UTC', 'UTC'), NOW);
    expect(said).toMatch(
      /ended on 22 November, 10:31\. Your university sent nothing about .+\. It runs on until 1 December/,
    );
    expect(said).toMatch(/Its disk is kept\.$/);
  });

  it('should say nothing of running on once it is off or its grace is over', () => {
    const format = createFormat('pt', 'UTC', 'UTC');
    expect(endedWords({ ended, state: 'stopped' }, pt, format, NOW)).not.toMatch(/Continua ligada/);
    const later = Date.parse('2026-12-02T00:00:00Z');
    expect(endedWords({ ended, state: 'running' }, pt, format, later)).not.toMatch(/Continua ligada/);
  });

  it('should tell the sentence that a deny rule carries, and nothing where there is access', () => {
    const denied = { ...ended, because: { status: 'denied' as const, values: [], reason: 'Under repair.' } };
    expect(
      endedWords({ ended: denied, state: 'stopped' }, en, createFormat('en', 'UTC', 'UTC'), NOW),
    ).toMatch(/Under repair\./);
    expect(endedWords({ state: 'running' }, en, createFormat('en', 'UTC', 'UTC'), NOW)).toBeUndefined();
  });
});
