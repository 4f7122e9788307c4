import { entityXml } from '../metadata-shape';
import { transformsWith } from '../aggregate/sign-document';
import type { HostileMetadata } from './hostile-metadata-case';
import {
  assemble,
  type DocumentParts,
  MD,
  ROOT_ID,
  signatureOver,
  signedMetadata,
  twoEntities,
  VALID_UNTIL,
} from './signed-metadata';

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const REFERENCE = `<ds:Reference URI=""><ds:Transforms>${transformsWith()}</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>`;

function partsOf(body: string, more: Partial<DocumentParts> = {}): DocumentParts {
  return {
    prolog: '',
    element: 'md:EntitiesDescriptor',
    attributes: `xmlns:md="${MD}" ID="${ROOT_ID}" validUntil="${VALID_UNTIL}"`,
    body,
    shape: {},
    inclusivePrefixes: '',
    digestName: 'sha256',
    ...more,
  };
}

/** Documents whose signature is not one that makes the whole of them trusted. */
export const hostileSignatures: readonly HostileMetadata[] = [
  {
    name: 'no signature at all',
    code: 'metadata-unsigned',
    xmlsec: 'refuses',
    make: ({ federation }) => assemble(partsOf(twoEntities(federation)), ''),
  },
  {
    name: 'signed by a key that is not pinned, which it shows itself',
    code: 'metadata-signature-mismatch',
    xmlsec: 'refuses',
    make: ({ stranger }) => signedMetadata(stranger),
  },
  {
    name: 'one letter changed inside of an entity',
    code: 'metadata-digest-mismatch',
    xmlsec: 'refuses',
    make: ({ federation }) => signedMetadata(federation).replace('idp.two.example', 'idp.tvo.example'),
  },
  {
    name: 'one attribute added to the document element',
    code: 'metadata-digest-mismatch',
    xmlsec: 'refuses',
    make: ({ federation }) => signedMetadata(federation).replace(' ID="', ' Name="x" ID="'),
  },
  {
    name: 'an entity added behind the others',
    code: 'metadata-digest-mismatch',
    xmlsec: 'refuses',
    make: ({ federation, stranger }) =>
      signedMetadata(federation).replace(
        /<\/md:EntitiesDescriptor>$/,
        `${entityXml(stranger.certificatePem)}</md:EntitiesDescriptor>`,
      ),
  },
  {
    name: 'the signature behind the first entity',
    code: 'metadata-unsigned',
    xmlsec: 'verifies',
    make: ({ federation }) => {
      const parts = partsOf(twoEntities(federation));
      const [first = '', second = ''] = parts.body.split('\n<md:Entity');
      const signature = signatureOver(federation, parts);
      return assemble({ ...parts, body: `${first}${signature}\n<md:Entity${second}` }, '');
    },
  },
  {
    name: 'the signature at the end',
    code: 'metadata-unsigned',
    xmlsec: 'verifies',
    make: ({ federation }) => {
      const parts = partsOf(twoEntities(federation));
      return assemble({ ...parts, body: `${parts.body}${signatureOver(federation, parts)}` }, '');
    },
  },
  {
    name: 'the signature inside of Extensions',
    code: 'metadata-unsigned',
    xmlsec: 'verifies',
    make: ({ federation }) => {
      const [before, after] = ['<md:Extensions>', `</md:Extensions>${twoEntities(federation)}`];
      const parts = partsOf(before + after);
      return assemble({ ...parts, body: `${before}${signatureOver(federation, parts)}${after}` }, '');
    },
  },
  {
    name: 'a signed entity in a group that nobody signed',
    code: 'metadata-unsigned',
    xmlsec: 'verifies',
    make: ({ federation }) => {
      const [start = '', ...rest] = entityXml(federation.certificatePem).split('>');
      const attributes = start.replace('<md:EntityDescriptor', `ID="e" validUntil="${VALID_UNTIL}"`);
      const body = rest.join('>').replace(/<\/md:EntityDescriptor>$/, '');
      const whole = partsOf(body, { element: 'md:EntityDescriptor', attributes, shape: { uri: '#e' } });
      return assemble(partsOf(assemble(whole, signatureOver(federation, whole))), '');
    },
  },
  {
    name: 'the document element’s signature refers to an entity in it',
    code: 'metadata-signature-reference',
    xmlsec: 'refuses',
    make: ({ federation }) => {
      const body = twoEntities(federation).replace(' entityID', ' ID="inner" entityID');
      return signedMetadata(federation, { body, shape: { uri: '#inner' } });
    },
  },
  {
    name: 'a reference to nothing in particular',
    code: 'metadata-signature-reference',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { shape: { uri: '' } }),
  },
  {
    name: 'a reference to another document',
    code: 'metadata-signature-reference',
    xmlsec: 'refuses',
    make: ({ federation }) => signedMetadata(federation, { shape: { uri: 'https://evil.example/x' } }),
  },
  {
    name: 'a document element without an ID',
    code: 'metadata-signature-reference',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, { attributes: `xmlns:md="${MD}" validUntil="${VALID_UNTIL}"` }),
  },
  {
    name: 'two references',
    code: 'metadata-signature-malformed',
    xmlsec: 'refuses',
    make: ({ federation }) => signedMetadata(federation, { shape: { moreReferences: REFERENCE } }),
  },
  {
    name: 'a second signature',
    code: 'metadata-signature-misplaced',
    xmlsec: 'verifies',
    make: ({ federation, stranger }) => {
      const parts = partsOf(twoEntities(federation));
      const both = { ...parts, body: `${signatureOver(stranger, parts)}${parts.body}` };
      return assemble(both, signatureOver(federation, both));
    },
  },
  {
    name: 'another element with the ID of the document element',
    code: 'metadata-id-repeated',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, {
        body: twoEntities(federation).replace(' entityID', ` ID="${ROOT_ID}" entityID`),
      }),
  },
  {
    name: 'SHA-1 digest',
    code: 'metadata-signature-algorithm',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, { digestName: 'sha1', shape: { digestAlgorithm: SHA1 } }),
  },
  {
    name: 'RSA with SHA-1',
    code: 'metadata-signature-algorithm',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, {
        shape: {
          signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          signatureName: 'RSA-SHA1',
        },
      }),
  },
  {
    name: 'HMAC, whose key would be the public one',
    code: 'metadata-signature-algorithm',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, {
        shape: { signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256' },
      }),
  },
  {
    name: 'an XSLT transform',
    code: 'metadata-signature-algorithm',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, {
        shape: {
          transforms: `<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>`,
        },
      }),
  },
  {
    name: 'an XPath transform that leaves entities out',
    code: 'metadata-signature-algorithm',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, {
        shape: {
          transforms: `<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::md:EntityDescriptor)</ds:XPath></ds:Transform>`,
        },
      }),
  },
  {
    name: 'no enveloped transform',
    code: 'metadata-signature-algorithm',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, {
        shape: {
          transforms: '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform>',
        },
      }),
  },
  {
    name: 'a digest with a comment in it',
    code: 'metadata-signature-malformed',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation).replace('<ds:DigestValue>', '<ds:DigestValue>AAAA<!-- -->'),
  },
  {
    name: 'an empty signature',
    code: 'metadata-signature-malformed',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      assemble(
        partsOf(twoEntities(federation)),
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
      ),
  },
  {
    name: 'two SignedInfo',
    code: 'metadata-signature-malformed',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation).replace(/<ds:SignedInfo[^]*?<\/ds:SignedInfo>/, (found) => found + found),
  },
];
