import { Controller, Get, Header, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import passport from 'passport';
import { Settings } from '../../../config/index';
import { StartDiscovery } from '../../../discovery/index';
import { setSessionCookie } from '../../../identity/index';
import { Public } from '../../../platform/index';
import { CompleteSignIn } from '../../complete-sign-in';
import { ownPath } from '../../own-path';
import { RefuseSignIn } from '../../refuse-sign-in';
import type { AssertedIdentity } from '../../sign-in-provider';
import { PublishMetadata } from './publish-metadata';
import { SamlProvider } from './saml.provider';
import { SamlStrategy } from './saml-strategy';

/** The addresses that identity providers and their visitors use. They answer browsers with pages, never with JSON. */
@ApiExcludeController()
@Controller('saml')
export class SamlController {
  private readonly passport = new passport.Authenticator();

  constructor(
    provider: SamlProvider,
    private readonly settings: Settings,
    private readonly publish: PublishMetadata,
    private readonly completeSignIn: CompleteSignIn,
    private readonly refuseSignIn: RefuseSignIn,
    private readonly startDiscovery: StartDiscovery,
  ) {
    this.passport.use(new SamlStrategy(provider, settings));
  }

  @Get('metadata')
  @Public('federations and identity providers read it')
  @Header('Content-Type', 'application/samlmetadata+xml')
  @Header('Content-Disposition', 'inline; filename="virlab-metadata.xml"')
  metadata(@Query('signed') signed?: unknown): Promise<string> {
    return signed === 'true' ? this.publish.fetched() : this.publish.plain();
  }

  @Get('login')
  @Public('nobody is signed in yet')
  async login(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { entityID, target } = request.query;
    if (entityID === undefined || entityID === '') {
      return response.redirect(303, this.startDiscovery.run(ownPath(target), request, response));
    }
    await this.authenticate(request, response).catch((error: unknown) =>
      this.refuseSignIn.run(error, request, response),
    );
  }

  @Post('acs')
  @Public(
    'the identity provider sends the browser here; the correlation cookie says whether it is the right one',
  )
  async consumeAssertion(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const completed = await this.authenticate(request, response);
      if (!completed) return;
      const { secret } = await this.completeSignIn.run(completed.identity);
      setSessionCookie(response, this.settings, secret);
      response.redirect(303, completed.target);
    } catch (error) {
      await this.refuseSignIn.run(error, request, response);
    }
  }

  /** Runs the strategy: an identity, or undefined when it has already sent the browser elsewhere. */
  private authenticate(
    request: Request,
    response: Response,
  ): Promise<{ identity: AssertedIdentity; target: string } | undefined> {
    return new Promise((resolve, reject) => {
      // Also when the browser went away: nobody waits for the answer then.
      response.once('close', () => resolve(undefined));
      const onAnswer = (error: unknown, identity?: unknown, info?: unknown) => {
        if (error) return reject(error as Error);
        const { target } = info as { target: string };
        resolve({ identity: identity as AssertedIdentity, target });
      };
      this.passport.authenticate('saml', { session: false }, onAnswer)(request, response, reject);
    });
  }
}
