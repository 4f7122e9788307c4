import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { SAML } from '@node-saml/node-saml';

// The yardstick: what passport-saml does on the thread that serves everything else, and nothing besides.
const { PORT = '0', IDP_CERTIFICATE = '', DECRYPTION_KEY = '', SIGNING_KEY = '' } = process.env;
const origin = `http://127.0.0.1:${PORT}`;
const saml = new SAML({
  issuer: `${origin}/saml/metadata`,
  audience: `${origin}/saml/metadata`,
  callbackUrl: `${origin}/saml/acs`,
  entryPoint: 'https://idp.uni.example/sso',
  idpCert: readFileSync(IDP_CERTIFICATE, 'utf8'),
  decryptionPvk: readFileSync(DECRYPTION_KEY, 'utf8'),
  privateKey: readFileSync(SIGNING_KEY, 'utf8'),
  signatureAlgorithm: 'sha256',
  wantAuthnResponseSigned: true,
  wantAssertionsSigned: false,
  identifierFormat: null,
  disableRequestedAuthnContext: true,
});

createServer((request, response) => {
  const redirect = (/** @type {string} */ location) => response.writeHead(303, { location }).end();
  const refuse = (/** @type {Error} */ error) => response.writeHead(403).end(error.message);
  if (request.method === 'GET') {
    saml.getAuthorizeUrlAsync('', undefined, {}).then(redirect, refuse);
    return;
  }
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    saml
      .validatePostResponseAsync({ SAMLResponse: form.get('SAMLResponse') ?? '' })
      .then(({ profile }) => (profile ? redirect('/machines') : refuse(new Error('nobody'))), refuse);
  });
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write('plain ready\n'));
