import path from 'node:path';
import { untilStopped } from './started.mjs';
import { freePort, spawnLogged, waitForHttp } from '../../libs/testbed/src/index.mjs';

/**
 * Starts the built server with another Node, asks whether it is ready, and ends it.
 *
 * @param {{ root: string, scratch: string, node: string }} options
 * @returns {Promise<import('./tally.mjs').Count>}
 */
export async function checkServerStart({ root, scratch, node }) {
  const port = await freePort();
  const server = await spawnLogged(node, [path.join(root, 'dist', 'apps', 'server', 'main.js')], {
    logFile: path.join(scratch, 'other-node.log'),
    cwd: root,
    env: {
      PATH: process.env.PATH,
      VIRLAB_PUBLIC_URL: `http://localhost:${port}`,
      VIRLAB_LISTEN: `127.0.0.1:${port}`,
      VIRLAB_DATABASE_URL: `sqlite:${path.join(scratch, 'other-node.sqlite')}`,
      VIRLAB_DATA_DIR: path.join(scratch, 'other-node'),
    },
  });
  const stop = untilStopped(() => server.stop());
  try {
    await waitForHttp(`http://127.0.0.1:${port}/readyz`, {
      deadlineMs: 120_000,
      givenUp: () => server.endedHow() && `it ended (${server.endedHow()}):\n${server.lastLines()}`,
    });
    return { passed: 1, failed: 0 };
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    console.error(message);
    return {
      passed: 0,
      failed: 1,
      failures: [{ file: 'dist/apps/server', title: 'starting', error: message }],
    };
  } finally {
    await stop();
  }
}
