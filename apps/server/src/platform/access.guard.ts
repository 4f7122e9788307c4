import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { Settings } from '../config/index';
import { ACCESS_KEY, type Access, type RequestWithViewer, STAYS_OPEN_KEY, ViewerSource } from './access';
import { VirlabError } from './virlab-error';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Default deny: a route that states nothing is refused, a route that requires something asks who is there. An unsafe
 * method must come from our own pages (OWASP ASVS 3.5.1): same Origin or Sec-Fetch-Site.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly viewers: ViewerSource,
    private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS_KEY, context.getHandler());
    if (!access) throw new VirlabError('not-allowed', { detail: 'the route states no access' });
    if (access.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<RequestWithViewer>();
    if (!SAFE.has(request.method) && !this.isOurPage(request)) throw new VirlabError('cross-site-request');
    const staysOpen = this.reflector.get<true | undefined>(STAYS_OPEN_KEY, context.getHandler());
    const renewIn = staysOpen ? undefined : context.switchToHttp().getResponse<Response>();
    const viewer = await this.viewers.viewerOf(request, renewIn);
    if (!viewer) throw new VirlabError('not-signed-in');
    if (access.ability !== 'signed-in' && !viewer.abilities.includes(access.ability)) {
      throw new VirlabError('not-allowed', { detail: `needs ${access.ability}` });
    }
    request.viewer = viewer;
    return true;
  }

  private isOurPage(request: RequestWithViewer): boolean {
    const { origin } = request.headers;
    if (origin) return origin === this.settings.origin;
    return request.headers['sec-fetch-site'] === 'same-origin';
  }
}
