import type { DecisionInput } from '@virlab/policy';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymise } from './anonymise';
import { PERSONAL, SHARED } from './personal-attributes';

const idp = { entityId: 'https://idp.lagoa.example/idp' };
const around = {
  isCommon: () => false,
  alsoPersonal: [] as string[],
  scopes: ['lagoa.example'],
  random: Math.random,
};
const ana = {
  'subject-id': ['ana.ribeiro@lagoa.example'],
  'pairwise-id': ['X7Q2-ABCD@lagoa.example'],
  eduPersonPrincipalName: ['aribeiro@lagoa.example'],
  mail: ['Ana.Ribeiro@alunos.lagoa.example', 'me@ana-ribeiro.example'],
  displayName: ['Ana Conceição Ribeiro'],
  givenName: ['Ana Conceição'],
  sn: ['Ribeiro'],
  uid: ['a2019123'],
  eduPersonScopedAffiliation: ['student@lagoa.example', 'member@lagoa.example'],
  eduCourseMember: ['Learner@urn:mace:lagoa.example:crs:cs:2026:t1:CS101'],
  isMemberOf: ['urn:lagoa:group:projects:ana.ribeiro', 'urn:lagoa:group:cs'],
  studyYear: ['2'],
  badge: ['B-00417'],
};
const of = (attributes: Record<string, string[]>, more: Partial<Parameters<typeof anonymise>[1]> = {}) =>
  anonymise(
    { idp, attributes, dropped: [{ attr: 'mail', value: 'ana@other.example', why: 'denied' }] },
    { ...around, asks: Object.keys(attributes), ...more },
  );

describe('anonymise', () => {
  it('should make up everything that tells who it is, and keep what rules read', () => {
    const { input, replaced } = of(ana, { alsoPersonal: ['Ana Ribeiro'] });
    const text = JSON.stringify(input).toLowerCase();
    for (const told of ['ana', 'ribeiro', 'conceição', 'x7q2', '2019123', '00417', 'other.example']) {
      expect(text).not.toMatch(new RegExp(`(?<![a-z])${told}`));
    }
    expect(input.attributes).toMatchObject({
      eduPersonScopedAffiliation: ana.eduPersonScopedAffiliation,
      eduCourseMember: ana.eduCourseMember,
      studyYear: ['2'],
    });
    expect(input.attributes['isMemberOf']?.[1]).toBe('urn:lagoa:group:cs');
    expect(input.attributes['isMemberOf']?.[0]).toMatch(/^urn:lagoa:group:projects:[a-z]{3}\.[a-z]{7}$/);
    expect(input.attributes['subject-id']?.[0]).toMatch(/^[a-z]{3}\.[a-z]{7}@lagoa\.example$/);
    expect(input.attributes['badge']?.[0]).toMatch(/^[A-Z]-\d{5}$/);
    expect(replaced).toContain('isMemberOf');
    expect(replaced).not.toContain('studyYear');
    expect(input.dropped).toBeUndefined();
  });

  it('should leave out what no rule asks for, and keep what many others have', () => {
    const { input } = of(ana, {
      asks: ['badge', 'studyYear', 'never'],
      isCommon: (attr) => attr === 'badge',
    });
    expect(input.attributes).toEqual({ badge: ['B-00417'], studyYear: ['2'] });
  });

  it('should call the same the same', () => {
    const { input } = of({ uid: ['ribeiro'], isMemberOf: ['urn:x:ribeiro'] });
    expect(input.attributes['isMemberOf']).toEqual([`urn:x:${input.attributes['uid']?.[0] ?? ''}`]);
  });

  it('should let no value of a person through, whoever it is', () => {
    const word = fc.stringMatching(/^[a-z]{6,12}$/);
    const personal = fc.dictionary(
      fc.constantFrom(...PERSONAL, 'badge', 'x-custom'),
      fc.array(
        fc.oneof(
          word,
          fc.tuple(word, word).map((two) => two.join(' ')),
          fc.tuple(word, word).map((two) => `${two.join('.')}@lagoa.example`),
          fc.stringMatching(/^\d{6,10}$/),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    );
    fc.assert(
      fc.property(personal, fc.constantFrom(...SHARED), word, (attributes, attr, name) => {
        const own: DecisionInput['attributes'] = { ...attributes, sn: [name] };
        const { input } = of({ ...own, [attr]: [`urn:group:${name}:x`] });
        const text = JSON.stringify(input.attributes).replaceAll('lagoa.example', '').toLowerCase();
        for (const value of Object.values(own).flat()) {
          const local = value.replace('@lagoa.example', '');
          for (const piece of [local, ...local.split(/[ .]/)])
            expect(text).not.toContain(piece.toLowerCase());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('should take any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { input } = of({ displayName: [value], isMemberOf: [`a ${value} b`] });
        if (value.trim() !== '') expect(input.attributes['displayName']).not.toEqual([value]);
      }),
    );
  });
});
