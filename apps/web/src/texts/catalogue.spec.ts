import { ERRORS, MACHINE_ACTIONS, REFUSAL_REASONS, START_STAGES } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { pt } from './pt';

/** Every text with its path; functions are called with their own parameter names. */
function flatten(texts: unknown, path = ''): [path: string, text: string][] {
  if (typeof texts === 'string') return [[path, texts]];
  if (typeof texts === 'function') {
    const sample = Array.from({ length: texts.length }, (_, index) => `<${index}>`);
    return flatten((texts as (...args: string[]) => unknown)(...sample) ?? '', path);
  }
  if (typeof texts !== 'object' || texts === null) return [];
  // Whose turn it is after an error is a key, not a text.
  return Object.entries(texts).flatMap(([key, value]) =>
    key === 'turn' ? [] : flatten(value, path === '' ? key : `${path}.${key}`),
  );
}

const own = <T extends { staff: unknown }>({ staff: _staff, ...rest }: T) => rest;
const english = new Map(flatten(own(en)));
const portuguese = new Map(flatten(own(pt)));

/** Words that are the same in both languages. */
const SHARED = /^(Menu|Virlab|1:1|Ctrl Alt Del|<0>|<0>: <1>|.*\bVirlab)$/;

describe('the texts', () => {
  it('should have the same names in both languages', () => {
    expect([...portuguese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('should leave none empty', () => {
    const empty = [...english, ...portuguese].filter(
      ([path, text]) => text === '' && !/^machines\.(refusal|stageNow|terms\.waits)$/.test(path),
    );
    expect(empty).toEqual([]);
  });

  it('should be translated, not copied', () => {
    const copied = [...english].filter(
      ([path, text]) => text !== '' && portuguese.get(path) === text && !SHARED.test(text),
    );
    expect(copied).toEqual([]);
  });

  it('should use every parameter in both languages', () => {
    const blanks = (text: string) => [...new Set(text.match(/<\d>/g))].toSorted();
    const differing = [...english].filter(([path, text]) => {
      const other = portuguese.get(path) ?? '';
      return JSON.stringify(blanks(text)) !== JSON.stringify(blanks(other));
    });
    expect(differing).toEqual([]);
  });

  it('should keep the voice: no pleading, no exclamation marks, no jargon', () => {
    const wrong = [...english, ...portuguese].filter(([, text]) =>
      /!|\bplease find\b|\boops\b|\bIdP\b|\bVM\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it.each([en, pt])('should have a page for every failure code', ({ errors }) => {
    expect(Object.keys(errors).toSorted()).toEqual([...Object.keys(ERRORS), 'unreachable'].toSorted());
  });

  it.each([en, pt])('should have words for every action, refusal and stage', ({ machines }) => {
    for (const action of MACHINE_ACTIONS) expect(machines.actions[action]).toBeTruthy();
    for (const reason of REFUSAL_REASONS) expect(machines.refusal(reason)).toBeTruthy();
    for (const stage of START_STAGES) expect(machines.stageNow(stage)).toBeTruthy();
  });
});
