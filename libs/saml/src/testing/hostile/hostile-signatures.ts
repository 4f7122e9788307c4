import { assertionXml, responseXml } from '../response-shape';
import { signMessage } from '../sign-message';
import type { TestParties } from '../test-parties';
import { EXCEPTION, type HostileCase, signed, signedAssertion } from './hostile-case';

const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SIGNATURE = /<ds:Signature[\s\S]*?<\/ds:Signature>/;

function signatureOf(xml: string): string {
  return SIGNATURE.exec(xml)![0];
}

/** A forged response around, beside or inside which the rightly signed one is kept for the signature to find. */
function wrapped(parties: TestParties, build: (signedResponse: string, signature: string) => string): string {
  const xml = signed(parties, {});
  return build(xml, signatureOf(xml));
}

const FORGED = {
  responseId: '_forged',
  assertionId: '_forgedAssertion',
  nameId: '<saml:NameID>admin</saml:NameID>',
} as const;

function replaced(from: string | RegExp, to: string): (parties: TestParties) => { xml: string } {
  return (parties) => {
    const xml = signed(parties, {});
    const changed = xml.replace(from, to);
    if (changed === xml) throw new Error(`nothing to replace: ${String(from)}`);
    return { xml: changed };
  };
}

/** Signatures that are missing, weak, moved, doubled, or do not hold. */
export const hostileSignatures: readonly HostileCase[] = [
  { name: 'no signature at all', code: 'signature-missing', make: () => ({ xml: responseXml() }) },
  {
    name: 'no signature at all, with the exception',
    code: 'signature-missing',
    make: () => ({ xml: responseXml(), overrides: EXCEPTION }),
  },
  {
    name: 'only the assertion signed, without the exception',
    code: 'signature-missing',
    make: (parties) => ({ xml: signedAssertion(parties) }),
  },
  {
    name: 'a signature of a stranger',
    code: 'signature-invalid',
    make: (parties) => ({ xml: signMessage(responseXml(), 'Response', parties.strangerKey) }),
  },
  {
    name: 'an assertion signed by a stranger in a rightly signed response',
    code: 'signature-invalid',
    make: (parties) => ({
      xml: signMessage(
        signMessage(responseXml(), 'Assertion', parties.strangerKey),
        'Response',
        parties.idpKey,
      ),
    }),
  },
  {
    name: 'a response signed by a stranger around a rightly signed assertion, with the exception',
    code: 'signature-invalid',
    make: (parties) => ({
      xml: signMessage(signedAssertion(parties), 'Response', parties.strangerKey),
      overrides: EXCEPTION,
    }),
  },
  { name: 'a changed name', code: 'signature-invalid', make: replaced('>_t1<', '>_t2<') },
  {
    name: 'a changed attribute',
    code: 'signature-invalid',
    make: replaced('student@uni.example', 'faculty@uni.example'),
  },
  {
    name: 'a changed destination',
    code: 'signature-invalid',
    make: replaced('Destination="', 'Destination="x'),
  },
  {
    name: 'RSA with SHA-1',
    after: 'accepted by node-saml 5.1.0',
    code: 'signature-algorithm-forbidden',
    make: (parties) => ({
      xml: signMessage(responseXml(), 'Response', parties.idpKey, {
        signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      }),
    }),
  },
  {
    name: 'a SHA-1 digest',
    after: 'accepted by node-saml 5.1.0',
    code: 'digest-algorithm-forbidden',
    make: (parties) => ({
      xml: signMessage(responseXml(), 'Response', parties.idpKey, {
        digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1',
      }),
    }),
  },
  {
    name: 'a key that everybody knows: HMAC with the certificate',
    code: 'signature-algorithm-forbidden',
    make: replaced(/xmldsig-more#rsa-sha256/, 'xmldsig-more#hmac-sha256'),
  },
  {
    name: 'canonicalisation that keeps comments',
    code: 'canonicalization-forbidden',
    make: (parties) => ({
      xml: signMessage(responseXml(), 'Response', parties.idpKey, {
        canonicalization: `${EXC_C14N}WithComments`,
      }),
    }),
  },
  {
    name: 'a transform that keeps comments',
    code: 'transform-forbidden',
    make: (parties) => ({
      xml: signMessage(responseXml(), 'Response', parties.idpKey, {
        transforms: [ENVELOPED, `${EXC_C14N}WithComments`],
      }),
    }),
  },
  {
    name: 'an XSLT transform',
    code: 'transform-forbidden',
    make: replaced(ENVELOPED, 'http://www.w3.org/TR/1999/REC-xslt-19991116'),
  },
  {
    name: 'a third transform',
    code: 'transform-forbidden',
    make: replaced('</ds:Transforms>', `<ds:Transform Algorithm="${EXC_C14N}"/></ds:Transforms>`),
  },
  {
    name: 'a comment inside the digest',
    after: 'xml-crypto CVE-2025-29775',
    code: 'comment-in-signature',
    make: replaced('<ds:DigestValue>', '<ds:DigestValue><!--AAAA-->'),
  },
  {
    name: 'a second SignedInfo',
    after: 'xml-crypto CVE-2025-29774',
    code: 'signature-malformed',
    make: replaced(/(<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>)/, '$1$1'),
  },
  {
    name: 'a second Reference',
    code: 'signature-malformed',
    make: replaced(/(<ds:Reference [\s\S]*?<\/ds:Reference>)/, '$1$1'),
  },
  {
    name: 'an element inside the digest',
    code: 'signature-malformed',
    make: replaced('<ds:DigestValue>', '<ds:DigestValue><x/>'),
  },
  {
    name: 'a shortened HMAC, as a parameter of the method',
    code: 'signature-malformed',
    make: replaced(
      /(<ds:SignatureMethod [^>]*)\/>/,
      '$1><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>',
    ),
  },
  {
    name: 'a Reference to nothing in particular',
    code: 'signature-reference-wrong',
    make: replaced(/URI="#_response1"/, 'URI=""'),
  },
  {
    name: 'a Reference to another element',
    code: 'signature-reference-wrong',
    make: replaced(/URI="#_response1"/, 'URI="#_assertion1"'),
  },
  {
    name: 'an ID that is an XPath expression',
    code: 'signature-reference-wrong',
    make: (parties) => ({ xml: signed(parties, {}).replaceAll('_response1', "_x' or '1'='1") }),
  },
  {
    name: 'the signature inside Status',
    code: 'signature-misplaced',
    make: (parties) => {
      const xml = signed(parties, {});
      return {
        xml: xml.replace(SIGNATURE, '').replace('</samlp:Status>', `${signatureOf(xml)}</samlp:Status>`),
      };
    },
  },
  {
    name: 'two signatures on the response',
    code: 'signature-repeated',
    make: (parties) => ({
      xml: wrapped(parties, (xml, signature) => xml.replace(signature, signature + signature)),
    }),
  },
  {
    name: 'a forged response that carries the signed one inside its signature (XSW1)',
    after: 'signature wrapping',
    code: 'assertion-repeated',
    make: (parties) => ({
      xml: wrapped(parties, (xml, signature) => {
        const holder = signature.replace(
          '</ds:Signature>',
          `<ds:Object>${xml.replace(signature, '')}</ds:Object></ds:Signature>`,
        );
        return responseXml(FORGED).replace('<samlp:Status>', `${holder}<samlp:Status>`);
      }),
    }),
  },
  {
    name: 'a forged response beside a detached signature (XSW2)',
    after: 'signature wrapping',
    code: 'assertion-repeated',
    make: (parties) => ({
      xml: wrapped(parties, (xml, signature) =>
        responseXml(FORGED).replace(
          '<samlp:Status>',
          `${signature}${xml.replace(signature, '')}<samlp:Status>`,
        ),
      ),
    }),
  },
  {
    name: 'a forged assertion before the signed one (XSW3)',
    after: 'signature wrapping',
    code: 'assertion-repeated',
    make: (parties) => ({
      xml: signedAssertion(parties).replace('<saml:Assertion', `${assertionXml(FORGED)}<saml:Assertion`),
      overrides: EXCEPTION,
    }),
  },
  {
    name: 'a forged assertion around the signed one (XSW4)',
    after: 'signature wrapping',
    code: 'assertion-repeated',
    make: (parties) => {
      const inner = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signedAssertion(parties))![0];
      return { xml: responseXml({ ...FORGED, insideAssertion: inner }), overrides: EXCEPTION };
    },
  },
  {
    name: 'a forged assertion with the signature of the one it hides (XSW5 to XSW8)',
    after: 'signature wrapping',
    code: 'assertion-repeated',
    make: (parties) => {
      const xml = signedAssertion(parties);
      const original = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)![0].replace(SIGNATURE, '');
      const forged = responseXml({ ...FORGED, assertionId: '_other' });
      const holder = `${signatureOf(xml)}<samlp:Extensions>${original}</samlp:Extensions>`;
      return { xml: forged.replace('<saml:Subject>', `${holder}<saml:Subject>`), overrides: EXCEPTION };
    },
  },
  {
    name: 'an Object that nobody asked for inside the signature',
    code: 'signature-malformed',
    make: replaced('</ds:Signature>', '<ds:Object>x</ds:Object></ds:Signature>'),
  },
];
