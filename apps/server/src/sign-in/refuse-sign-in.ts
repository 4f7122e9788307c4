import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditRecorder } from '../audit/index';
import { currentRequest, Log, toVirlabError, type VirlabError } from '../platform/index';
import { RecentRefusals } from './recent-refusals';

/**
 * Ends a sign-in that did not go well: writes it into the trail, and sends the browser to the page that explains it.
 * Whoever asks for JSON gets the problem document instead.
 */
@Injectable()
export class RefuseSignIn {
  constructor(
    private readonly audit: AuditRecorder,
    private readonly refusals: RecentRefusals,
    private readonly log: Log,
  ) {}

  /** Answers the request, or throws the VirlabError for the problem filter to answer it. */
  async run(thrown: unknown, request: Request, response: Response): Promise<void> {
    const error = toVirlabError(thrown);
    const ref = currentRequest()?.requestId ?? 'none';
    await this.writeDown(error, ref);
    // A browser's own navigation names text/html first; a script says what it wants.
    if (request.accepts(['html', 'json', 'application/problem+json']) !== 'html') throw error;
    const query = new URLSearchParams({ code: error.code, ref });
    if (error.context?.['idp']) query.set('idp', error.context['idp']);
    this.refusals.keep(ref, error);
    response.redirect(303, `/sign-in/refused?${query}`);
  }

  private async writeDown(error: VirlabError, ref: string): Promise<void> {
    const { idp, ...context } = error.context ?? {};
    const facts = { code: error.code, detail: error.detail, requestId: ref };
    if (error.status >= 500) this.log.error({ err: error, ...facts }, 'sign-in failed');
    else this.log.info(facts, 'sign-in refused');
    try {
      await this.audit.record({
        kind: 'sign-in.refused',
        outcome: error.status >= 500 ? 'failed' : 'refused',
        code: error.code,
        actor: { displayName: 'somebody', as: 'unknown' },
        ...(idp ? { subject: { kind: 'identity-provider', id: idp, title: idp } } : {}),
        ...(context['rule'] ? { ruleId: context['rule'] } : {}),
        facts: context,
      });
    } catch (fault) {
      // The person must reach the page even when the database is what failed.
      this.log.error({ err: fault, requestId: ref }, 'a refused sign-in could not be written into the trail');
    }
  }
}
