import { SignedXml } from 'xml-crypto';
import type { KeyPair } from '../keys/key-pair';

/** How a test message is signed; the defaults are what a well-behaved provider does. */
export interface SigningShape {
  signatureAlgorithm?: string;
  digestAlgorithm?: string;
  canonicalization?: string;
  transforms?: string[];
}

const NAMESPACES = {
  Response: 'urn:oasis:names:tc:SAML:2.0:protocol',
  Assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
} as const;

/** Signs the first Response or Assertion of a message, and puts the signature behind its Issuer. */
export function signMessage(
  xml: string,
  element: 'Response' | 'Assertion',
  key: KeyPair,
  shape: SigningShape = {},
): string {
  const signer = new SignedXml({
    privateKey: key.privateKeyPem,
    publicCert: key.certificatePem,
    signatureAlgorithm: shape.signatureAlgorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: shape.canonicalization ?? 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  const path = `//*[local-name()='${element}' and namespace-uri()='${NAMESPACES[element]}'][1]`;
  signer.addReference({
    xpath: path,
    transforms: shape.transforms ?? [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: shape.digestAlgorithm ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `${path}/*[local-name()='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}
