import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where every spec comes from, which tells nothing of one. */
const OF_VITEST = /node_modules\/@?vitest\/|node:internal\//;

/**
 * @typedef {object} SpecReport
 * @property {number} passed
 * @property {import('./failures.mjs').Failure[]} failures
 *
 * @typedef {{ name?: string, message?: string, stack?: string, cause?: unknown }} SpecError
 */

/**
 * A reporter of vitest that writes what passed and what failed into the file that VIRLAB_SPEC_REPORT names. Its own JSON
 * reporter says of a spec that took too long where it stands, and neither that it took too long nor how long it had; and
 * of a set-up that failed nothing.
 */
export default class SpecReporter {
  /** @param {import('vitest/node').Vitest} vitest */
  onInit({ config }) {
    this.root = config.root;
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly SpecError[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    let passed = 0;
    /** @type {import('./failures.mjs').Failure[]} */
    const failures = [];
    for (const module of modules) {
      const file = path.relative(this.root ?? '', module.moduleId);
      /** @param {string} title @param {readonly SpecError[]} errors */
      const failed = (title, errors) =>
        void failures.push({ file, title, error: errors.map(tellError).join('\n') });
      for (const { fullName, result } of resultsOf(module)) {
        if (result.state === 'passed') passed += 1;
        if (result.state === 'failed') failed(fullName.replaceAll(' > ', ' '), result.errors);
      }
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0)
          failed(`${suite.fullName.replaceAll(' > ', ' ')} (set-up or end)`, suite.errors());
      if (module.errors().length > 0) failed('(the file itself)', module.errors());
    }
    for (const error of unhandled)
      failures.push({ file: '(outside any spec)', title: 'unhandled', error: tellError(error) });
    writeFileSync(process.env['VIRLAB_SPEC_REPORT'] ?? '', JSON.stringify({ passed, failures }));
  }
}

/** @param {import('vitest/node').TestModule} module */
function resultsOf(module) {
  return [...module.children.allTests()].map((test) => ({ fullName: test.fullName, result: test.result() }));
}

/**
 * Says an error with where it came from and what caused it. The stack of a spec that took too long does not begin with
 * its message.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function tellError(error) {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name = 'Error', message = '', stack = '', cause } = /** @type {SpecError} */ (error);
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !OF_VITEST.test(line));
  const told = [`${name}: ${message}`, ...frames].join('\n');
  return cause === undefined ? told : `${told}\ncaused by ${tellError(cause)}`;
}
