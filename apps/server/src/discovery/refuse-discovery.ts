import { Injectable } from '@nestjs/common';
import { DiscoveryRefusal } from '@virlab/discovery';
import type { Request, Response } from 'express';
import { currentRequest, Log, VirlabError } from '../platform/index';

/** Ends a request of the discovery protocol that is not answered where it asks to be: the person learns why, here. */
@Injectable()
export class RefuseDiscovery {
  constructor(private readonly log: Log) {}

  /** Sends a browser to the page that explains the refusal, and throws the VirlabError for everybody else. */
  run(thrown: unknown, request: Request, response: Response): void {
    const error = asVirlabError(thrown);
    const ref = currentRequest()?.requestId ?? 'none';
    this.log.info({ code: error.code, detail: error.detail, requestId: ref }, 'discovery refused');
    if (request.accepts(['html', 'json', 'application/problem+json']) !== 'html') throw error;
    response.redirect(303, `/sign-in/refused?${new URLSearchParams({ code: error.code, ref })}`);
  }
}

/** The same refusal as the server tells it; what is no refusal is thrown on. */
export function asVirlabError(thrown: unknown): VirlabError {
  if (thrown instanceof VirlabError) return thrown;
  if (thrown instanceof DiscoveryRefusal) {
    return new VirlabError(thrown.code, { detail: thrown.message, cause: thrown });
  }
  throw thrown;
}
