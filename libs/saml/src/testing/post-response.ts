import type { AcceptResponseInput } from '../response/accept-response';
import { acceptResponse } from '../response/accept-response';
import type { AcceptedAssertion } from '../response/accepted-assertion';
import { readResponseEnvelope } from '../response/read-response-envelope';
import { SamlRefusal } from '../response/saml-refusal';
import { IDP_ENTITY_ID, NOW, REQUEST_ID } from './response-shape';
import type { TestParties } from './test-parties';

export function toBody(xml: string): { SAMLResponse: string; RelayState: string } {
  return { SAMLResponse: Buffer.from(xml, 'utf8').toString('base64'), RelayState: 'handle-1' };
}

/** Takes a message through both halves of acceptance, as the server does, a minute after the request was made. */
export async function post(
  parties: TestParties,
  xml: string,
  overrides: Partial<AcceptResponseInput> = {},
): Promise<AcceptedAssertion> {
  const createdAt = new Date(NOW.getTime() - 60_000);
  return acceptResponse({
    envelope: overrides.envelope ?? readResponseEnvelope(toBody(xml)),
    sp: parties.sp,
    idp: parties.idp,
    pending: { requestId: REQUEST_ID, idpEntityId: IDP_ENTITY_ID, createdAt },
    now: NOW,
    ...overrides,
  });
}

/** The refusal of a message; fails when it was accepted. */
export async function refusalOf(work: () => unknown): Promise<SamlRefusal> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SamlRefusal) return error;
    throw error;
  }
  throw new Error('the message was accepted');
}
