import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { encryptAssertion } from '../testing/encrypt-assertion';
import { signed } from '../testing/hostile/hostile-case';
import { post } from '../testing/post-response';
import { responseXml } from '../testing/response-shape';
import { signMessage } from '../testing/sign-message';
import { type TestParties, testParties } from '../testing/test-parties';
import { readResponseEnvelope } from './read-response-envelope';
import { SamlRefusal } from './saml-refusal';

/** Pieces that change what a document means, or that parsers disagree about. */
const PIECES = [
  '',
  ' ',
  '\n',
  '<!---->',
  '<x/>',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&#0;',
  '&#x41;',
  '&lt;',
  '"',
  "'",
  '>',
  '<',
  '/',
  '=',
  'ID="_x"',
  'xmlns="urn:x"',
  'xmlns:saml="urn:x"',
  '<saml:NameID>admin</saml:NameID>',
  '</saml:Assertion>',
  '\u{1F600}',
  '\uFFFE',
];

describe('a response that was changed on its way', () => {
  let parties: TestParties;
  let plain: string;
  let encrypted: string;
  beforeAll(async () => {
    parties = await testParties();
    plain = signed(parties, {});
    const xml = await encryptAssertion(responseXml(), parties.sp.decryption[1]!.certificatePem);
    encrypted = signMessage(xml, 'Response', parties.idpKey);
  });

  it.each(['plain', 'encrypted'] as const)(
    'should be refused or say the same as before (%s)',
    async (kind) => {
      const xml = kind === 'plain' ? plain : encrypted;
      const expected = await post(parties, xml);
      const change = fc.record({
        place: fc.nat(xml.length),
        cut: fc.integer({ min: 0, max: 12 }),
        piece: fc.constantFrom(...PIECES),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
          const changed = changes.reduce(
            (text, { place, cut, piece }) => text.slice(0, place) + piece + text.slice(place + cut),
            xml,
          );
          try {
            expect(await post(parties, changed)).toEqual(expected);
          } catch (error) {
            if (!(error instanceof SamlRefusal)) throw error;
          }
        }),
        { numRuns: kind === 'plain' ? 400 : 100 },
      );
    },
  );

  it('should end in a refusal, whatever is posted', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((value) => Buffer.from(value).toString('base64')),
          fc.anything(),
        ),
        (SAMLResponse) => {
          expect(() => readResponseEnvelope({ SAMLResponse })).toThrow(SamlRefusal);
        },
      ),
      { numRuns: 500 },
    );
  });
});
