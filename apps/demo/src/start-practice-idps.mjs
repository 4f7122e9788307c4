import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spawnLogged, waitForHttp } from '../../../libs/testbed/src/index.mjs';

/** The practice identity providers: the university itself, and one that asserts what it does not own. */
const IDPS = ['ulagoa', 'norte'];
/** The one that also serves the practice federation. */
const [FEDERATION_HOST = ''] = IDPS;
/** Each makes its keys first, and the other does so at the same time. */
const START_DEADLINE_MS = 120_000;

/** @typedef {{ url: string, certificate: string }} DemoFederation - where its document is; the PEM of its key */

/**
 * Starts each practice identity provider in a process of its own.
 *
 * @param {{ root: string, directory: string, firstPort: number, spMetadataUrl: string, allowTampering: boolean }} options
 * @returns {Promise<{ metadata: string[], federation: DemoFederation, stop: () => Promise<void> }>} their SAML metadata,
 *   and the federation of them and of invented universities
 */
export async function startPracticeIdps({ root, directory, firstPort, spMetadataUrl, allowTampering }) {
  /** @type {import('../../../libs/testbed/src/processes.mjs').LoggedProcess[]} */
  const started = [];
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
  };
  const publicUrlOf = (/** @type {string} */ name) => `http://localhost:${firstPort + IDPS.indexOf(name)}`;
  const members = IDPS.filter((name) => name !== FEDERATION_HOST);
  const federationArgs = [
    '--federation',
    ...members.flatMap((name) => ['--federation-member', `${publicUrlOf(name)}/metadata`]),
  ];
  try {
    const starting = IDPS.map(async (name) => {
      const dataDirectory = path.join(directory, 'idp', name);
      mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
      const publicUrl = publicUrlOf(name);
      const args = [
        '--idp',
        name,
        '--port',
        new URL(publicUrl).port,
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
          ...(name === FEDERATION_HOST ? federationArgs : []),
        ],
        { logFile: path.join(directory, `idp-${name}.log`), cwd: root },
      );
      started.push(process_);
      await waitForHttp(`${publicUrl}/metadata`, {
        deadlineMs: START_DEADLINE_MS,
        givenUp: () => process_.endedHow() && `it ended: ${process_.lastLines()}`,
      });
      return (await fetch(`${publicUrl}/metadata`)).text();
    });
    // Whichever failed, all have started or given up before any is ended.
    await Promise.allSettled(starting);
    const metadata = await Promise.all(starting);
    const host = publicUrlOf(FEDERATION_HOST);
    const certificate = await (await fetch(`${host}/federation.pem`)).text();
    return { metadata, federation: { url: `${host}/federation.xml`, certificate }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
