import path from 'node:path';
import { spawnLogged, waitFor, waitForHttp } from '../../../libs/testbed/src/index.mjs';

/**
 * Starts the built server and waits until it can do its work.
 *
 * @param {{ root: string, directory: string, port: number, database: string | undefined, resources: string }} options
 * @returns {Promise<import('../../../libs/testbed/src/processes.mjs').LoggedProcess>}
 */
export async function startServer({ root, directory, port, database, resources }) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('VIRLAB_')),
  );
  const server = await spawnLogged(process.execPath, [path.join(root, 'dist', 'apps', 'server', 'main.js')], {
    logFile: path.join(directory, 'server.log'),
    appendLog: true,
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      VIRLAB_PUBLIC_URL: `http://localhost:${port}`,
      VIRLAB_LISTEN: `127.0.0.1:${port}`,
      VIRLAB_DATABASE_URL: database ?? `sqlite:${path.join(directory, 'virlab.sqlite')}`,
      VIRLAB_DATA_DIR: path.join(directory, 'data'),
      VIRLAB_APPLY: resources,
      VIRLAB_POLICY_APPROVAL: 'two-persons',
    },
  });
  try {
    await waitForHttp(`http://127.0.0.1:${port}/readyz`, {
      deadlineMs: 120_000,
      givenUp: () => server.endedHow() && `the server ended (${server.endedHow()}):\n${server.lastLines()}`,
    });
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Waits until the universities of the federation can be searched: the server fetches them by itself after its start. A
 * demo without them is still one, so it is said and not thrown.
 *
 * @param {{ port: number, log: (line: string) => void }} options
 */
export async function waitForUniversities({ port, log }) {
  const options = `http://127.0.0.1:${port}/api/sign-in/options`;
  try {
    await waitFor(
      'the universities of the federation',
      async () => {
        const { searchable } = /** @type {{ searchable: number }} */ (await (await fetch(options)).json());
        return searchable > 0;
      },
      { deadlineMs: 60_000 },
    );
  } catch (error) {
    log(`${/** @type {Error} */ (error).message}; see server.log`);
  }
}
