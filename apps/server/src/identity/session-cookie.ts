import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { Settings } from '../config/index';
import { readCookie } from './read-cookie';

/** `__Host-` binds the cookie to this host, https and path `/` (RFC 6265bis 4.1.3.2); plain http cannot carry it. */
export function sessionCookieName(settings: Settings): string {
  return settings.isLoopbackHttp ? 'virlab-session' : '__Host-virlab-session';
}

function attributesFor(settings: Settings) {
  return { httpOnly: true, secure: !settings.isLoopbackHttp, sameSite: 'lax', path: '/' } as const;
}

/** The session secret that the browser sent; undefined when it sent none. */
export function readSessionCookie(
  request: { headers: IncomingHttpHeaders },
  settings: Settings,
): string | undefined {
  return readCookie(request, sessionCookieName(settings));
}

/**
 * Gives the browser its session. No lifetime is set, so that the cookie goes when the browser does; the server's own
 * limits end it before that.
 */
export function setSessionCookie(response: Response, settings: Settings, secret: string): void {
  dropEarlier(response, settings);
  // Whoever keeps an answer for others must not keep this one.
  response.setHeader('Cache-Control', 'no-store');
  response.cookie(sessionCookieName(settings), secret, attributesFor(settings));
}

/** Takes the session cookie back. */
export function clearSessionCookie(response: Response, settings: Settings): void {
  dropEarlier(response, settings);
  response.clearCookie(sessionCookieName(settings), attributesFor(settings));
}

/** An answer names a cookie once (RFC 6265 section 4.1.1): a secret that was just renewed gives way to what comes now. */
function dropEarlier(response: Response, settings: Settings): void {
  const lines = [response.getHeader('Set-Cookie') ?? []].flat().map(String);
  const kept = lines.filter((line) => !line.startsWith(`${sessionCookieName(settings)}=`));
  if (kept.length < lines.length) response.setHeader('Set-Cookie', kept);
}
