import type { CookieOptions, Response } from 'express';
import type { Settings } from '../../../config/index';
import { sha256 } from '../../../platform/index';
import { PENDING_LOGOUT_MS } from '../../pending-logouts';

const NAME = 'virlab-signout-';
const MARK_LENGTH = 12;

/** A cookie for one logout that was carried on; it proves that the answer comes to the browser that asked. */
export function logoutCookie(
  settings: Settings,
  requestId: string,
  value: string,
): { name: string; value: string; options: CookieOptions } {
  const options = { ...attributes(settings), maxAge: PENDING_LOGOUT_MS };
  return { name: logoutCookieName(settings, requestId), value, options };
}

/** One name for each logout, so that two of them do not disturb each other. */
export function logoutCookieName(settings: Settings, requestId: string): string {
  const prefix = settings.isLoopbackHttp ? '' : '__Secure-';
  return prefix + NAME + sha256(requestId).slice(0, MARK_LENGTH);
}

export function clearLogoutCookie(response: Response, settings: Settings, name: string): void {
  response.clearCookie(name, attributes(settings));
}

/** `lax`: the answer comes by a redirect of the whole page, with which such a cookie is sent (RFC 6265bis 5.2). */
function attributes(settings: Settings) {
  return { httpOnly: true, secure: !settings.isLoopbackHttp, sameSite: 'lax', path: '/saml' } as const;
}
