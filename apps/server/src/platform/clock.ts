import { Injectable } from '@nestjs/common';

/** The only place that reads the time. Tests replace it by one that stands still. */
@Injectable()
export class Clock {
  /** The present moment. */
  now(): Date {
    return new Date();
  }
}
