import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { responseXml } from '../response-shape';
import { type ElementSignature, SIGNATURE_PLACE, signElement } from '../sign-element';
import { idpMetadata } from '../test-parties';
import { EXCEPTION, type HostileCase, signed, signedAssertion } from './hostile-case';

const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const PLACED = responseXml().replace('</saml:Issuer>', `$&${SIGNATURE_PLACE}`);

const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const metadataOf = (key: KeyObject): { idp: ReturnType<typeof idpMetadata> } => ({
  idp: idpMetadata({ signingCertificates: [spki(key)] }),
});

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const EC_SHAPE: ElementSignature = { id: '_response1', privateKey: ec.privateKey, scheme: 'ecdsa' };

/** A rightly signed response, spoiled in one place. */
function spoiled(from: string | RegExp, to: string | ((found: string) => string)): HostileCase['make'] {
  return (parties) => {
    const xml = signed(parties, {});
    const changed = xml.replace(from, (found) => (typeof to === 'string' ? to : to(found)));
    if (changed === xml) throw new Error(`nothing to spoil: ${String(from)}`);
    return { xml: changed };
  };
}

function value(xml: string, change: (bytes: Buffer) => Buffer): string {
  return xml.replace(
    /(SignatureValue>)([^<]*)/,
    (_found, tag: string, base64: string) => tag + change(Buffer.from(base64, 'base64')).toString('base64'),
  );
}

/** r and s as two integers of ASN.1, as most other protocols write them. */
function toDer(raw: Buffer): Buffer {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((half) => {
    const padded = Buffer.concat([Buffer.alloc(1), half]);
    return Buffer.concat([Buffer.from([2, padded.length]), padded]);
  });
  const body = Buffer.concat(integers);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function shortKey(kind: 'rsa' | 'ec'): HostileCase['make'] {
  return () => {
    const keys =
      kind === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 1024 })
        : generateKeyPairSync('ec', { namedCurve: 'prime192v1' });
    const scheme = kind === 'rsa' ? 'rsa' : 'ecdsa';
    const xml = signElement(PLACED, { id: '_response1', privateKey: keys.privateKey, scheme });
    return { xml, overrides: metadataOf(keys.publicKey) };
  };
}

/** Signatures of forms that other readers were led astray by. */
export const hostileSignatureForms: readonly HostileCase[] = [
  {
    name: 'an RSA key of 1024 bits',
    after: 'SAML2Int SDP-MD06',
    code: 'signature-invalid',
    make: shortKey('rsa'),
  },
  {
    name: 'a key on a curve of 192 bits',
    after: 'SAML2Int SDP-MD07',
    code: 'signature-invalid',
    make: shortKey('ec'),
  },
  {
    name: 'an algorithm of another kind than the key',
    after: 'algorithm confusion',
    code: 'signature-invalid',
    make: (parties) => ({ xml: signed(parties, {}), overrides: metadataOf(ec.publicKey) }),
  },
  {
    name: 'ECDSA with zeros for a value',
    after: 'Java CVE-2022-21449',
    code: 'signature-invalid',
    make: () => ({
      xml: value(signElement(PLACED, EC_SHAPE), (bytes) => Buffer.alloc(bytes.length)),
      overrides: metadataOf(ec.publicKey),
    }),
  },
  {
    name: 'ECDSA in the form of ASN.1, of which one value has many',
    code: 'signature-invalid',
    make: () => ({ xml: value(signElement(PLACED, EC_SHAPE), toDer), overrides: metadataOf(ec.publicKey) }),
  },
  {
    name: 'a SignedInfo inside the SignedInfo',
    after: 'xml-crypto CVE-2025-29774',
    code: 'signature-malformed',
    make: spoiled(
      /<ds:SignedInfo>([\s\S]*?)<\/ds:SignedInfo>/,
      (found) => `<ds:SignedInfo>${found}${found.slice('<ds:SignedInfo>'.length)}`,
    ),
  },
  {
    name: 'a SignedInfo inside an Object, before the right one',
    after: 'xml-crypto CVE-2025-29774',
    code: 'signature-malformed',
    make: spoiled(
      /<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/,
      (found) => `<ds:Object>${found}</ds:Object>${found}`,
    ),
  },
  {
    name: 'a SignedInfo of another namespace',
    after: 'namespace confusion',
    code: 'namespace-wrong',
    make: spoiled(/<ds:SignedInfo>/, '<x:SignedInfo xmlns:x="urn:x"/><ds:SignedInfo>'),
  },
  {
    name: 'a DigestValue twice',
    after: 'ruby-saml CVE-2024-45409',
    code: 'signature-malformed',
    make: spoiled(/<ds:DigestValue>[^<]*<\/ds:DigestValue>/, (found) => found + found),
  },
  {
    name: 'a DigestValue elsewhere in the message for a careless search to find',
    after: 'ruby-saml CVE-2024-45409',
    code: 'signature-invalid',
    make: spoiled(
      '<samlp:Status>',
      '<samlp:Extensions><ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">AAAA</ds:DigestValue></samlp:Extensions><samlp:Status>',
    ),
  },
  {
    name: 'an empty digest',
    after: 'void canonicalisation',
    code: 'signature-malformed',
    make: spoiled(/(DigestValue>)[^<]*/, 'DigestValue>'),
  },
  {
    name: 'the digest of nothing',
    after: 'void canonicalisation',
    code: 'signature-invalid',
    make: spoiled(/DigestValue>[^<]*/, 'DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='),
  },
  {
    name: 'a digest that is not base64',
    code: 'signature-malformed',
    make: spoiled(/DigestValue>[^<]*/, (found) => `${found.slice(0, -1)}*`),
  },
  {
    name: 'an empty value',
    code: 'signature-malformed',
    make: spoiled(/SignatureValue>[^<]*/, 'SignatureValue>'),
  },
  {
    name: 'a comment inside the value',
    code: 'comment-in-signature',
    make: spoiled(/SignatureValue>/, 'SignatureValue><!---->'),
  },
  {
    name: 'a comment inside KeyInfo',
    code: 'comment-in-signature',
    make: spoiled(/<ds:X509Certificate>/, '<ds:X509Certificate><!-- x -->'),
  },
  {
    name: 'a relative namespace inside SignedInfo, at which canonicalisation stops',
    after: 'ruby-saml CVE-2025-66568',
    code: 'canonicalization-impossible',
    make: spoiled(/<ds:SignedInfo>/, '<ds:SignedInfo xmlns:ns="1">'),
  },
  {
    name: 'a namespace with an ampersand, which canonicalisers write differently',
    code: 'canonicalization-impossible',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<x xmlns="urn:a&amp;b"/>' }) }),
  },
  {
    name: 'inclusive canonicalisation',
    code: 'canonicalization-forbidden',
    make: spoiled(EXC_C14N, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
  },
  {
    name: 'no canonicalisation as a transform, so that another is meant',
    code: 'transform-forbidden',
    make: spoiled(`<ds:Transform Algorithm="${EXC_C14N}"/>`, ''),
  },
  {
    name: 'no enveloped transform',
    code: 'transform-forbidden',
    make: spoiled(`<ds:Transform Algorithm="${ENVELOPED}"/>`, ''),
  },
  {
    name: 'the transforms in the other order',
    code: 'transform-forbidden',
    make: spoiled(
      /(<ds:Transform [^>]*enveloped[^>]*>)(<ds:Transform [^>]*>)/,
      `<ds:Transform Algorithm="${EXC_C14N}"/><ds:Transform Algorithm="${ENVELOPED}"/>`,
    ),
  },
  {
    name: 'an XPath that leaves out the name',
    after: 'CVE-2024-6800 and its kind',
    code: 'transform-forbidden',
    make: spoiled(
      `<ds:Transform Algorithm="${EXC_C14N}"/>`,
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::NameID)</ds:XPath></ds:Transform>',
    ),
  },
  {
    name: 'a prefix list with more blanks than it needs, which readers take differently',
    code: 'transform-forbidden',
    make: spoiled(
      `<ds:Transform Algorithm="${EXC_C14N}"/>`,
      `<ds:Transform Algorithm="${EXC_C14N}"><ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xs  saml"/></ds:Transform>`,
    ),
  },
  {
    name: 'a Reference to the outside',
    after: 'server-side request forgery',
    code: 'signature-reference-wrong',
    make: spoiled(/URI="[^"]*"/, 'URI="https://evil.example/x.xml"'),
  },
  {
    name: 'a Reference by XPointer',
    code: 'signature-reference-wrong',
    make: spoiled(/URI="[^"]*"/, `URI="#xpointer(id('_response1'))"`),
  },
  { name: 'a Reference without URI', code: 'signature-reference-wrong', make: spoiled(/ URI="[^"]*"/, '') },
  {
    name: 'the signature of the assertion as that of the response',
    after: 'Keycloak CVE-2024-8698',
    code: 'signature-reference-wrong',
    make: (parties) => {
      const xml = signedAssertion(parties);
      const [signature = ''] = /<ds:Signature[\s\S]*?<\/ds:Signature>/.exec(xml) ?? [];
      return {
        xml: xml.replace(signature, '').replace('<samlp:Status>', `${signature}<samlp:Status>`),
        overrides: EXCEPTION,
      };
    },
  },
  {
    name: 'the signature inside the subject',
    after: 'signature wrapping',
    code: 'signature-misplaced',
    make: (parties) => {
      const xml = signedAssertion(parties);
      const [signature = ''] = /<ds:Signature[\s\S]*?<\/ds:Signature>/.exec(xml) ?? [];
      return {
        xml: xml.replace(signature, '').replace('<saml:Subject>', `$&${signature}`),
        overrides: EXCEPTION,
      };
    },
  },
  {
    name: 'a name in two pieces that only a comment holds apart, changed',
    after: 'Duo CVE-2018-0489 and its kind',
    code: 'signature-invalid',
    make: (parties) => ({ xml: signed(parties, {}).replace('>_t1<', '>_t<!-- -->2<') }),
  },
];
