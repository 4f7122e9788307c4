import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { readResponseEnvelope } from '../response/read-response-envelope';
import { toBody } from './post-response';
import { ACS_URL, SP_ENTITY_ID } from './response-shape';
import type { TestParties } from './test-parties';

/**
 * What plain node-saml makes of a message of a shape that we take: undefined when it accepts it, else its reasons. It
 * is asked for the signatures that are there, and for encryption; times, audience and requests are left out.
 *
 * @param exception whether the response may be unsigned
 */
export async function nodeSamlRefusal(
  parties: TestParties,
  xml: string,
  exception: boolean,
): Promise<string | undefined> {
  const { isResponseSigned, isAssertionSigned, isEncrypted } = readResponseEnvelope(toBody(xml));
  const wantAuthnResponseSigned = isResponseSigned || !exception;
  const reasons: string[] = [];
  // It takes one key at a time; ours are several.
  for (const { privateKeyPem } of parties.sp.decryption) {
    const saml = new SAML({
      issuer: SP_ENTITY_ID,
      callbackUrl: ACS_URL,
      idpCert: [...parties.idp.signingCertificates],
      decryptionPvk: privateKeyPem,
      wantAuthnResponseSigned,
      wantAssertionsSigned: isAssertionSigned || (isEncrypted && !wantAuthnResponseSigned),
      validateInResponseTo: ValidateInResponseTo.never,
      acceptedClockSkewMs: -1,
      audience: false,
    });
    try {
      await saml.validatePostResponseAsync(toBody(xml));
      return undefined;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return reasons.join('; ');
}
