/** Counts what passed and what failed over all parts of the run, and prints the line that CI reads. */
export class Tally {
  passed = 0;
  failed = 0;
  /** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
  parts = [];

  /** @param {string} name @param {{ passed: number, failed: number }} count @param {number} seconds */
  add(name, { passed, failed }, seconds) {
    this.passed += passed;
    this.failed += failed;
    this.parts.push({ name, passed, failed, seconds });
    console.log(`--- ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`);
  }

  /** The closing lines. */
  close() {
    console.log('');
    for (const { name, passed, failed, seconds } of this.parts) {
      console.log(
        `${name.padEnd(44)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(5)} s`,
      );
    }
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }
}
