import { ns } from '../../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../../xml/read-element';
import { readInstant } from '../../xml/read-instant';
import { CLOCK_SKEW_MS } from '../limits';
import { SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

const STEP = 'check-authn-statement';

/** How and when the person signed in at the provider (SAML core 2.7.2). */
export interface AuthnStatement {
  authnInstant: Date;
  authnContextClassRef?: string;
  sessionIndex?: string;
  sessionNotOnOrAfter?: Date;
}

/**
 * Requires exactly one statement of sign-in, whose session is not over, and which is as fresh and as strong as the
 * request asked.
 *
 * @throws SamlRefusal `authn-statement-missing`, `authn-statement-repeated`, `authn-statement-malformed`,
 *   `authn-in-future`, `session-expired`, `authn-too-old`, `authn-context-mismatch`
 */
export function checkAuthnStatement({ assertion, pending, now }: VerifiedMessage): AuthnStatement {
  const [statement, another] = childrenOf(assertion, ns.saml, 'AuthnStatement');
  if (!statement)
    throw new SamlRefusal(STEP, 'authn-statement-missing', 'no AuthnStatement in the assertion');
  if (another) throw new SamlRefusal(STEP, 'authn-statement-repeated', 'more than one AuthnStatement');

  const authnInstant = readInstant(attributeOf(statement, 'AuthnInstant'));
  if (!authnInstant) {
    return malformed(`AuthnInstant "${attributeOf(statement, 'AuthnInstant') ?? ''}" is no instant`);
  }
  if (authnInstant.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    throw new SamlRefusal(
      STEP,
      'authn-in-future',
      `signed in at ${authnInstant.toISOString()}, in the future`,
    );
  }
  if (pending.forceAuthn && authnInstant.getTime() < pending.createdAt.getTime() - CLOCK_SKEW_MS) {
    throw new SamlRefusal(
      STEP,
      'authn-too-old',
      `signed in at ${authnInstant.toISOString()}, before it was asked for`,
    );
  }

  const end = attributeOf(statement, 'SessionNotOnOrAfter');
  const sessionNotOnOrAfter = readInstant(end);
  if (end !== undefined && !sessionNotOnOrAfter)
    return malformed(`SessionNotOnOrAfter "${end}" is no instant`);
  if (sessionNotOnOrAfter && now.getTime() - CLOCK_SKEW_MS >= sessionNotOnOrAfter.getTime()) {
    throw new SamlRefusal(STEP, 'session-expired', `the provider's session ended at ${end}`);
  }

  const context = childOf(statement, ns.saml, 'AuthnContext');
  const authnContextClassRef = context && childOf(context, ns.saml, 'AuthnContextClassRef')?.text.trim();
  const wanted = pending.authnContextClassRefs ?? [];
  if (wanted.length > 0 && !wanted.includes(authnContextClassRef ?? '')) {
    const detail = `signed in by "${authnContextClassRef ?? ''}", asked for ${wanted.join(' or ')}`;
    throw new SamlRefusal(STEP, 'authn-context-mismatch', detail);
  }
  return {
    authnInstant,
    authnContextClassRef,
    sessionIndex: attributeOf(statement, 'SessionIndex'),
    sessionNotOnOrAfter,
  };
}

function malformed(detail: string): never {
  throw new SamlRefusal(STEP, 'authn-statement-malformed', detail);
}
