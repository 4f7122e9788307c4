import { writeFileSync } from 'node:fs';
import { SAML, ValidateInResponseTo } from '@node-saml/passport-saml';
import { makeKeys } from '../keys.mjs';

/**
 * A service provider for the specs: node-saml with the settings of SAML2Int, and the metadata file that the identity
 * provider is started with.
 *
 * @param {string} metadataFile - written
 * @param {{ acsUrl?: string }} [options]
 */
export async function makePracticeSp(metadataFile, { acsUrl = 'https://virlab.example/saml/acs' } = {}) {
  const entityId = 'https://virlab.example/saml/sp';
  const keys = await makeKeys('sp');
  const base64 = keys.certificate.replace(/-----[^-]+-----|\s/g, '');
  /** @param {string} use */
  const key = (use) =>
    `<KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
  writeFileSync(
    metadataFile,
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
      <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" AuthnRequestsSigned="true">
        ${key('signing')}${key('encryption')}
        <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://virlab.example/saml/slo" ResponseLocation="https://virlab.example/saml/slo-answer"/>
        <AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://virlab.example/saml/acs" index="1" isDefault="true"/>
      </SPSSODescriptor>
    </EntityDescriptor>`,
  );
  return {
    entityId,
    privateKey: keys.privateKey,
    /** @param {{ entryPoint: string, idpCert: string, privateKey?: string, issuer?: string, logoutUrl?: string }} idp */
    samlFor: (idp) =>
      new SAML({
        issuer: entityId,
        audience: entityId,
        callbackUrl: acsUrl,
        identifierFormat: null,
        disableRequestedAuthnContext: true,
        signatureAlgorithm: 'sha256',
        digestAlgorithm: 'sha256',
        acceptedClockSkewMs: 180_000,
        validateInResponseTo: ValidateInResponseTo.always,
        wantAuthnResponseSigned: true,
        wantAssertionsSigned: false,
        privateKey: keys.privateKey,
        decryptionPvk: keys.privateKey,
        ...idp,
      }),
  };
}
