import { SignedXml } from 'xml-crypto';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/**
 * Signs a metadata document over its root (saml-metadata-2.0 section 3): RSA with SHA-256, the signature first in it.
 *
 * @param {string} xml - its root has the ID
 * @param {{ id: string, privateKey: string, certificate: string }} options - keys as PEM
 * @returns {string}
 */
export function signMetadata(xml, { id, privateKey, certificate }) {
  const signer = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signer.addReference({
    xpath: `/*[@ID='${id}']`,
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, { prefix: 'ds', location: { reference: '/*', action: 'prepend' } });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${signer.getSignedXml()}\n`;
}
