import { parseArgs } from 'node:util';
import path from 'node:path';

const DEFAULT_PORT = 3000;

export const USAGE = `npm run demo -- [options]

  --simulated         machines that only pretend, also where QEMU and libvirt could run
  --port N            port of Virlab on localhost (${DEFAULT_PORT}); the practice identity providers take the next two
  --reset             forget everything of earlier runs first
  --directory PATH    where the demo keeps its data (.virlab/demo)
  --database URL      a database of yours (sqlite:…, mariadb://…) instead of the demo's own SQLite
  --allow-tampering   the practice identity providers offer forged answers, for tests
  --skip-build        use what was built before`;

/**
 * @typedef {object} DemoOptions
 * @property {boolean} simulated
 * @property {number} port
 * @property {boolean} reset
 * @property {string} directory - absolute
 * @property {string | undefined} database
 * @property {boolean} allowTampering
 * @property {boolean} skipBuild
 */

/**
 * Reads the command line.
 *
 * @param {string[]} args
 * @param {string} root - the repository
 * @returns {DemoOptions | 'help'}
 * @throws {TypeError} for an option that does not exist
 */
export function readOptions(args, root) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      simulated: { type: 'boolean', default: false },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      reset: { type: 'boolean', default: false },
      directory: { type: 'string', default: path.join(root, '.virlab', 'demo') },
      database: { type: 'string' },
      'allow-tampering': { type: 'boolean', default: false },
      'skip-build': { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_533) {
    throw new TypeError(`--port ${values.port} is no port between 1 and 65533`);
  }
  return {
    simulated: values.simulated,
    port,
    reset: values.reset,
    directory: path.resolve(values.directory),
    database: values.database,
    allowTampering: values['allow-tampering'],
    skipBuild: values['skip-build'],
  };
}
