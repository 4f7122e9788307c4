#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startDevIdp } from './src/server.mjs';

const USAGE = `usage: node saml/dev-idp/main.mjs --idp ulagoa|norte --data-dir DIR --sp-metadata FILE|URL...
  [--port N] [--host ADDRESS] [--public-url URL] [--clock-offset-seconds N] [--allow-tampering]
  [--federation] [--federation-member FILE|URL...]`;

const { values } = parseArgs({
  options: {
    idp: { type: 'string', default: 'ulagoa' },
    'data-dir': { type: 'string' },
    'sp-metadata': { type: 'string', multiple: true, default: [] },
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'public-url': { type: 'string' },
    'clock-offset-seconds': { type: 'string', default: '0' },
    'allow-tampering': { type: 'boolean', default: false },
    federation: { type: 'boolean', default: false },
    'federation-member': { type: 'string', multiple: true, default: [] },
  },
});

if (values['data-dir'] === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const devIdp = await startDevIdp({
  idp: values.idp,
  dataDir: values['data-dir'],
  spMetadata: values['sp-metadata'],
  host: values.host,
  port: Number(values.port),
  publicUrl: values['public-url'],
  clockOffsetSeconds: Number(values['clock-offset-seconds']),
  allowTampering: values['allow-tampering'],
  federationMembers: values.federation ? values['federation-member'] : undefined,
});
console.log(`dev-idp ${values.idp} ready: ${devIdp.metadataUrl}`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => void devIdp.close());
}
