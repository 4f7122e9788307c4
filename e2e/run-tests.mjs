import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  chromiumPath,
  ensureGuestImage,
  ensureNpmPackages,
  ensureSystemPackages,
  startMariadb,
} from '../libs/testbed/src/index.mjs';
import { checkServerStart } from './run/check-server-start.mjs';
import { currentLts } from './run/current-lts.mjs';
import { failedCheck } from './run/failures.mjs';
import { quickDirectory } from './run/quick-directory.mjs';
import { runCommand } from './run/run-command.mjs';
import { runJourneys } from './run/run-journeys.mjs';
import { runSpecs } from './run/run-specs.mjs';
import { stopAllOnSignal, untilStopped } from './run/started.mjs';
import { Tally } from './run/tally.mjs';

const root = path.resolve(import.meta.dirname, '..');
const startedAt = performance.now();
const seconds = () => (performance.now() - startedAt) / 1000;
const log = (/** @type {string} */ line) => console.log(`[${seconds().toFixed(0).padStart(4)} s] ${line}`);
const scratch = mkdtempSync(path.join(tmpdir(), 'virlab-test-'));
const quick = quickDirectory(scratch);
const report = path.join(root, 'test-results');
const tally = new Tally();

/** @param {string} name @param {() => Promise<import('./run/tally.mjs').Count>} work */
async function part(name, work) {
  const from = seconds();
  log(name);
  tally.add(name, await work(), seconds() - from);
}

/** A program that finds something wrong or not. @param {string} name @param {string[]} args */
const check = (name, args) =>
  part(name, async () => {
    let output = '';
    const status = await runCommand(process.execPath, args, {
      cwd: root,
      env: { NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true' },
      onOutput: (text) => (output += text),
    });
    return status === 0
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1, failures: [failedCheck(name, output)] };
  });

/** @param {string} name @param {string[]} args */
const nx = (name, args) => check(name, ['node_modules/.bin/nx', 'run-many', ...args]);

/** Everything that `npm test` needs beyond npm: says what it installs, and stops where it may not. */
async function setUp() {
  await ensureNpmPackages({ root, log });
  const { ok, missing, reason } = await ensureSystemPackages(
    ['hypervisor', 'containers', 'guest', 'database', 'browser', 'witnesses', 'peers'],
    {
      log,
    },
  );
  if (!ok)
    throw new Error(`missing Debian packages: ${missing.join(', ')} (${reason}); install them and try again`);
  const guest = await ensureGuestImage({ directory: path.join(root, '.virlab', 'guest'), log });
  const browser = chromiumPath();
  if (!browser) throw new Error('no Chromium found, although its package is installed');
  return { browser, guestImage: guest.path };
}

async function main() {
  const { browser, guestImage } = await setUp();
  await check('formatting', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']);
  await nx('lint', ['-t', 'lint']);
  await nx('types', ['-t', 'typecheck']);
  await nx('build', ['-t', 'build']);
  const mariadb = await startMariadb({ directory: path.join(quick, 'mariadb'), log });
  const stopMariadb = untilStopped(() => mariadb.stop({ erase: true }));
  try {
    const env = { VIRLAB_TEST_MARIADB_URL: mariadb.url, VIRLAB_TEST_GUEST_IMAGE: guestImage };
    await part('specs, contracts and integration', () =>
      runSpecs({ root, scratch, node: process.execPath, env }),
    );
    await part('unit specs and a start on Node 24', async () => {
      const node = await currentLts(root);
      const specs = await runSpecs({ root, scratch, node, env, daemons: false });
      const start = await checkServerStart({ root, scratch, node });
      return {
        passed: specs.passed + start.passed,
        failed: specs.failed + start.failed,
        failures: [...(specs.failures ?? []), ...(start.failures ?? [])],
      };
    });
    const journeys = { root, scratch, browser, report };
    // What other people's identity providers do depends neither on the database nor on the machines, and how pages look
    // not on the database: once is enough.
    const onLibvirt = { ...journeys, demoArgs: [] };
    const sqlite = () =>
      part('journeys: SQLite, libvirt', () =>
        runJourneys({ ...onLibvirt, name: 'sqlite', grepInvert: '@peers' }),
      );
    const mariadbThenSimulated = async () => {
      const database = await mariadb.createDatabase('virlab_journeys');
      await part('journeys: MariaDB, libvirt', () =>
        runJourneys({ ...onLibvirt, name: 'mariadb', database, grepInvert: '@pages|@peers' }),
      );
      await part('journeys: simulated machines, SimpleSAMLphp', () =>
        runJourneys({ ...journeys, name: 'simulated', demoArgs: ['--simulated'], grep: '@simulated|@peers' }),
      );
    };
    // A journey waits more than it works: two demos side by side take what one of them leaves of two cores.
    for (const ended of await Promise.allSettled([sqlite(), mariadbThenSimulated()]))
      if (ended.status === 'rejected') throw ended.reason;
  } finally {
    await stopMariadb();
  }
}

stopAllOnSignal();
try {
  await main();
} catch (error) {
  const { stack = '', message } = /** @type {Error} */ (error);
  console.error(stack);
  const failures = [{ file: 'e2e/run-tests.mjs', title: message, error: stack }];
  tally.add('the run itself', { passed: 0, failed: 1, failures }, seconds());
} finally {
  rmSync(quick, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
}
tally.close();
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
