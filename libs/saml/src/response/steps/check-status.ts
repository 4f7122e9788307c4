import { ns } from '../../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { type IdpStatus, SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

const STEP = 'check-status';

/** SAML core 3.2.2.2. */
export const STATUS_SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** Longest message of a provider that is passed on to a page or a log. */
const MAX_MESSAGE = 500;

/** Reads the status of a response, or undefined when it does not state exactly one. */
export function readStatus(response: XmlElement): IdpStatus | undefined {
  const [status, anotherStatus] = childrenOf(response, ns.samlp, 'Status');
  const [top, anotherTop] = status ? childrenOf(status, ns.samlp, 'StatusCode') : [];
  if (!status || anotherStatus || !top || anotherTop) return undefined;
  const sub = childOf(top, ns.samlp, 'StatusCode');
  return {
    code: attributeOf(top, 'Value') ?? '',
    subCode: sub && attributeOf(sub, 'Value'),
    message: childOf(status, ns.samlp, 'StatusMessage')?.text.trim().slice(0, MAX_MESSAGE),
  };
}

/**
 * Requires that the response reports success: an assertion beside a failure is not accepted.
 *
 * @throws SamlRefusal `status-not-success`, with the provider's status
 */
export function checkStatus({ response }: VerifiedMessage): void {
  const status = readStatus(response);
  if (status?.code !== STATUS_SUCCESS) refuseStatus(status);
}

/** Refuses a response that only reports a failure. Such reports are often unsigned, and nothing is granted by them. */
export function refuseStatus(status: IdpStatus | undefined): never {
  const detail = status
    ? [status.code, status.subCode, status.message].filter(Boolean).join(' / ')
    : 'no single Status';
  throw new SamlRefusal(STEP, 'status-not-success', detail, { idpStatus: status });
}
