import type { NextFunction, Request, Response } from 'express';
import { newRequestId } from './ids';
import { withRequestContext } from './request-context';

/** Gives each request its reference, and remembers where it came from for the log and the audit. */
export function requestIdMiddleware(request: Request, response: Response, next: NextFunction): void {
  const requestId = newRequestId();
  response.setHeader('X-Request-Id', requestId);
  withRequestContext(
    {
      requestId,
      address: request.ip,
      port: request.socket.remotePort,
      userAgent: request.headers['user-agent']?.slice(0, 512),
    },
    next,
  );
}
