import { describe, expect, it } from 'vitest';
import { aWhy } from '../../testing/a-why';
import { createFormat } from '../../texts/format';
import { staffEn } from '../../texts/staff/en';
import { staffPt } from '../../texts/staff/pt';
import { answerSentence } from './answer-sentence';

const english = createFormat('en', 'Europe/Lisbon');
const portuguese = createFormat('pt', 'Europe/Lisbon');
const rule = { ruleId: 'cs101', ruleName: 'CS101 students' };
const en = (key: string, params: Record<string, string> = {}, more = {}) =>
  answerSentence(aWhy({ answer: { key, params: { ...rule, ...params } }, ...more }), staffEn, english);

describe('the answer', () => {
  it('should name the value that never came, in both languages', () => {
    expect(answerSentence(aWhy(), staffEn, english)).toBe(
      'Beatriz Nogueira does not have Linux shell, because University of Lagoa released no course list.',
    );
    expect(answerSentence(aWhy(), staffPt, portuguese)).toBe(
      'Beatriz Nogueira não tem Linux shell, porque University of Lagoa não enviou a lista de disciplinas.',
    );
  });

  it('should say what was seen and what the rule asks for, with its operator', () => {
    const params = { attr: 'studyYear', seen: '1', expected: '2' };
    const wanted = (op: string) => ({ wouldHaveToBeTrue: [{ attr: 'studyYear', op, expected: '2' }] });
    expect(en('cause.otherValue', params, wanted('numGte'))).toContain(
      'because the year of study is 1, and the rule asks for at least 2.',
    );
    expect(en('cause.otherValue', params, wanted('not equals'))).toContain('asks for anything but 2.');
  });

  it('should say a course membership short', () => {
    const params = { attr: 'eduCourseMember', seen: 'Learner@urn:x:NET2, Learner@urn:x:STAT2' };
    expect(en('cause.otherValue', params)).toContain(
      'the course list is Learner of NET2 and Learner of STAT2, and the rule asks for Learner of CS101.',
    );
  });

  it('should say how many things decided together', () => {
    expect(en('cause.several', { count: '2', attrs: 'studyYear, eduCourseMember' })).toBe(
      'Beatriz Nogueira does not have Linux shell, because of two things: year of study and course list.',
    );
  });

  it('should name classes and roles as such', () => {
    const target = { kind: 'role', ref: 'operator', title: 'operator' } as const;
    expect(en('no-rule', {}, { target })).toBe(
      'Beatriz Nogueira does not have the role operator, because no rule gives it to anybody.',
    );
  });

  it.each([
    'has',
    'denied',
    'login-denied',
    'input-refused',
    'no-rule',
    'cause.notReleased',
    'cause.dropped',
    'cause.otherValue',
    'cause.unreadable',
    'cause.time',
    'cause.several',
    'rule.disabled',
    'rule.outOfWindow',
    'rule.otherIdp',
    'lost.lease-over',
    'lost.no-such-class',
    'lost.invalid-ref',
    'lost.capture-missing',
    'lost.over-limit',
  ])('should have a sentence of its own for %s, in both languages', (key) => {
    for (const { why } of [staffEn, staffPt]) expect(why.answers[key]).toBeTypeOf('function');
  });

  it('should say a plain no for a key that it does not know', () => {
    expect(en('something-new')).toBe('Beatriz Nogueira does not have Linux shell, because no rule gives it.');
  });
});
