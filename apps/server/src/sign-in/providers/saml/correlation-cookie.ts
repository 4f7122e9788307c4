import type { Request, Response } from 'express';
import type { Settings } from '../../../config/index';
import { sha256 } from '../../../platform/index';
import { PENDING_MS } from '../../pending-sign-ins';

const NAME = 'virlab-signin-';
const MARK_LENGTH = 12;
/** More pending sign-ins than anybody has tabs; Shibboleth's limit too. */
const MOST_PENDING = 20;

/** `__Secure-`, not `__Host-`: the path is not `/` (RFC 6265bis 4.1.3). */
function prefix(settings: Settings): string {
  return settings.isLoopbackHttp ? NAME : `__Secure-${NAME}`;
}

/** One cookie for each request, so that sign-ins in several tabs do not disturb each other. */
export function correlationCookieName(settings: Settings, requestId: string): string {
  return prefix(settings) + sha256(requestId).slice(0, MARK_LENGTH);
}

/** The answer is posted from the identity provider's site, which only a SameSite=None cookie survives. */
function attributes(settings: Settings) {
  return settings.isLoopbackHttp
    ? ({ httpOnly: true, sameSite: 'lax', path: '/saml' } as const)
    : ({ httpOnly: true, sameSite: 'none', secure: true, path: '/saml' } as const);
}

/**
 * Sets the cookie that must come back with the answer. A browser that already holds too many is rid of them first:
 * otherwise a page that starts sign-ins in the background could make its requests too long to be answered.
 */
export function setCorrelationCookie(
  request: Request,
  response: Response,
  settings: Settings,
  cookie: { name: string; value: string },
): void {
  const held = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.split('=')[0]?.trim() ?? '')
    .filter((name) => name.startsWith(prefix(settings)));
  if (held.length >= MOST_PENDING) {
    for (const name of held) clearCorrelationCookie(response, settings, name);
  }
  response.cookie(cookie.name, cookie.value, { ...attributes(settings), maxAge: PENDING_MS });
}

export function clearCorrelationCookie(response: Response, settings: Settings, name: string): void {
  response.clearCookie(name, attributes(settings));
}
