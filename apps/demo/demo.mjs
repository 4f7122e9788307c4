import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readOptions, USAGE } from './src/options.mjs';
import { prepare } from './src/prepare.mjs';
import { writeResources } from './src/resources.mjs';
import { sayWho } from './src/say-who.mjs';
import { startLab } from './src/start-lab.mjs';
import { startPracticeIdps } from './src/start-practice-idps.mjs';
import { startServer, waitForUniversities } from './src/start-server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const startedAt = performance.now();
const seconds = () => (performance.now() - startedAt) / 1000;
const log = (/** @type {string} */ line) => console.log(`[${seconds().toFixed(1).padStart(6)} s] ${line}`);

/** What is to be ended, latest first. @type {(() => Promise<unknown>)[]} */
const running = [];

/** Ends everything that was started, whatever fails on the way. */
async function stopAll() {
  for (const stop of running.splice(0).reverse()) {
    await stop().catch((error) => console.error(`could not be ended: ${error.message}`));
  }
}

/** From nothing to a university that one can sign in to; resolves when it is to end. */
async function main() {
  const options = readOptions(process.argv.slice(2), root);
  if (options === 'help') return console.log(USAGE);
  const { directory, port } = options;
  if (options.reset) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });

  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Heard to the end: Ctrl-C comes twice, from the terminal and from npm, and the second must not cut the ending short.
    process.on(signal, () => {
      if (!asked.signal.aborted) log(`ending (${signal})`);
      asked.abort();
    });
  }
  const server = await start({ ...options, directory, port }, asked.signal);
  if (!server) return;
  const whenAsked = new Promise((resolve) =>
    asked.signal.addEventListener('abort', () => resolve(undefined)),
  );
  const how = await Promise.race([whenAsked, server.ended]);
  if (how !== undefined) throw new Error(`the server ended (${how}):\n${server.lastLines()}`);
}

/**
 * Starts one part after the other; a request to end is heard between two of them, so that each that was started is
 * known and ended.
 *
 * @param {import('./src/options.mjs').DemoOptions} options
 * @param {AbortSignal} asked
 */
async function start({ simulated, port, directory, database, allowTampering, skipBuild }, asked) {
  const { guestImage } = await prepare({ root, simulated, skipBuild, log });
  if (asked.aborted) return undefined;
  const lab = await startLab({ directory, guestImage, log });
  running.push(lab.stop);
  if (asked.aborted) return undefined;
  const url = `http://localhost:${port}`;
  const spMetadataUrl = `http://127.0.0.1:${port}/saml/metadata`;
  const idps = await startPracticeIdps({
    root,
    directory,
    firstPort: port + 1,
    spMetadataUrl,
    allowTampering,
  });
  running.push(idps.stop);
  if (asked.aborted) return undefined;
  const university = path.join(import.meta.dirname, 'university');
  const resources = writeResources({
    directory,
    university,
    idpMetadata: idps.metadata,
    federation: idps.federation,
    lab: lab.facts,
  });
  const server = await startServer({ root, directory, port, database, resources });
  running.push(() => server.stop());
  if (asked.aborted) return undefined;
  await waitForUniversities({ port, log });
  if (asked.aborted) return undefined;
  console.log(
    sayWho({ url, federationUrl: idps.federation.url, simulated: !guestImage, seconds: seconds() }),
  );
  return server;
}

try {
  await main();
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  await stopAll();
}
