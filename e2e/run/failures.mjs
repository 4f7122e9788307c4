import { stripVTControlCharacters } from 'node:util';

/** What a reader of CI's last lines needs of one error: its sentence, what was expected, where. */
const MAX_ERROR_LINES = 15;
const MAX_LINE_LENGTH = 300;
/** The browser's own chatter, which Playwright puts before what it waited for. */
const CHATTER = /^\s*(\[pid=\d+\]|<(launching|launched|gracefully)|Browser logs:|Call log:)/;
/** A run that is wholly broken says the same a hundred times. */
const MAX_TOLD = 25;

/**
 * @typedef {object} Failure
 * @property {string} file - of the spec or journey, from the repository on
 * @property {string} title
 * @property {string} error - may be empty when nothing was said
 */

/**
 * Picks what failed, or passed only sometimes, out of Playwright's JSON report.
 *
 * @param {{ suites: PlaywrightSuite[], errors?: { message?: string, stack?: string }[] }} report
 * @returns {Failure[]}
 *
 * @typedef {{ message?: string, stack?: string }} PlaywrightError
 * @typedef {{ title: string, file: string, line: number,
 *   tests: { status: string, results: { errors: PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ title: string, suites?: PlaywrightSuite[], specs?: PlaywrightSpec[] }} PlaywrightSuite
 */
export function failedJourneys({ suites, errors = [] }) {
  const outside = errors.map(({ message, stack }) => ({
    file: 'e2e',
    title: '(outside any journey)',
    error: stack ?? message ?? '',
  }));
  return [...outside, ...suites.flatMap(failedInSuite)];
}

/** @param {PlaywrightSuite} suite @returns {Failure[]} */
function failedInSuite({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        file: `e2e/journeys/${file}:${line}`,
        title,
        error: results
          .flatMap(({ errors }) => errors)
          .map(({ stack, message }) => stack ?? message ?? '')
          .join('\n'),
      })),
  );
  return [...own, ...suites.flatMap(failedInSuite)];
}

/**
 * Picks the lines that say what is wrong out of what a checking program printed.
 *
 * @param {string} name - of the check
 * @param {string} output
 * @returns {Failure}
 */
export function failedCheck(name, output) {
  const lines = plainLines(output);
  const telling = lines.filter((line) => /\berror\b|✖|✘|\[warn\]|^\s+- \S+:\S+/i.test(line));
  return {
    file: '(whole repository)',
    title: name,
    error: (telling.length > 0 ? telling : lines.slice(-MAX_ERROR_LINES)).join('\n'),
  };
}

/**
 * Says what failed, briefly enough for the end of a log.
 *
 * @param {(Failure & { part: string })[]} failures
 * @returns {string[]} lines; none when nothing failed
 */
export function tellFailures(failures) {
  if (failures.length === 0) return [];
  const told = failures.slice(0, MAX_TOLD).flatMap(({ part, file, title, error }) => {
    const lines = plainLines(error).filter((line) => !CHATTER.test(line));
    const more = lines.length - MAX_ERROR_LINES;
    return [
      `✘ ${part} › ${file} › ${title}`,
      ...lines.slice(0, MAX_ERROR_LINES).map((line) => `    ${line.slice(0, MAX_LINE_LENGTH)}`),
      ...(more > 0 ? [`    … ${more} more lines`] : []),
      '',
    ];
  });
  const rest = failures.length - MAX_TOLD;
  return ['What failed:', '', ...told, ...(rest > 0 ? [`… and ${rest} more`, ''] : [])];
}

/** @param {string} text @returns {string[]} without colours and empty lines */
function plainLines(text) {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
