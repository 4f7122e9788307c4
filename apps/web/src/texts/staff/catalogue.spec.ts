import { AUDIT_KINDS } from '@virlab/contracts';
import { sentenceKeys } from '@virlab/policy';
import { describe, expect, it } from 'vitest';
import { staffEn } from './en';
import { staffPt } from './pt';

/** What a text of an answer gets; every other parameter is a text or a count. */
const WORDS = {
  who: '<who>',
  what: '<what>',
  university: '<university>',
  rule: '<rule>',
  attribute: '<attribute>',
  attributes: '<attributes>',
  count: 2,
  seen: '<seen>',
  expected: '<expected>',
  reason: '<reason>',
};
const FACTS = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

/** Every text with its path. */
function flatten(texts: unknown, path = ''): [path: string, text: string][] {
  if (typeof texts === 'string') return [[path, texts]];
  if (typeof texts === 'function') return flatten(call(texts as (...all: unknown[]) => unknown, path), path);
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.entries(texts).flatMap(([key, value]) =>
    flatten(value, path === '' ? key : `${path}.${key}`),
  );
}

function call(text: (...all: unknown[]) => unknown, path: string): unknown {
  if (path.startsWith('why.answers.')) return text(WORDS);
  if (path.startsWith('audit.what.')) return text(FACTS, true);
  return text(...Array.from({ length: text.length }, (_, index) => `<${index}>`));
}

const english = new Map(flatten(staffEn));
const portuguese = new Map(flatten(staffPt));

describe('the texts of staff', () => {
  it('should have the same names in both languages', () => {
    expect([...portuguese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('should leave none empty', () => {
    expect([...english, ...portuguese].filter(([, text]) => text === '')).toEqual([]);
  });

  it('should have a phrase for every key of a rule’s sentence', () => {
    for (const { sentence } of [staffEn, staffPt]) {
      expect(Object.keys(sentence.phrases).toSorted()).toEqual([...sentenceKeys].toSorted());
      const operators = sentenceKeys.flatMap((key) =>
        key.startsWith('condition.') ? [key.slice('condition.'.length)] : [],
      );
      expect(Object.keys(sentence.negated).toSorted()).toEqual(operators.toSorted());
    }
  });

  it('should have words for every kind of event', () => {
    for (const { audit } of [staffEn, staffPt]) {
      for (const kind of AUDIT_KINDS) expect(audit.what[kind]({}, true)).toBeTruthy();
    }
  });

  it('should use every word of an answer in both languages', () => {
    const blanks = (text: string) => [...new Set(text.match(/<\w+>/g))].toSorted();
    const differing = [...english].filter(
      ([path, text]) =>
        path.startsWith('why.answers.') &&
        JSON.stringify(blanks(text)) !== JSON.stringify(blanks(portuguese.get(path) ?? '')),
    );
    expect(differing).toEqual([]);
  });

  it('should keep the voice: no pleading, no exclamation marks, no jargon', () => {
    const wrong = [...english, ...portuguese].filter(([, text]) =>
      /!|\bplease\b|\boops\b|\bIdP\b|\bVM\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });
});
