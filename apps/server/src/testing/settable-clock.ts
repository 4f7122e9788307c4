import type { Clock } from '../platform/index';

/** A clock that stands still until a spec moves it. */
export class SettableClock implements Clock {
  constructor(private at = new Date('2026-11-23T09:00:00.000Z')) {}

  now(): Date {
    return new Date(this.at);
  }

  set(at: Date): void {
    this.at = at;
  }

  advance(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}
