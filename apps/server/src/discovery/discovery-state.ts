import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../config/index';
import { readCookie } from '../identity/index';
import { newSecret, sha256 } from '../platform/index';

/** How long somebody may look for their university elsewhere. */
const KEPT_MS = 15 * 60_000;
const NAME = 'virlab-disco-';
const MARK_LENGTH = 12;
/** More journeys than anybody has tabs; older ones are forgotten first. */
const MOST_JOURNEYS = 10;

/** Remembers, in the browser alone, where somebody wanted to go who is sent to another discovery service. */
@Injectable()
export class DiscoveryState {
  constructor(private readonly settings: Settings) {}

  /** Keeps the target and answers the mark that must come back. */
  keep(target: string, request: Request, response: Response): string {
    const held = (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.split('=')[0]?.trim() ?? '')
      .filter((name) => name.startsWith(this.prefix));
    if (held.length >= MOST_JOURNEYS) for (const name of held) response.clearCookie(name, this.attributes);
    const state = newSecret();
    response.cookie(this.nameOf(state), target, { ...this.attributes, maxAge: KEPT_MS });
    return state;
  }

  /** The target kept under a mark, once; undefined when this browser never began that journey, or too long ago. */
  take(state: unknown, request: Request, response: Response): string | undefined {
    if (typeof state !== 'string') return undefined;
    const name = this.nameOf(state);
    const target = readCookie(request, name);
    if (target === undefined) return undefined;
    response.clearCookie(name, this.attributes);
    return decoded(target);
  }

  private nameOf(state: string): string {
    return this.prefix + sha256(state).slice(0, MARK_LENGTH);
  }

  /** `__Secure-`, not `__Host-`: the path is not `/` (RFC 6265bis 4.1.3). */
  private get prefix(): string {
    return this.settings.isLoopbackHttp ? NAME : `__Secure-${NAME}`;
  }

  private get attributes() {
    const { isLoopbackHttp } = this.settings;
    return { httpOnly: true, sameSite: 'lax', path: '/saml', secure: !isLoopbackHttp } as const;
  }
}

/** The browser may send anything; what is no encoded text says nothing. */
function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
