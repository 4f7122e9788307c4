import { tellFailures } from './failures.mjs';

/** @typedef {{ passed: number, failed: number, failures?: import('./failures.mjs').Failure[] }} Count */

/** Counts what passed and what failed over all parts of the run, and prints the line that CI reads. */
export class Tally {
  passed = 0;
  failed = 0;
  /** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
  parts = [];
  /** @type {(import('./failures.mjs').Failure & { part: string })[]} */
  failures = [];

  /** @param {string} name @param {Count} count @param {number} seconds */
  add(name, { passed, failed, failures = [] }, seconds) {
    this.passed += passed;
    this.failed += failed;
    this.parts.push({ name, passed, failed, seconds });
    this.failures.push(...failures.map((failure) => ({ part: name, ...failure })));
    console.log(`--- ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`);
  }

  /** The closing lines: CI keeps only the end of what was printed, so what failed is said here once more. */
  close() {
    console.log('');
    for (const line of tellFailures(this.failures)) console.log(line);
    for (const { name, passed, failed, seconds } of this.parts) {
      console.log(
        `${name.padEnd(44)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(5)} s`,
      );
    }
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }
}
