import type { AcceptResponseInput } from '../../response/accept-response';
import type { SamlRefusalCode } from '../../response/saml-refusal';
import { type ResponseShape, responseXml } from '../response-shape';
import { signMessage } from '../sign-message';
import type { TestParties } from '../test-parties';

/** What is posted to us, and the circumstances that differ from the usual ones. */
export interface Attempt {
  /** The message; encoded into the form by the spec. */
  xml?: string;
  /** The form itself, where the case is about the form. */
  body?: { SAMLResponse: unknown; RelayState?: unknown };
  overrides?: Partial<AcceptResponseInput>;
}

/** One message that must be refused, and by which code. `after` names where such a message was met. */
export interface HostileCase {
  name: string;
  code: SamlRefusalCode;
  after?: string;
  make(parties: TestParties): Attempt | Promise<Attempt>;
}

/** A response that the right provider signed, saying something it must not. */
export function signed(parties: TestParties, shape: Partial<ResponseShape>): string {
  return signMessage(responseXml(shape), 'Response', parties.idpKey);
}

/** A response whose assertion alone is signed; needs the exception to be looked at. */
export function signedAssertion(parties: TestParties, shape: Partial<ResponseShape> = {}): string {
  return signMessage(responseXml(shape), 'Assertion', parties.idpKey);
}

export const EXCEPTION: Partial<AcceptResponseInput> = { allowUnsignedResponse: true };
