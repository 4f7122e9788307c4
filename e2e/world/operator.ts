import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Where the demo of this run keeps its data. */
export const DEMO_DIRECTORY = process.env['VIRLAB_E2E_DEMO_DIRECTORY'] ?? path.join(ROOT, '.virlab', 'demo');

/** The address of the Virlab of this run. */
export const VIRLAB_URL = process.env['VIRLAB_E2E_URL'] ?? 'http://localhost:3000';

/** Runs a command of the operator's tool beside the running server, as `npm run virlab -- …` does; answers its words. */
export async function virlab(...args: string[]): Promise<string> {
  const cli = path.join(ROOT, 'dist', 'apps', 'server', 'cli.js');
  const { stdout } = await run(process.execPath, [cli, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      VIRLAB_PUBLIC_URL: VIRLAB_URL,
      VIRLAB_DATABASE_URL:
        process.env['VIRLAB_E2E_DATABASE_URL'] ?? `sqlite:${path.join(DEMO_DIRECTORY, 'virlab.sqlite')}`,
      VIRLAB_DATA_DIR: path.join(DEMO_DIRECTORY, 'data'),
    },
  });
  return stdout;
}

/** Registers an identity provider by its metadata file, as an admin would who was sent one. */
export async function registerProvider(
  metadataXml: string,
  settings: { title: string; allowsCbc?: boolean; enabled?: boolean },
): Promise<void> {
  const metadataFile = path.join(DEMO_DIRECTORY, 'peer-metadata.xml');
  writeFileSync(metadataFile, metadataXml);
  const file = path.join(DEMO_DIRECTORY, 'peer.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ kind: 'IdentityProvider', metadataFile, ...settings }));
  await virlab('apply', '-f', file);
}
