import { SignedXml } from 'xml-crypto';
import type { ServiceProvider } from '../service-provider';
import { buildServiceProviderMetadata, type DocumentProperties } from './build-service-provider-metadata';

const ROOT = "/*[local-name()='EntityDescriptor']";

/**
 * Writes our metadata with a signature by our signing key, as the first child of the document element (SAML
 * metadata 3.1). For those who fetch it and want to see that nobody changed it on the way; a federation registers
 * the plain document and signs its own copy.
 *
 * @param document `id` is new for each document, an XML name; `validUntil` is when the signature stops counting
 */
export function signServiceProviderMetadata(
  sp: ServiceProvider,
  document: DocumentProperties & { id: string; validUntil: Date },
): string {
  const signer = new SignedXml({
    privateKey: sp.signing.privateKeyPem,
    publicCert: sp.signing.certificatePem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: ROOT,
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(buildServiceProviderMetadata(sp, document), {
    prefix: 'ds',
    location: { reference: ROOT, action: 'prepend' },
  });
  return signer.getSignedXml();
}
