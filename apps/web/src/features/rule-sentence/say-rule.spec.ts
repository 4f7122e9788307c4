import type { RuleSentence, SentenceKey, SentencePart, ValueKind } from '@virlab/policy';
import { describe, expect, it } from 'vitest';
import { sentenceEn } from '../../texts/staff/sentence/en';
import { sentencePt } from '../../texts/staff/sentence/pt';
import { type Fate, plainSentence, sayMerged, sayRule } from './say-rule';

const t = (key: SentenceKey, count?: number): SentencePart => ({
  t: 'text',
  key,
  ...(count ? { count } : {}),
});
const attr = (name: string): SentencePart => ({ t: 'attr', attr: name, isVirtual: name.includes('.') });
const v = (kind: ValueKind, text: string): SentencePart => ({ t: 'value', kind, text, path: 'x' });
const titles = { 'pool linux': 'Linux shell', 'class cs101': 'CS101' } as Record<string, string>;
const titleOf = (kind: string, ref: string) => titles[`${kind} ${ref}`] ?? ref;
const en = (sentence: RuleSentence) => plainSentence(sayRule(sentence, sentenceEn, titleOf));
const pt = (sentence: RuleSentence) => plainSentence(sayRule(sentence, sentencePt, titleOf));

const students: RuleSentence = [
  t('who'),
  t('part.value'),
  attr('eduPersonScopedAffiliation'),
  t('condition.equals'),
  v('text', 'student'),
  t('and'),
  attr('eduCourseMember'),
  t('condition.matches'),
  v('pattern', 'Learner@urn:mace:ulagoa\\.example:crs:cs:\\d{4}:\\w+:CS101'),
  t('and'),
  attr('studyYear'),
  t('condition.numGte'),
  v('number', '2'),
  t('or-absent'),
  t('from.any'),
  t('class'),
  v('class', 'cs101'),
  t('class.as'),
  v('class-role', 'learner'),
  t('next-effect'),
  t('pool'),
  v('number', '1'),
  t('unit.vms', 1),
  t('of'),
  v('pool', 'linux'),
  t('lease'),
  v('number', '30'),
  t('unit.days', 30),
  t('grace'),
  v('number', '7'),
  t('unit.grace-days', 7),
];

describe('the sentence of a rule', () => {
  it('should read as a sentence with titles instead of references', () => {
    expect(en(students)).toBe(
      'People for whom the value of affiliation is student and course list matches Learner of CS101 and year of study ' +
        'is at least 2 (or not released), from any trusted university, join the class CS101 as learner, and get ' +
        '1 machine of Linux shell for 30 days, then 7 days of grace.',
    );
  });

  it('should be joined by its articles in Portuguese', () => {
    expect(pt(students)).toBe(
      'Pessoas para quem o valor da afiliação é student e a lista de disciplinas corresponde a Learner de CS101 e ' +
        'o ano de estudos é pelo menos 2 (ou não enviado), de qualquer universidade de confiança, entram na turma ' +
        'CS101 como aluno, e recebem 1 máquina de Linux shell durante 30 dias, e depois 7 dias de tolerância.',
    );
  });

  it('should keep the whole value at hand where it says it short', () => {
    const blanks = sayRule(students, sentenceEn, titleOf).filter((piece) => typeof piece === 'object');
    expect(blanks).toContainEqual({
      value: 'Learner of CS101',
      title: 'Learner@urn:mace:ulagoa\\.example:crs:cs:\\d{4}:\\w+:CS101',
    });
    expect(blanks).toContainEqual({ value: 'Linux shell', title: 'linux' });
  });

  it('should turn a negated condition, and leave the "not" of a group or of every value', () => {
    const status = [attr('schacUserStatus'), t('condition.equals'), v('text', 'expired')];
    const deny = [t('deny.login'), t('reason'), v('reason', 'Ask the registrar.')];
    expect(en([t('who'), t('not'), ...status, t('from.any'), ...deny])).toBe(
      'People for whom user status is not expired, from any trusted university, may not sign in: “Ask the registrar.”',
    );
    expect(en([t('who'), t('not'), t('open'), ...status, t('close'), t('from.any'), ...deny])).toContain(
      'for whom not (user status is expired), from',
    );
    expect(en([t('who'), t('not'), t('every'), ...status, t('from.any'), ...deny])).toContain(
      'not every user status is expired',
    );
  });

  it('should end well when nothing is given yet', () => {
    expect(en([t('who'), attr('studyYear'), t('condition.present'), t('from.any')])).toBe(
      'People for whom year of study was released, from any trusted university.',
    );
  });

  it('should say everybody, and part named providers from what they give', () => {
    const role = [t('role'), v('role', 'operator')];
    expect(en([t('who'), t('everybody'), t('from.any'), ...role])).toBe(
      'All people, from any trusted university, get the role operator.',
    );
    expect(
      en([
        t('who'),
        t('everybody'),
        t('from'),
        v('idp', 'https://a'),
        t('list'),
        v('idp', 'https://b'),
        ...role,
      ]),
    ).toBe('All people, from https://a, https://b, get the role operator.');
  });

  const merged = (...parts: (readonly [Fate, SentencePart])[]) =>
    sayMerged(
      parts.map(([fate, part]) => ({ fate, part })),
      sentenceEn,
      titleOf,
    )
      .map(({ fate, piece }) => {
        const text = plainSentence([piece]);
        return fate === 'same' ? text : `${fate === 'new' ? '+' : '-'}[${text}]`;
      })
      .join('');

  it('should merge two versions, with no blank inside what came or went', () => {
    expect(
      merged(
        ['same', t('who')],
        ['same', attr('studyYear')],
        ['same', t('condition.numGte')],
        ['same', v('number', '2')],
        ['new', t('or-absent')],
        ['gone', t('from')],
        ['gone', v('idp', 'https://a')],
        ['new', t('from.any')],
        ['same', t('pool')],
        ['same', v('pool', 'linux')],
        ['same', t('lease')],
        ['gone', v('number', '14')],
        ['new', v('number', '30')],
        ['same', t('unit.days', 30)],
      ),
    ).toBe(
      'People for whom year of study is at least 2 +[(or not released)]-[, from ]-[https://a]+[, from any trusted university,] ' +
        'get Linux shell for -[14] +[30] days.',
    );
  });

  it('should tell a "not" that came by itself, and turn the condition where both came', () => {
    const status = [attr('schacUserStatus'), t('condition.equals'), v('text', 'expired')] as const;
    const everything = (fate: Fate) => status.map((part) => [fate, part] as const);
    const login = ['same', t('deny.login')] as const;
    expect(merged(['same', t('who')], ['new', t('not')], ...everything('same'), login)).toBe(
      'People for whom +[not] user status is expired, may not sign in.',
    );
    expect(merged(['same', t('who')], ['new', t('not')], ...everything('new'), login)).toContain(
      '+[user status is not ]',
    );
  });
});
