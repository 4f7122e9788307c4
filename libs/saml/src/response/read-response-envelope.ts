import { ns } from '../xml/namespaces';
import { attributeOf, childOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { ResponseEnvelope } from './response-envelope';
import { type IdpStatus, SamlRefusal } from './saml-refusal';
import { decodeBody, type ResponseBody } from './steps/decode-body';
import { scanEncryption } from './steps/scan-encryption';
import { scanSignatures } from './steps/scan-signatures';
import { requireOneAssertion, scanStructure } from './steps/scan-structure';
import { scanText } from './steps/scan-text';
import { readStatus, STATUS_SUCCESS } from './steps/check-status';

/**
 * The cheap half of acceptance: decoding, and every check of shape that needs no key. It costs one parse, reads no
 * state, and proves nothing; what it claims serves to find the pending sign-in.
 *
 * @throws SamlRefusal for anything that is not the one shape of response that could be accepted
 */
export function readResponseEnvelope(body: ResponseBody): ResponseEnvelope {
  const { xml, relayState } = decodeBody(body);
  scanText(xml);
  const document = scanStructure(xml);
  const claimedFailure = readFailure(document);
  const assertion = requireOneAssertion(document, claimedFailure !== undefined);
  const version = attributeOf(document, 'Version');
  if (version !== '2.0') {
    throw new SamlRefusal(
      'scan-structure',
      'version-unsupported',
      `Version "${version ?? ''}", expected "2.0"`,
    );
  }
  return {
    xml,
    document,
    relayState,
    claimedInResponseTo: attributeOf(document, 'InResponseTo'),
    claimedIssuer: childOf(document, ns.saml, 'Issuer')?.text.trim(),
    claimedFailure: assertion ? undefined : claimedFailure,
    ...scanSignatures(document),
    ...scanEncryption(document),
  };
}

function readFailure(document: XmlElement): IdpStatus | undefined {
  const status = readStatus(document);
  return status && status.code !== STATUS_SUCCESS ? status : undefined;
}
