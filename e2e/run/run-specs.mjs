import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.mjs';

/**
 * Specs of what other programs do with us: they boot guests, start daemons, fill disks, or ask xmlsec1 of ten thousand
 * documents. What they show does not depend on the version of Node; the parts that they put together have specs of their
 * own, which every version runs.
 */
const WITH_OTHER_PROGRAMS = [
  'behind-our-back',
  'contract',
  'daemon-faults',
  'full-disk',
  'guest-image',
  'killed-server',
  'libvirt-driver',
  'libvirt-faults',
  'lxc-driver',
  'machines-on-libvirt',
  'private-libvirtd',
  'private-lxcd',
  'private-mariadb',
  'private-networks',
  'private-simplesamlphp',
  'xmlsec-agreement',
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
        ...WITH_OTHER_PROGRAMS.map((name) => `**/${name}.spec.*`),
        // A relative pattern would be held against each project's own folder.
        ...IN_BROWSERS.map((project) => path.join(root, project, '**')),
      ].flatMap((pattern) => ['--exclude', pattern]);
  const file = path.join(scratch, 'specs.json');
  rmSync(file, { force: true });
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = path.join(root, '.config', 'all.vitest.config.mjs');
  const reporters = ['default', path.join(import.meta.dirname, 'spec-report.mjs')];
  const args = ['run', '--config', config, ...reporters.map((name) => `--reporter=${name}`), ...filter];
  const status = await runCommand(node, [vitest, ...args], {
    cwd: root,
    env: { ...env, VIRLAB_SPEC_REPORT: file },
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: [outsideAnySpec(status)] };
  /** @type {import('./spec-report.mjs').SpecReport} */
  const { passed, failures } = JSON.parse(readFileSync(file, 'utf8'));
  if (failures.length > 0 || status === 0) return { passed, failed: failures.length, failures };
  return { passed, failed: 1, failures: [outsideAnySpec(status)] };
}

/** @param {number} status @returns {import('./failures.mjs').Failure} */
function outsideAnySpec(status) {
  const error = `vitest ended with status ${status}, and no spec failed: look above for "Unhandled" or "Error"`;
  return { file: '(outside any spec)', title: 'vitest', error };
}
