import type { HostileMetadata } from './hostile-metadata-case';
import { MD, ROOT_ID, signedMetadata, twoEntities, VALID_UNTIL } from './signed-metadata';

const until = (text: string): string => `xmlns:md="${MD}" ID="${ROOT_ID}" validUntil="${text}"`;
const bomb = `<!DOCTYPE md:EntitiesDescriptor [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`;

/** Documents that are signed as they should be, and must not be used all the same. */
export const hostileDocuments: readonly HostileMetadata[] = [
  {
    name: 'no end of validity',
    code: 'metadata-valid-until-missing',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { attributes: `xmlns:md="${MD}" ID="${ROOT_ID}"` }),
  },
  {
    name: 'over since yesterday',
    code: 'metadata-expired',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { attributes: until('2026-11-21T12:00:00Z') }),
  },
  {
    name: 'valid for a year',
    code: 'metadata-valid-until-too-far',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { attributes: until('2027-11-21T12:00:00Z') }),
  },
  {
    name: 'an end of validity that is no instant',
    code: 'metadata-valid-until-malformed',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { attributes: until('next year') }),
  },
  {
    name: 'a group in it whose end of validity is no instant',
    code: 'metadata-valid-until-malformed',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, {
        body: `<md:EntitiesDescriptor validUntil="soon">${twoEntities(federation)}</md:EntitiesDescriptor>`,
      }),
  },
  {
    name: 'another document element',
    code: 'metadata-root-unexpected',
    xmlsec: 'refuses',
    make: ({ federation }) => signedMetadata(federation, { element: 'md:AffiliationDescriptor' }),
  },
  {
    name: 'a document element of the right name in another namespace',
    code: 'metadata-root-unexpected',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, { attributes: until(VALID_UNTIL).replace(MD, 'urn:example:metadata') }),
  },
  {
    name: 'a DOCTYPE',
    code: 'metadata-doctype-forbidden',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { prolog: '<!DOCTYPE md:EntitiesDescriptor>' }),
  },
  {
    name: 'an entity bomb',
    code: 'metadata-doctype-forbidden',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, { prolog: bomb, body: `${twoEntities(federation)}&c;` }),
  },
  {
    name: 'a processing instruction',
    code: 'metadata-malformed',
    xmlsec: 'verifies',
    make: ({ federation }) => signedMetadata(federation, { prolog: '<?xml-stylesheet href="x"?>' }),
  },
  {
    name: 'a namespace that is no absolute URI',
    code: 'metadata-malformed',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation, { attributes: `${until(VALID_UNTIL)} xmlns:x="relative" x:y="1"` }),
  },
  {
    name: 'bytes that are not UTF-8',
    code: 'metadata-encoding',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      Buffer.from(signedMetadata(federation, { body: twoEntities(federation) + 'é' }), 'latin1'),
  },
  {
    name: 'elements nested beyond all measure',
    code: 'metadata-too-deep',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, {
        body: `<md:Extensions>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</md:Extensions>`,
      }),
  },
  {
    name: 'groups nested beyond all measure',
    code: 'metadata-too-deep',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, {
        body: '<md:EntitiesDescriptor>'.repeat(10) + '</md:EntitiesDescriptor>'.repeat(10),
      }),
  },
  {
    name: 'an attribute of 100 kB',
    code: 'metadata-too-large',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, { body: `<md:Extensions x="${'x'.repeat(100_000)}"/>` }),
  },
  {
    name: 'a thousand attributes on one element',
    code: 'metadata-too-large',
    xmlsec: 'verifies',
    make: ({ federation }) => {
      const attributes = Array.from({ length: 1000 }, (_, index) => `a${index}="x"`).join(' ');
      return signedMetadata(federation, { body: `<md:Extensions ${attributes}/>` });
    },
  },
  {
    name: 'a megabyte of text between two tags',
    code: 'metadata-too-large',
    xmlsec: 'verifies',
    make: ({ federation }) =>
      signedMetadata(federation, { body: `<md:Extensions>${'x'.repeat(1_000_000)}</md:Extensions>` }),
  },
  {
    name: 'a megabyte of blanks before the signature',
    code: 'metadata-too-large',
    xmlsec: 'refuses',
    make: ({ federation }) =>
      signedMetadata(federation).replace('<ds:Signature', `${' '.repeat(400_000)}<ds:Signature`),
  },
  {
    name: 'nothing',
    code: 'metadata-malformed',
    xmlsec: 'refuses',
    make: () => '',
  },
  {
    name: 'a page of the portal that stands before the federation',
    code: 'metadata-root-unexpected',
    xmlsec: 'refuses',
    make: () => '<html><head><title>Please sign in</title></head><body/></html>',
  },
];
