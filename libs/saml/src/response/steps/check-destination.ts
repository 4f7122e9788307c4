import { attributeOf } from '../../xml/read-element';
import { SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

/**
 * Requires that the response was addressed to our assertion consumer service. A signed message posted by a browser
 * must say so (SAML bindings 3.5.5.2); an unsigned response may leave it out.
 *
 * @throws SamlRefusal `destination-mismatch`
 */
export function checkDestination({ response, isResponseVerified, sp }: VerifiedMessage): void {
  const destination = attributeOf(response, 'Destination');
  if (destination === undefined && !isResponseVerified) return;
  if (destination !== sp.acsUrl) {
    const detail = `Destination "${destination ?? ''}", expected "${sp.acsUrl}"`;
    throw new SamlRefusal('check-destination', 'destination-mismatch', detail);
  }
}
