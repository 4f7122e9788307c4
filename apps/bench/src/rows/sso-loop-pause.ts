import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import { freePort } from '@virlab/testbed';
import type { Row } from '../row';
import { arrive } from '../sign-ins/arrive';
import { QuickIdp } from '../sign-ins/quick-idp';
import { startWatched, type WatchedServer } from '../sign-ins/watched-server';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const PER_SECOND = 50;
const WARM_UP_SECONDS = 2;
const SECONDS = 4;

const LAB = `kind: IdentityProvider
metadataFile: idp.xml
---
kind: Policy
document:
  version: 1
  id: bench
  defaults: { timezone: Europe/Lisbon, whenNoRule: admit }
  rules:
    - id: students
      name: Students
      when: { attr: eduPersonScopedAffiliation, op: equals, value: student@uni.example }
      effects:
        - { pool: linux, quota: { vms: 1 } }
---
kind: Class
name: cs101
code: CS101
title: Operating systems
---
kind: Template
name: shell
title: Shell
image: /images/shell.qcow2
memoryMiB: 96
vcpus: 1
---
kind: Host
name: lab1
title: Lab 1
uri: 'simulated:'
---
kind: Pool
name: linux
title: Linux shell
template: shell
host: lab1
class: cs101
`;

interface Stage {
  folder: string;
  idpPair: KeyPair;
  ownPair: KeyPair;
}

/** The built server as it is shipped, on SQLite in a file. */
async function startVirlab(stage: Stage, port: number): Promise<WatchedServer> {
  const data = mkdtempSync(path.join(stage.folder, 'data-'));
  return startWatched(
    path.join(ROOT, 'dist/apps/server/main.js'),
    {
      VIRLAB_PUBLIC_URL: `http://127.0.0.1:${port}`,
      VIRLAB_LISTEN: `127.0.0.1:${port}`,
      VIRLAB_DATA_DIR: data,
      VIRLAB_DATABASE_URL: `sqlite:${path.join(data, 'virlab.sqlite')}`,
      VIRLAB_APPLY: path.join(stage.folder, 'lab.yaml'),
      VIRLAB_LOG_LEVEL: 'warn',
      // Each person comes from an address of their own, as through a proxy: nobody asks too often.
      VIRLAB_TRUSTED_PROXIES: '127.0.0.1',
    },
    'virlab ready',
  );
}

function startPlain({ folder }: Stage, port: number): Promise<WatchedServer> {
  return startWatched(
    path.join(import.meta.dirname, '../sign-ins/plain-server.mjs'),
    {
      PORT: String(port),
      IDP_CERTIFICATE: path.join(folder, 'idp.pem'),
      DECRYPTION_KEY: path.join(folder, 'own.pem'),
      SIGNING_KEY: path.join(folder, 'own.pem'),
    },
    'plain ready',
  );
}

async function longestPause(
  idp: (origin: string) => Promise<QuickIdp>,
  start: (port: number) => Promise<WatchedServer>,
): Promise<number> {
  const port = await freePort();
  const server = await start(port);
  try {
    const origin = `http://127.0.0.1:${port}`;
    const load = { origin, idp: await idp(origin), perSecond: PER_SECOND };
    await arrive({ ...load, seconds: WARM_UP_SECONDS, wave: 'warm' });
    await server.begin();
    await arrive({ ...load, seconds: SECONDS, wave: 'p' });
    return (await server.read()).longestMs;
  } finally {
    await server.stop();
  }
}

/** The certificate that our metadata tells identity providers to encrypt by. */
async function encryptionCertificate(origin: string): Promise<string> {
  const xml = await (await fetch(`${origin}/saml/metadata`)).text();
  const [, base64 = ''] = /use="encryption".*?<ds:X509Certificate>([^<]+)</s.exec(xml) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;
}

/** How long a console waits at most while a lecture hall signs in: responses signed, assertions encrypted. */
export const ssoLoopPause: Row = {
  id: 'sso.loop_pause_ms',
  what: `longest pause of the server's event loop while ${PER_SECOND} sign-ins a second arrive`,
  unit: 'ms',
  yardstick: 'plain passport-saml on the thread that serves, under the same load',
  aim: 1,
  most: 20,
  runs: 3,
  async measure() {
    execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
    const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
    try {
      const now = new Date();
      const [idpPair, ownPair] = await Promise.all([
        createKeyPair({ commonName: 'idp.uni.example', now }),
        createKeyPair({ commonName: 'localhost', now }),
      ]);
      const stage: Stage = { folder, idpPair, ownPair };
      writeFileSync(path.join(folder, 'lab.yaml'), LAB);
      writeFileSync(path.join(folder, 'idp.xml'), new QuickIdp(idpPair, ownPair.certificatePem).metadata);
      writeFileSync(path.join(folder, 'idp.pem'), idpPair.certificatePem);
      writeFileSync(path.join(folder, 'own.pem'), ownPair.privateKeyPem, { mode: 0o600 });
      return {
        value: await longestPause(
          async (origin) => new QuickIdp(idpPair, await encryptionCertificate(origin)),
          (port) => startVirlab(stage, port),
        ),
        yardstick: await longestPause(
          () => Promise.resolve(new QuickIdp(idpPair, ownPair.certificatePem)),
          (port) => startPlain(stage, port),
        ),
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
