import { attributeOf } from '../../xml/read-element';
import { SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

/**
 * Requires SAML 2.0 in both elements, and an ID on the assertion, without which its reuse could not be noticed.
 *
 * @returns the assertion's ID
 * @throws SamlRefusal `version-unsupported`, `assertion-malformed`
 */
export function checkVersion({ response, assertion }: VerifiedMessage): string {
  for (const element of [response, assertion]) {
    const version = attributeOf(element, 'Version');
    if (version !== '2.0') {
      const detail = `${element.local} Version "${version ?? ''}", expected "2.0"`;
      throw new SamlRefusal('check-version', 'version-unsupported', detail);
    }
  }
  const id = attributeOf(assertion, 'ID');
  if (!id) throw new SamlRefusal('check-version', 'assertion-malformed', 'the assertion has no ID');
  return id;
}
