import type { LockedPool } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { en } from '../../texts/en';
import { createFormat } from '../../texts/format';
import { pt } from '../../texts/pt';
import { lockedWords } from './locked-words';

const reader = { displayName: 'Ana Ribeiro', university: 'University of Lagoa' };
const course = (code: string) => `Learner@urn:mace:ulagoa.example:crs:2026:${code}`;
const locked = (more: Partial<LockedPool>): LockedPool => ({
  pool: { id: 'net2', title: 'Networks 2 lab' },
  status: 'otherValue',
  values: [],
  ...more,
});
const say = (more: Partial<LockedPool>) =>
  lockedWords(locked(more), reader, en, createFormat('en', 'Europe/Lisbon', 'Europe/Lisbon'));

describe('why a pool is closed', () => {
  it('should name the courses the university says, and the one that is missing', () => {
    const words = say({
      attr: 'eduCourseMember',
      values: [course('CS101'), course('STAT2')],
      expected: course('NET2'),
    });
    expect(words.reason).toBe('Your university says you take CS101 and STAT2, but not NET2.');
    expect(words.owner).toContain('registrar of University of Lagoa');
    expect(words.text).toContain(course('NET2'));
  });

  it('should say the same in Portuguese', () => {
    const format = createFormat('pt', 'Europe/Lisbon', 'Europe/Lisbon');
    const pool = locked({
      attr: 'eduCourseMember',
      values: [course('CS101'), course('STAT2')],
      expected: course('NET2'),
    });
    expect(lockedWords(pool, reader, pt, format).reason).toBe(
      'A sua universidade diz que frequenta CS101 e STAT2, mas não NET2.',
    );
  });

  it('should call nothing released nothing, and never false', () => {
    const words = say({ status: 'notReleased', attr: 'studyYear', expected: '2' });
    expect(words.reason).toBe('Your university sent nothing about your year. It is for 2.');
    expect(words.owner).toContain('service desk');
  });

  it('should name the time it opens, and that there is nothing to do', () => {
    const words = say({ status: 'outOfWindow', opensAt: '2026-11-26T09:00:00Z' });
    expect(words).toEqual({ reason: 'Opens on Thursday 26 November, 09:00.', owner: 'Nothing to do.' });
  });

  it('should use the sentence of the rule that denies', () => {
    expect(say({ status: 'denied', reason: 'Exams are on.' }).reason).toBe('Exams are on.');
  });
});
