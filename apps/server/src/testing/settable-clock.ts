import type { Clock } from '../platform/index';

/** A clock that stands still until a spec moves it. */
export class SettableClock implements Clock {
  private passed = 0;

  constructor(private at = new Date('2026-11-23T09:00:00.000Z')) {}

  now(): Date {
    return new Date(this.at);
  }

  set(at: Date): void {
    this.at = at;
  }

  monotonic(): number {
    return this.passed;
  }

  /** Time passes. */
  advance(milliseconds: number): void {
    this.passed += milliseconds;
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}
