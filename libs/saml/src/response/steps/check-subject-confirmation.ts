import { ns } from '../../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../../xml/read-element';
import { readInstant } from '../../xml/read-instant';
import type { XmlElement } from '../../xml/xml-element';
import type { NameId } from '../accepted-assertion';
import { CLOCK_SKEW_MS } from '../limits';
import { SamlRefusal, type SamlRefusalCode } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';
import { readNameId } from './read-name-id';

const STEP = 'check-subject-confirmation';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Whom the assertion is about, and until when it may be presented. */
export interface ConfirmedSubject {
  nameId?: NameId;
  notOnOrAfter: Date;
}

/**
 * Requires a bearer confirmation that was made for us, for this very request, and has not run out (SAML profiles
 * 4.1.4.2, 4.1.4.3). When there are several, one that holds is enough; the refusal speaks of the first.
 *
 * @throws SamlRefusal `subject-malformed`, `subject-confirmation-*`, `recipient-mismatch`,
 *   `in-response-to-mismatch`, `confirmation-expired`
 */
export function checkSubjectConfirmation(message: VerifiedMessage): ConfirmedSubject {
  const [subject, anotherSubject] = childrenOf(message.assertion, ns.saml, 'Subject');
  if (!subject || anotherSubject) return refuse('subject-malformed', 'the assertion must have one Subject');
  const [nameId, anotherNameId] = childrenOf(subject, ns.saml, 'NameID');
  if (anotherNameId) return refuse('subject-malformed', 'more than one NameID in the Subject');

  const confirmations = childrenOf(subject, ns.saml, 'SubjectConfirmation');
  if (confirmations.length === 0) return refuse('subject-confirmation-missing', 'no SubjectConfirmation');
  const bearers = confirmations.filter((confirmation) => attributeOf(confirmation, 'Method') === BEARER);
  if (bearers.length === 0) {
    const methods = confirmations.map((confirmation) => attributeOf(confirmation, 'Method') ?? '').join(', ');
    return refuse('subject-confirmation-not-bearer', `confirmed by ${methods}, expected ${BEARER}`);
  }
  return { nameId: nameId && readNameId(nameId), notOnOrAfter: firstThatHolds(bearers, message) };
}

function firstThatHolds(bearers: readonly XmlElement[], message: VerifiedMessage): Date {
  let first: unknown;
  for (const bearer of bearers) {
    try {
      return checkBearer(bearer, message);
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

function checkBearer(bearer: XmlElement, { sp, pending, now }: VerifiedMessage): Date {
  const data = childOf(bearer, ns.saml, 'SubjectConfirmationData');
  if (!data) return refuse('subject-confirmation-malformed', 'no SubjectConfirmationData');
  if (attributeOf(data, 'NotBefore') !== undefined) {
    return refuse('subject-confirmation-malformed', 'a bearer confirmation must not state NotBefore');
  }
  const recipient = attributeOf(data, 'Recipient');
  if (recipient !== sp.acsUrl) {
    return refuse('recipient-mismatch', `Recipient "${recipient ?? ''}", expected "${sp.acsUrl}"`);
  }
  const inResponseTo = attributeOf(data, 'InResponseTo');
  if (inResponseTo !== pending.requestId) {
    return refuse(
      'in-response-to-mismatch',
      `confirms "${inResponseTo ?? ''}", pending is "${pending.requestId}"`,
    );
  }
  const end = attributeOf(data, 'NotOnOrAfter');
  const notOnOrAfter = readInstant(end);
  if (!notOnOrAfter)
    return refuse('subject-confirmation-malformed', `NotOnOrAfter "${end ?? ''}" is no instant`);
  if (now.getTime() - CLOCK_SKEW_MS >= notOnOrAfter.getTime()) {
    return refuse('confirmation-expired', `the confirmation ended at ${end ?? ''}`);
  }
  return notOnOrAfter;
}

function refuse(code: SamlRefusalCode, detail: string): never {
  throw new SamlRefusal(STEP, code, detail);
}
