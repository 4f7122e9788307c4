import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type LogoutEnvelope, readLogoutEnvelope } from '@virlab/saml';
import type { Request, Response } from 'express';
import { Settings } from '../../../config/index';
import { readCookie } from '../../../identity/index';
import { Public } from '../../../platform/index';
import { AnswerLogoutRequest } from './answer-logout-request';
import { CompleteLogout } from './complete-logout';
import { clearLogoutCookie } from './logout-cookie';
import { explainLogoutRefusal } from './logout-error-codes';
import { RefuseLogout } from './refuse-logout';

/** What the page after a sign-out calls the outcomes of an answer. */
const OUTCOMES = { success: 'university', partial: 'partial', failed: 'university-failed' } as const;

/** Single logout by HTTP-Redirect, both ways (SAML profiles 4.4). Nothing is done that no provider has signed. */
@ApiExcludeController()
@Controller('saml')
export class SamlLogoutController {
  constructor(
    private readonly settings: Settings,
    private readonly answer: AnswerLogoutRequest,
    private readonly complete: CompleteLogout,
    private readonly refuse: RefuseLogout,
  ) {}

  @Get('slo')
  @Public('identity providers send browsers here; what they ask for must be signed')
  @Header('Cache-Control', 'no-store')
  async singleLogout(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      const envelope = read(request);
      if (envelope.kind === 'request') return response.redirect(303, await this.answer.run(envelope));
      const { idpEntityId, outcome, spentCookie } = await this.complete.run(envelope, (name) =>
        readCookie(request, name),
      );
      clearLogoutCookie(response, this.settings, spentCookie);
      const query = new URLSearchParams({ outcome: OUTCOMES[outcome], idp: idpEntityId });
      response.redirect(303, `/signed-out?${query}`);
    } catch (error) {
      await this.refuse.run(error, request, response);
    }
  }
}

/** The query as it was received: the signature covers its octets, so no framework may have touched it. */
function read({ originalUrl }: Request): LogoutEnvelope {
  const at = originalUrl.indexOf('?');
  try {
    return readLogoutEnvelope(at < 0 ? '' : originalUrl.slice(at + 1));
  } catch (error) {
    throw explainLogoutRefusal(error);
  }
}
