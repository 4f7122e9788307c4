import { ns } from '../../xml/namespaces';
import { attributeOf, childrenOf } from '../../xml/read-element';
import { readInstant } from '../../xml/read-instant';
import type { XmlElement } from '../../xml/xml-element';
import { CLOCK_SKEW_MS } from '../limits';
import { SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

const STEP = 'check-conditions';

/** Conditions we understand. The audience has its own step; the other two bind what a provider may do later. */
const understood = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

/**
 * Requires one set of conditions, valid now within the clock skew, and none that we do not understand (SAML core
 * 2.5.1).
 *
 * @returns the element, and its end when it states one
 * @throws SamlRefusal `conditions-*`, `condition-unknown`, `assertion-not-yet-valid`, `assertion-expired`
 */
export function checkConditions({ assertion, now }: VerifiedMessage): {
  conditions: XmlElement;
  notOnOrAfter?: Date;
} {
  const [conditions, another] = childrenOf(assertion, ns.saml, 'Conditions');
  if (!conditions) throw new SamlRefusal(STEP, 'conditions-missing', 'no Conditions in the assertion');
  if (another) throw new SamlRefusal(STEP, 'conditions-repeated', 'more than one Conditions');
  const unknown = conditions.children.find(
    ({ namespace, local }) => namespace !== ns.saml || !understood.has(local),
  );
  if (unknown)
    throw new SamlRefusal(STEP, 'condition-unknown', `condition "${unknown.local}" is not understood`);

  const issued = readTime(assertion, 'IssueInstant');
  const notBefore = readTime(conditions, 'NotBefore');
  const notOnOrAfter = readTime(conditions, 'NotOnOrAfter');
  for (const start of [issued, notBefore]) {
    if (start && start.getTime() > now.getTime() + CLOCK_SKEW_MS) {
      throw new SamlRefusal(
        STEP,
        'assertion-not-yet-valid',
        `valid from ${start.toISOString()}, now ${now.toISOString()}`,
      );
    }
  }
  if (notOnOrAfter && now.getTime() - CLOCK_SKEW_MS >= notOnOrAfter.getTime()) {
    throw new SamlRefusal(
      STEP,
      'assertion-expired',
      `valid until ${notOnOrAfter.toISOString()}, now ${now.toISOString()}`,
    );
  }
  return { conditions, notOnOrAfter };
}

function readTime(element: XmlElement, name: string): Date | undefined {
  const text = attributeOf(element, name);
  const time = readInstant(text);
  if (text !== undefined && !time)
    throw new SamlRefusal(STEP, 'conditions-malformed', `${name} "${text}" is no instant`);
  return time;
}
