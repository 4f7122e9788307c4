import { assertionXml, responseXml } from '../response-shape';
import type { TestParties } from '../test-parties';
import { EXCEPTION, type HostileCase, signed, signedAssertion } from './hostile-case';

const SIGNATURE = /<ds:Signature[\s\S]*?<\/ds:Signature>/;
const ASSERTION = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;
const FORGED = {
  responseId: '_forged',
  assertionId: '_forgedAssertion',
  nameId: '<saml:NameID>admin</saml:NameID>',
} as const;

interface Pieces {
  /** The rightly signed assertion, with its signature and without it. */
  original: string;
  bare: string;
  signature: string;
}

function assertionWrapped(build: (pieces: Pieces) => string): HostileCase['make'] {
  return (parties: TestParties) => {
    const [original = ''] = ASSERTION.exec(signedAssertion(parties)) ?? [];
    const [signature = ''] = SIGNATURE.exec(original) ?? [];
    const xml = build({ original, bare: original.replace(signature, ''), signature });
    return { xml, overrides: EXCEPTION };
  };
}

const forgedAssertion = (inside: string): string =>
  assertionXml({ ...FORGED }).replace('<saml:Subject>', `${inside}<saml:Subject>`);
const around = (...assertions: string[]): string =>
  responseXml(FORGED).replace(ASSERTION, assertions.join(''));
const object = (content: string): string => `<ds:Object>${content}</ds:Object></ds:Signature>`;

/** Signature wrapping in the positions that Somorovsky and others name XSW1 to XSW8, and some met since. */
export const hostileWrapping: readonly HostileCase[] = [
  {
    name: 'XSW3: the forged assertion before the signed one, with the same parent',
    code: 'assertion-repeated',
    make: assertionWrapped(({ original }) => around(forgedAssertion(''), original)),
  },
  {
    name: 'XSW4: the signed assertion inside the forged one',
    code: 'assertion-repeated',
    make: assertionWrapped(({ original }) => around(forgedAssertion(original))),
  },
  {
    name: 'XSW5: the forged assertion carries the signature, the original is behind it',
    code: 'assertion-repeated',
    make: assertionWrapped(({ bare, signature }) => around(forgedAssertion(signature), bare)),
  },
  {
    name: 'XSW6: the original inside the signature of the forged assertion',
    code: 'assertion-repeated',
    make: assertionWrapped(({ bare, signature }) =>
      around(forgedAssertion(signature.replace('</ds:Signature>', `${bare}</ds:Signature>`))),
    ),
  },
  {
    name: 'XSW7: the original inside Extensions, which may hold anything',
    code: 'assertion-repeated',
    make: assertionWrapped(({ original }) =>
      around(`<samlp:Extensions>${original}</samlp:Extensions>`, forgedAssertion('')),
    ),
  },
  {
    name: 'XSW8: the original inside an Object of the signature of the forged assertion',
    code: 'assertion-repeated',
    make: assertionWrapped(({ bare, signature }) =>
      around(forgedAssertion(signature.replace('</ds:Signature>', object(bare)))),
    ),
  },
  {
    name: 'the forged assertion with the ID of the signed one',
    code: 'id-repeated',
    make: assertionWrapped(({ original }) =>
      around(forgedAssertion('').replace('_forgedAssertion', '_assertion1'), original),
    ),
  },
  {
    name: 'the forged assertion encrypted beside the signed one',
    after: 'Keycloak CVE-2026-2092',
    code: 'assertion-repeated',
    make: assertionWrapped(({ original }) => around('<saml:EncryptedAssertion/>', original)),
  },
  {
    name: 'the signed assertion in a comment, its signature on the forged one',
    code: 'signature-reference-wrong',
    make: assertionWrapped(({ bare, signature }) => around(forgedAssertion(signature), `<!-- ${bare} -->`)),
  },
  {
    name: 'the signed assertion in CDATA, its signature on the forged one with its ID',
    code: 'signature-invalid',
    make: assertionWrapped(({ bare, signature }) =>
      around(
        forgedAssertion(signature).replace('_forgedAssertion', '_assertion1'),
        `<samlp:Extensions><![CDATA[${bare}]]></samlp:Extensions>`,
      ),
    ),
  },
  {
    name: 'the signed response inside the Extensions of a forged one',
    code: 'assertion-repeated',
    make: (parties) => ({
      xml: responseXml(FORGED).replace(
        '<samlp:Status>',
        `<samlp:Extensions>${signed(parties, {})}</samlp:Extensions><samlp:Status>`,
      ),
    }),
  },
  {
    name: 'the signed response as a whole inside an attribute of the forged assertion',
    code: 'assertion-repeated',
    make: (parties) => ({
      xml: responseXml({ ...FORGED, insideAssertion: `<saml:Advice>${signed(parties, {})}</saml:Advice>` }),
    }),
  },
];
