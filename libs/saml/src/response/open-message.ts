import type { MessageInput, VerifiedBytes } from '../node-saml';
import type { XmlElement } from '../xml/xml-element';
import type { AcceptResponseInput } from './accept-response';
import { decryptForVerification, scanDecrypted, withEachKey } from './steps/decrypt-assertion';
import { assertionIn, readVerified, requireSignature, verifySignature } from './steps/verify-signature';
import { scanSignatures } from './steps/scan-signatures';
import { SamlRefusal } from './saml-refusal';
import type { VerifiedMessage } from './verified-message';

/**
 * Verifies and, if need be, decrypts. From here on only the returned elements are looked at: they were parsed anew
 * from the bytes that the signature covers, never taken from the message as it came.
 *
 * @throws SamlRefusal of the steps `verify-signature` and `decrypt-assertion`
 */
export async function openMessage(input: AcceptResponseInput): Promise<VerifiedMessage> {
  const { envelope, sp, idp, pending, now } = input;
  requireSignature(envelope, input.allowUnsignedResponse ?? false);
  const parts = envelope.isResponseSigned
    ? await openSignedResponse(input)
    : await openSignedAssertion(input);
  return { ...parts, isResponseVerified: envelope.isResponseSigned, sp, idp, pending, now };
}

interface Parts {
  response: XmlElement;
  assertion: XmlElement;
  assertionSource: string;
}

/** The usual case: the whole response is signed, and its assertion is plain or encrypted. */
async function openSignedResponse(input: AcceptResponseInput): Promise<Parts> {
  const message = toMessage(input, input.envelope.isAssertionSigned);
  if (!input.envelope.isEncrypted) {
    const { signed } = await verifyPlain(message);
    const response = readVerified(signed, 'Response');
    return { response, assertion: assertionIn(response), assertionSource: signed };
  }
  const bytes = await withEachKey(decryptionKeys(input), (decryptionKeyPem) =>
    verifySignature({ ...message, decryptionKeyPem }),
  );
  const assertion = scanDecrypted(bytes.assertion);
  scanSignatures(assertion);
  return { response: readVerified(bytes.signed, 'Response'), assertion, assertionSource: bytes.assertion };
}

/** The exception: only the assertion is signed, inside the encryption if there is one. */
async function openSignedAssertion(input: AcceptResponseInput): Promise<Parts> {
  const message = toMessage(input, true);
  const { signed } = input.envelope.isEncrypted
    ? await withEachKey(decryptionKeys(input), async (decryptionKeyPem) => {
        const keyed = { ...message, decryptionKeyPem };
        return (await decryptForVerification(keyed)) && verifySignature(keyed);
      })
    : await verifyPlain(message);
  return {
    response: input.envelope.document,
    assertion: readVerified(signed, 'Assertion'),
    assertionSource: signed,
  };
}

async function verifyPlain(message: MessageInput): Promise<VerifiedBytes> {
  const bytes = await verifySignature(message);
  if (!bytes)
    throw new SamlRefusal('verify-signature', 'signature-invalid', 'a plain message could not be opened');
  return bytes;
}

function decryptionKeys(input: AcceptResponseInput): string[] {
  return input.sp.decryption.map(({ privateKeyPem }) => privateKeyPem);
}

function toMessage({ envelope, sp, idp }: AcceptResponseInput, isAssertionSigned: boolean): MessageInput {
  return {
    xml: envelope.xml,
    entityId: sp.entityId,
    acsUrl: sp.acsUrl,
    certificates: idp.signingCertificates,
    isResponseSigned: envelope.isResponseSigned,
    isAssertionSigned,
  };
}
