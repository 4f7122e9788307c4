import { Injectable } from '@nestjs/common';

/** The only place that reads the time. Tests replace it by one that stands still. */
@Injectable()
export class Clock {
  /** The present moment. */
  now(): Date {
    return new Date();
  }

  /** Milliseconds since some moment that goes on evenly, however somebody sets the clock; lost with the process. */
  monotonic(): number {
    return performance.now();
  }
}
