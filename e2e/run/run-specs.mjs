import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failedSpecs } from './failures.mjs';
import { runCommand } from './run-command.mjs';

/** Specs that boot guests or start daemons: what they show does not depend on the version of Node. */
const WITH_DAEMONS = [
  'contract',
  'guest-image',
  'killed-server',
  'libvirt-driver',
  'libvirt-faults',
  'machines-on-libvirt',
  'private-libvirtd',
  'private-mariadb',
  'private-simplesamlphp',
];

/** Projects that run in a browser: no version of Node ever does. */
const IN_BROWSERS = ['apps/web', 'libs/ui'];

/**
 * Runs every project's specs with one Node and counts them.
 *
 * @param {{ root: string, scratch: string, node: string, env: Record<string, string>, daemons?: boolean }} options -
 *   `daemons: false` leaves out what does not depend on the version of Node: specs that boot guests or start daemons,
 *   and those of what runs in a browser
 * @returns {Promise<import('./tally.mjs').Count>} a run that ends without a report counts as one failure
 */
export async function runSpecs({ root, scratch, node, env, daemons = true }) {
  const filter = daemons
    ? []
    : [
        ...WITH_DAEMONS.map((name) => `**/${name}.spec.*`),
        // A relative pattern would be held against each project's own folder.
        ...IN_BROWSERS.map((project) => path.join(root, project, '**')),
      ].flatMap((pattern) => ['--exclude', pattern]);
  const report = path.join(scratch, 'specs.json');
  rmSync(report, { force: true });
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = path.join(root, '.config', 'all.vitest.config.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runCommand(node, [vitest, 'run', '--config', config, ...reporters, ...filter], {
    cwd: root,
    env,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, failures: [outsideAnySpec(status)] };
  const told = JSON.parse(readFileSync(report, 'utf8'));
  const { numPassedTests, numFailedTests, numFailedTestSuites } = told;
  const failures = failedSpecs(told, root);
  const failed = Math.max(numFailedTests, numFailedTests === 0 ? numFailedTestSuites : 0);
  if (failed > 0 || status === 0) return { passed: numPassedTests, failed, failures };
  // A fault outside any test, such as an unhandled rejection, fails the run without failing a test.
  return { passed: numPassedTests, failed: 1, failures: [outsideAnySpec(status)] };
}

/** @param {number} status @returns {import('./failures.mjs').Failure} */
function outsideAnySpec(status) {
  const error = `vitest ended with status ${status}, and no spec failed: look above for "Unhandled" or "Error"`;
  return { file: '(outside any spec)', title: 'vitest', error };
}
