import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spawnLogged, waitForHttp } from '../../../libs/testbed/src/index.mjs';

/** The practice identity providers: the university itself, and one that asserts what it does not own. */
const IDPS = ['ulagoa', 'norte'];

/**
 * Starts each practice identity provider in a process of its own.
 *
 * @param {{ root: string, directory: string, firstPort: number, spMetadataUrl: string, allowTampering: boolean }} options
 * @returns {Promise<{ metadata: string[], stop: () => Promise<void> }>} their SAML metadata
 */
export async function startPracticeIdps({ root, directory, firstPort, spMetadataUrl, allowTampering }) {
  /** @type {import('../../../libs/testbed/src/processes.mjs').LoggedProcess[]} */
  const started = [];
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
  };
  try {
    const starting = IDPS.map(async (name, index) => {
      const dataDirectory = path.join(directory, 'idp', name);
      mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
      const port = firstPort + index;
      const publicUrl = `http://localhost:${port}`;
      const args = [
        '--idp',
        name,
        '--port',
        String(port),
        '--public-url',
        publicUrl,
        '--data-dir',
        dataDirectory,
      ];
      const process_ = await spawnLogged(
        process.execPath,
        [
          path.join(root, 'saml', 'dev-idp', 'main.mjs'),
          ...args,
          '--sp-metadata',
          spMetadataUrl,
          ...(allowTampering ? ['--allow-tampering'] : []),
        ],
        { logFile: path.join(directory, `idp-${name}.log`), cwd: root },
      );
      started.push(process_);
      await waitForHttp(`${publicUrl}/metadata`, {
        givenUp: () => process_.endedHow() && `it ended: ${process_.lastLines()}`,
      });
      return (await fetch(`${publicUrl}/metadata`)).text();
    });
    // Whichever failed, all have started or given up before any is ended.
    await Promise.allSettled(starting);
    return { metadata: await Promise.all(starting), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
