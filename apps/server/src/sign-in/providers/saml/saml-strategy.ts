import type { Request } from 'express';
import passport from 'passport';
import type { Settings } from '../../../config/index';
import { readCookie } from '../../../identity/index';
import { VirlabError } from '../../../platform/index';
import { ownPath } from '../../own-path';
import { clearCorrelationCookie, setCorrelationCookie } from './correlation-cookie';
import type { SamlProvider } from './saml.provider';

/**
 * SAML as a passport strategy: GET begins a sign-in and sends the browser away, POST completes it and calls `success`
 * with the AssertedIdentity, and the target as its info. Must be registered by name: passport then gives each request
 * an instance of its own, where an instance handed over directly is shared, and with it who succeeded.
 */
export class SamlStrategy extends passport.Strategy {
  override readonly name = 'saml';

  constructor(
    private readonly provider: SamlProvider,
    private readonly settings: Settings,
  ) {
    super();
  }

  override authenticate(request: Request): void {
    const work = request.method === 'POST' ? this.complete(request) : this.begin(request);
    work.catch((error: unknown) => this.error(error));
  }

  private async begin(request: Request): Promise<void> {
    const { entityID, target } = request.query;
    if (typeof entityID !== 'string') {
      throw new VirlabError('bad-request', { publicDetail: 'entityID must be given once' });
    }
    const start = await this.provider.begin({ issuer: entityID, target: ownPath(target) });
    if (request.res) setCorrelationCookie(request, request.res, this.settings, start.cookie);
    this.redirect(start.redirectTo, 303);
  }

  private async complete(request: Request): Promise<void> {
    const { identity, target, spentCookie } = await this.provider.complete({
      fields: (request.body ?? {}) as Record<string, unknown>,
      cookie: (name) => readCookie(request, name),
    });
    if (request.res) clearCorrelationCookie(request.res, this.settings, spentCookie);
    this.success(identity, { target });
  }
}
