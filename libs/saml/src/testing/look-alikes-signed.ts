import { generateKeyPairSync } from 'node:crypto';
import { attributeXml, NOW, responseXml, type ResponseShape } from './response-shape';
import { type ElementSignature, SIGNATURE_PLACE, signElement } from './sign-element';
import type { LookAlike } from './look-alikes';
import { idpMetadata } from './test-parties';

/** The usual response with a place for its signature behind the issuer. */
function withPlace(shape: Partial<ResponseShape>): string {
  return responseXml(shape).replace('</saml:Issuer>', `$&${SIGNATURE_PLACE}`);
}

function signedBy(
  name: string,
  shape: Partial<ElementSignature>,
  change: (xml: string) => string = (xml) => xml,
): LookAlike {
  return {
    name,
    make: ({ idpKey }) => {
      const usual = { id: '_response1', privateKey: idpKey.privateKeyPem, scheme: 'rsa' } as const;
      return Promise.resolve({ xml: signElement(change(withPlace({})), { ...usual, ...shape }) });
    },
  };
}

function byCurve(namedCurve: 'P-256' | 'P-384' | 'P-521', bits: 256 | 384 | 512): LookAlike {
  const keys = generateKeyPairSync('ec', { namedCurve });
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    name: `ECDSA with ${namedCurve} and SHA-${bits}`,
    make: () => {
      const shape = { id: '_response1', privateKey: keys.privateKey, scheme: 'ecdsa', bits } as const;
      // A bare key stands for its certificate here: certificates say nothing but their key.
      const idp = idpMetadata({ signingCertificates: [pem] });
      return Promise.resolve({ xml: signElement(withPlace({}), shape), overrides: { idp, now: NOW } });
    },
  };
}

const DEFAULT_NAMESPACES = (xml: string): string =>
  xml
    .replace(/<(\/?)samlp:/g, '<$1')
    .replace('xmlns:samlp=', 'xmlns=')
    .replaceAll('<saml:Issuer>', '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">')
    .replaceAll('</saml:Issuer>', '</Issuer>');

/** Messages signed in uncommon ways, or laid out so, that must be accepted. */
export const signedLookAlikes: readonly LookAlike[] = [
  byCurve('P-256', 256),
  byCurve('P-384', 384),
  byCurve('P-521', 512),
  byCurve('P-256', 512),
  signedBy('SHA-384', { bits: 384, digestBits: 384 }),
  signedBy('a digest of another length than the signature', { bits: 512, digestBits: 256 }),
  signedBy('base64 with line breaks in the signature', { breakLines: true, between: '\r\n  ' }),
  signedBy('a signature in a default namespace', { prefix: '' }),
  signedBy('the protocol in the default namespace', {}, DEFAULT_NAMESPACES),
  signedBy('a list of inclusive namespaces', {
    contentPrefixes: 'xs #default saml',
    signedInfoPrefixes: 'xs',
  }),
  signedBy('an empty list of inclusive namespaces', { contentPrefixes: '', signedInfoPrefixes: '' }),
  signedBy(
    'comments in harmless places',
    {},
    (xml) =>
      `<!-- before -->\n${xml
        .replace('<samlp:Status>', '<!-- of the response --><samlp:Status><!-- of the status -->')
        .replace('_t1<', '_<!-- of the name -->t1<')}\n<!-- after -->`,
  ),
  signedBy('CDATA in harmless places', {}, (xml) =>
    xml.replace('_t1<', '<![CDATA[_t1]]><').replace('Ana Silva', '<![CDATA[Ana]]> Silva'),
  ),
  signedBy('characters of all planes', {}, (xml) =>
    xml.replace('Ana Silva', 'Ana 日本 \u{1F600}&#x1F600; &amp;&lt;&gt;&quot;&apos;&#13;'),
  ),
  signedBy('values with types of XML Schema', { contentPrefixes: 'xs' }, (xml) =>
    xml.replace(
      '</saml:AttributeStatement>',
      `${attributeXml('urn:typed', ['v']).replace(
        '<saml:AttributeValue>',
        '<saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">',
      )}$&`,
    ),
  ),
];
