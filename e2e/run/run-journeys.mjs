import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePorts, spawnLogged, waitForLine } from '../../libs/testbed/src/index.mjs';
import { failedJourneys } from './failures.mjs';
import { runCommand } from './run-command.mjs';
import { untilStopped } from './started.mjs';

/** Building is done before; what is left is starting daemons and booting one guest, beside another demo. */
const START_DEADLINE_MS = 300_000;
/** It ends its server, its universities and its guests first; whoever is killed before leaves them behind. */
const STOP_DEADLINE_MS = 180_000;

/**
 * Starts the demo as a person would, on data and ports of its own, and runs the journeys in the browser against it.
 *
 * @param {{ root: string, scratch: string, name: string, demoArgs: string[], database?: string, grep?: string,
 *   grepInvert?: string,
 *   browser: string, report: string }} options
 * @returns {Promise<import('./tally.mjs').Count>}
 */
export async function runJourneys({
  root,
  scratch,
  name,
  demoArgs,
  database,
  grep,
  grepInvert,
  browser,
  report,
}) {
  const directory = path.join(scratch, name);
  mkdirSync(directory, { recursive: true });
  // Its own, and those of the two practice identity providers.
  const port = await freePorts(3);
  const demo = await spawnLogged(
    process.execPath,
    [
      path.join(root, 'apps', 'demo', 'demo.mjs'),
      ...[
        '--directory',
        path.join(directory, 'demo'),
        '--port',
        String(port),
        '--skip-build',
        '--allow-tampering',
      ],
      ...(database ? ['--database', database] : []),
      ...demoArgs,
    ],
    { logFile: path.join(directory, 'demo.log'), cwd: root },
  );
  const stop = untilStopped(() => demo.stop(STOP_DEADLINE_MS));
  try {
    await waitForLine(demo.logFile, /^Virlab runs at /m, {
      deadlineMs: START_DEADLINE_MS,
      givenUp: () => demo.endedHow() && `the demo ended (${demo.endedHow()}):\n${demo.lastLines()}`,
    });
    const results = path.join(directory, 'journeys.json');
    rmSync(results, { force: true });
    const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    const args = [
      'test',
      '--config',
      path.join(root, 'e2e', 'playwright.config.ts'),
      ...(grep ? ['--grep', grep] : []),
      ...(grepInvert ? ['--grep-invert', grepInvert] : []),
    ];
    const status = await runCommand(process.execPath, [playwright, ...args], {
      cwd: path.join(root, 'e2e'),
      label: `${name}:`,
      env: {
        CHROMIUM_PATH: browser,
        VIRLAB_E2E_URL: `http://localhost:${port}`,
        VIRLAB_E2E_DEMO_DIRECTORY: path.join(directory, 'demo'),
        VIRLAB_E2E_DATABASE_URL: database,
        VIRLAB_E2E_OUTPUT: path.join(report, name),
        PLAYWRIGHT_JSON_OUTPUT_NAME: results,
      },
    });
    return count(results, status);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    console.error(message);
    return { passed: 0, failed: 1, failures: [{ file: 'apps/demo', title: 'the demo', error: message }] };
  } finally {
    await stop();
  }
}

/** @param {string} file @param {number} status @returns {import('./tally.mjs').Count} */
function count(file, status) {
  const title = 'Playwright';
  const silent = { file: 'e2e', title, error: `it ended with status ${status}, and no journey failed` };
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: [silent] };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { expected, unexpected, flaky } = report.stats;
  // A journey that passes only at the second try is broken: flaky counts as failed.
  const failed = unexpected + flaky;
  const failures = failedJourneys(report);
  if (failed > 0 || status === 0) return { passed: expected, failed, failures };
  return { passed: expected, failed: 1, failures: failures.length > 0 ? failures : [silent] };
}
