import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlias, parseDocument, stringify, visit } from 'yaml';
import { arbitraryPolicy } from '../testing/arbitrary-policy';
import { parsePolicyText, readDocument } from './read-document';

/** A comment makes a text that is no JSON, and changes nothing else. */
const asYaml = (json: string) => `${json}\n# read as YAML`;

const value = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));

describe('readDocument, for every text', () => {
  it('should read JSON as YAML reads it, every place the same', () => {
    const expectSame = (json: string, path: (string | number)[]) => {
      const [fast, slow] = [readDocument(json), readDocument(asYaml(json))];
      expect(fast.findings).toEqual(slow.findings);
      expect(fast.document?.value).toEqual(slow.document?.value);
      for (const on of ['key', 'value'] as const)
        expect(fast.document?.locate(path, on)).toEqual(slow.document?.locate(path, on));
    };
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (found, indent) =>
        expectSame(JSON.stringify(found, null, indent), Object.keys(found).slice(0, 1)),
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(arbitraryPolicy, (set) => expectSame(JSON.stringify(set), ['rules', 0, 'when'])));
  });

  it('should say the same of a text that was read as YAML before', () => {
    const cut = fc.tuple(arbitraryPolicy, fc.nat(), fc.string()).map(([set, at, text]) => {
      const yaml = stringify(set);
      return yaml.slice(0, at % yaml.length) + text + yaml.slice(at % yaml.length);
    });
    fc.assert(
      fc.property(
        fc.oneof(
          arbitraryPolicy.map((set) => stringify(set)),
          cut,
        ),
        (source) => {
          const [read, before] = [readDocument(source), readDocument(parsePolicyText(source))];
          expect(before.findings).toEqual(read.findings);
          expect(before.document?.value).toEqual(read.document?.value);
          const path = ['rules', 0, 'when'];
          expect(before.document?.locate(path, 'key')).toEqual(read.document?.locate(path, 'key'));
        },
      ),
    );
  });

  it('should find a field that stands twice in JSON', () => {
    expect(readDocument('{"version":1,"version":1}').findings).toMatchObject([{ code: 'duplicate-key' }]);
  });

  it('should find every anchor, alias and tag, wherever it stands', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.boolean(),
        fc.nat(),
        fc.constantFrom(
          '&a ',
          '*a',
          '!t ',
          '!!str ',
          '&a',
          '!',
          '- &a ',
          ': *a\n',
          '[*a]',
          '{? !t a: 1}',
          '"!',
        ),
        (set, isJson, at, mark) => {
          const text = isJson ? JSON.stringify(set, null, 1) : stringify(set);
          const place = at % (text.length + 1);
          const marked = text.slice(0, place) + mark + text.slice(place);
          const found = readDocument(marked).findings.map(({ code }) => code);
          expect(found.some((code) => code === 'yaml-alias' || code === 'yaml-tag')).toBe(hasMarks(marked));
        },
      ),
      { numRuns: 500 },
    );
  });
});

function hasMarks(text: string): boolean {
  let has = false;
  visit(parseDocument(text, { stringKeys: true, logLevel: 'silent', schema: 'core' }), {
    Node(_key, node) {
      has ||= isAlias(node) || node.anchor !== undefined || node.tag !== undefined;
    },
  });
  return has;
}
