import { findProgram } from './find-program.mjs';

/**
 * Answers where a Chromium is: CHROMIUM_PATH, then Debian's, then Google's names.
 *
 * @returns {string | undefined}
 */
export function chromiumPath() {
  return (
    process.env['CHROMIUM_PATH'] ??
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
      .map((name) => findProgram(name))
      .find((found) => found !== undefined)
  );
}
