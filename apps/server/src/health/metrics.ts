import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Counts and times every request. Paths are not labels: they hold ids. */
@Injectable()
export class Metrics implements NestMiddleware {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'virlab_http_request_seconds',
    help: 'time from a request to the end of its answer, in seconds',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    const stop = this.requests.startTimer();
    response.once('finish', () => stop({ method: request.method, status: String(response.statusCode) }));
    next();
  }
}
