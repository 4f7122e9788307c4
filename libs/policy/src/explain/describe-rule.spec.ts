import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy } from '../compile/compile-policy';
import { ops } from '../conditions';
import type { Rule } from '../language/policy-set';
import { arbitraryPolicy } from '../testing/arbitrary-policy';
import { describeRule } from './describe-rule';
import { sentenceKeys, type RuleSentence } from './rule-sentence';

const TEXTS = parse(
  readFileSync(new URL('../../testdata/describe/texts.yaml', import.meta.url), 'utf8'),
) as Record<'en' | 'pt', Record<string, string>>;

function ruleOf(rule: object): Rule {
  const whole = { id: 'r', name: 'R', when: { always: true }, effects: [{ role: 'student' }], ...rule };
  const compiled = compilePolicy({ version: 1, id: 'p', rules: [whole] });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table.set.rules[0]!;
}

function say(sentence: RuleSentence, language: 'en' | 'pt' = 'en'): string {
  const words = sentence.map((part) => {
    if (part.t === 'text') return TEXTS[language][part.key];
    return part.t === 'attr' ? part.attr : `[${part.text}]`;
  });
  return words
    .join(' ')
    .replace(/ (?=[,;:)])/g, '')
    .replace(/\( /g, '(');
}

const cs101 = ruleOf({
  idps: ['https://a.example', 'https://b.example'],
  when: {
    all: [
      { attr: 'affiliation', op: 'equals', value: 'student', part: 'value' },
      { attr: 'course', op: 'matches', value: 'CS101.*' },
      {
        any: [
          { attr: 'year', op: 'numGte', value: 2 },
          { attr: 'year', op: 'absent' },
        ],
      },
      {
        any: [
          { attr: 'status', op: 'absent' },
          { not: { attr: 'status', op: 'oneOf', values: ['expired', 'alum'] } },
        ],
      },
    ],
  },
  effects: [
    { pool: 'linux', quota: { vms: 1, vcpu: 4 }, leaseDays: 30, graceDays: 7 },
    { class: { ref: 'cs101' }, as: 'learner' },
  ],
});

describe('describeRule', () => {
  it('should say a rule in English', () => {
    expect(say(describeRule(cs101))).toBe(
      'Those where the value of affiliation is [student] and course matches [CS101.*] and year is at least [2] ' +
        '(or not released) and not status is one of [expired], [alum] (or not released), ' +
        'from [https://a.example], [https://b.example] get [1] machines of [linux], [4] processors for [30] days, ' +
        'then [7] days of grace; join the class [cs101] as [learner]',
    );
  });

  it('should say the same rule in Portuguese', () => {
    expect(say(describeRule(cs101), 'pt')).toBe(
      'Aqueles em que o valor de affiliation é [student] e course corresponde a [CS101.*] e year é pelo menos [2] ' +
        '(ou não enviado) e não status é um de [expired], [alum] (ou não enviado), ' +
        'de [https://a.example], [https://b.example] recebem [1] máquinas de [linux], [4] processadores durante [30] dias, ' +
        'e depois [7] dias de tolerância; entram na turma [cs101] como [learner]',
    );
  });

  it('should bracket groups inside groups, and say windows and denials', () => {
    const rule = ruleOf({
      validFrom: '2026-11-14',
      when: {
        any: [
          {
            all: [
              { attr: 'idp.entityId', op: 'present' },
              { op: 'timeWithin', window: { days: ['mon', 'tue'], from: '09:00', to: '17:00' } },
            ],
          },
          { attr: 'a', op: 'countAtLeast', value: 3 },
          { attr: 'n', op: 'numBetween', values: [1, 4], quantifier: 'every' },
        ],
      },
      effects: [
        { deny: 'login', reason: 'Ask the registrar' },
        { deny: { pool: 'gpu' }, reason: 'Exam week' },
        { limit: { pool: 'linux', vms: 1, leaseDays: 2 } },
        { role: 'teacher', scope: 'cs101' },
      ],
    });
    expect(say(describeRule(rule))).toBe(
      'Those where (idp.entityId was released and it is now within [mon tue, 09:00–17:00]) or a has at least [3] values ' +
        'or every n is between [1] and [4], from any trusted provider, since [2026-11-14] may not sign in: [Ask the registrar]; ' +
        'may not use [gpu]: [Exam week]; get no more than [1] machines, [2] days of [linux]; get the role [teacher] in [cs101]',
    );
  });

  it('should lead every filled blank to its place in the rule', () => {
    fc.assert(
      fc.property(arbitraryPolicy, ({ rules }) => {
        for (const rule of rules) {
          for (const part of describeRule(rule)) {
            if (part.t !== 'value' || part.kind === 'time') continue;
            expect(String(valueAt(rule, part.path))).toBe(part.text);
          }
        }
      }),
    );
  });

  it('should have a phrase for every op, and texts for every phrase in both languages', () => {
    for (const op of ops) expect(sentenceKeys).toContain(`condition.${op}`);
    expect(Object.keys(TEXTS.en)).toEqual([...sentenceKeys]);
    expect(Object.keys(TEXTS.pt)).toEqual([...sentenceKeys]);
  });
});

function valueAt(rule: Rule, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.reduce<unknown>((found, step) => (found as Record<string, unknown>)[step], rule);
}
