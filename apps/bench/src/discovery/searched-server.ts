import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SearchableProvider } from '@virlab/discovery';
import { createKeyPair } from '@virlab/saml';
import { writeMadeUpAggregate } from '@virlab/saml/testing';
import { freePort } from '@virlab/testbed';
import { startWatched, type WatchedServer } from '../sign-ins/watched-server';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const MINUTES_VALID = 14 * 24 * 60;
/** For the server to verify the aggregate after its start. */
const READ_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 250;

/** A server that is asked for universities. */
export interface SearchedServer {
  server: WatchedServer;
  /** Address of the search; the letters follow. */
  search: string;
}

/** The built server with a federation of so many identity providers, once it finds them; and what it lists. */
export async function startWithFederation(
  folder: string,
  providers: number,
): Promise<SearchedServer & { listed: SearchableProvider[] }> {
  const data = mkdtempSync(path.join(folder, 'data-'));
  const now = new Date();
  const key = await createKeyPair({ commonName: 'federation.example', now });
  const validUntil = new Date(now.getTime() + MINUTES_VALID * 60_000);
  writeFileSync(path.join(data, 'signer.pem'), key.certificatePem);
  await writeMadeUpAggregate(path.join(data, 'aggregate.xml'), key, {
    providers,
    createdAt: now,
    validUntil,
  });
  const lab = `kind: Federation\nname: edu\ntitle: Edu\nfile: aggregate.xml\nsigningCertificateFile: signer.pem\n`;
  writeFileSync(path.join(data, 'lab.yaml'), lab);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = await startWatched(
    path.join(ROOT, 'dist/apps/server/main.js'),
    {
      VIRLAB_PUBLIC_URL: origin,
      VIRLAB_LISTEN: `127.0.0.1:${port}`,
      VIRLAB_DATA_DIR: data,
      VIRLAB_DATABASE_URL: `sqlite:${path.join(data, 'virlab.sqlite')}`,
      VIRLAB_APPLY: path.join(data, 'lab.yaml'),
      VIRLAB_LOG_LEVEL: 'warn',
    },
    'virlab ready',
  );
  // One in forty asks to be left out of discovery.
  await isSearchable(origin, Math.floor(providers * 0.95));
  return { server, search: `${origin}/api/sign-in/providers?q=`, listed: await listed(origin) };
}

/** The yardstick over the same universities. */
export async function startPlain(folder: string, providers: SearchableProvider[]): Promise<SearchedServer> {
  const file = path.join(folder, 'providers.json');
  writeFileSync(file, JSON.stringify(providers));
  const port = await freePort();
  const script = path.join(import.meta.dirname, 'plain-search.mjs');
  const server = await startWatched(script, { PORT: String(port), PROVIDERS: file }, 'plain ready');
  return { server, search: `http://127.0.0.1:${port}/?q=` };
}

async function isSearchable(origin: string, expected: number): Promise<void> {
  const until = performance.now() + READ_WITHIN_MS;
  for (let found = 0; found < expected;) {
    if (performance.now() > until)
      throw new Error(`${found} providers can be searched, expected ${expected} at least`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const answer = (await (await fetch(`${origin}/api/sign-in/providers?q=`)).json()) as { total: number };
    found = answer.total;
  }
}

async function listed(origin: string): Promise<SearchableProvider[]> {
  const feed = (await (await fetch(`${origin}/saml/disco-feed`)).json()) as {
    entityID: string;
    DisplayNames: { value: string; lang: string }[];
  }[];
  return feed.map(({ entityID, DisplayNames }) => ({
    entityId: entityID,
    names: DisplayNames.map(({ value, lang }) => ({ text: value, language: lang })),
    keywords: [],
    scopes: [new URL(entityID).hostname.replace(/^(idp|login|sso)\d*\./, '')],
    domains: [],
  }));
}
