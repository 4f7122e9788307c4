import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditRecorder } from '../../../audit/index';
import { currentRequest, Log, toVirlabError } from '../../../platform/index';

/**
 * Ends a logout message that was not taken: writes it into the trail, and sends the browser to the page that says so.
 * Whoever asks for JSON gets the problem document instead.
 */
@Injectable()
export class RefuseLogout {
  constructor(
    private readonly audit: AuditRecorder,
    private readonly log: Log,
  ) {}

  /** Answers the request, or throws the VirlabError for the problem filter to answer it. */
  async run(thrown: unknown, request: Request, response: Response): Promise<void> {
    const error = toVirlabError(thrown);
    const ref = currentRequest()?.requestId ?? 'none';
    const { idp, ...facts } = error.context ?? {};
    const told = { code: error.code, detail: error.detail, requestId: ref };
    if (error.status >= 500) this.log.error({ err: error, ...told }, 'logout failed');
    else this.log.info(told, 'logout refused');
    await this.audit
      .record({
        kind: 'logout.refused',
        outcome: error.status >= 500 ? 'failed' : 'refused',
        code: error.code,
        actor: { displayName: 'somebody', as: 'unknown' },
        ...(idp ? { subject: { kind: 'identity-provider', id: idp, title: idp } } : {}),
        facts,
      })
      .catch((fault: unknown) => this.log.error({ err: fault }, 'a refused logout could not be recorded'));
    if (request.accepts(['html', 'json', 'application/problem+json']) !== 'html') throw error;
    const query = new URLSearchParams({ code: error.code, ref, ...(idp ? { idp } : {}) });
    response.redirect(303, `/signed-out?${query}`);
  }
}
