import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { readAuthnRequest, RefusedRequestError } from './authn-request.mjs';
import { issueResponse, makeIdp } from './issue-response.mjs';
import { loadKeys } from './keys.mjs';
import { idpMetadata } from './metadata.mjs';
import { helpPage, pageLanguage, pickPersonPage, postResponsePage, refusedPage } from './pages.mjs';
import { loadOrganisation } from './people.mjs';
import { loadServiceProviders } from './service-providers.mjs';
import { TAMPERINGS } from './tampering.mjs';

/** The form of the page: a person, a tampering. */
const MAX_BODY_BYTES = 10_000;

/**
 * @typedef {object} DevIdpOptions
 * @property {string} idp - the file in `people/`, without its end
 * @property {string} dataDir - keeps the signing key
 * @property {string[]} spMetadata - files or URLs of service providers' metadata
 * @property {string} [host] - 127.0.0.1 unless given
 * @property {number} [port] - any free one unless given
 * @property {string} [publicUrl] - how browsers reach it, `http://host:port` unless given
 * @property {boolean} [allowTampering] - offers responses that are wrong
 * @property {number} [clockOffsetSeconds] - how far its clock is ahead
 *
 * @typedef {object} DevIdp
 * @property {string} publicUrl
 * @property {string} entityId
 * @property {string} metadataUrl
 * @property {() => Promise<void>} close
 */

/**
 * Starts the practice identity provider: `GET /metadata`, `GET /sso` (the request by HTTP-Redirect, answered with the
 * page of people), `POST /sso` (the choice, answered with a form to the service), `GET /error`, `GET /healthz`.
 *
 * @param {DevIdpOptions} options
 * @returns {Promise<DevIdp>} once it listens
 * @throws when the port is taken or the people cannot be read
 */
export async function startDevIdp({
  idp,
  dataDir,
  spMetadata,
  host = '127.0.0.1',
  port = 0,
  publicUrl,
  allowTampering = false,
  clockOffsetSeconds = 0,
}) {
  const organisation = loadOrganisation(idp);
  const { privateKey, certificate } = await loadKeys(dataDir, idp);
  const server = http.createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const base = (publicUrl ?? `http://${host}:${address.port}`).replace(/\/$/, '');
  const now = () => new Date(Date.now() + clockOffsetSeconds * 1000);
  const metadata = () => idpMetadata(organisation, { publicUrl: base, certificate, now: now() });
  const tamperings = allowTampering ? TAMPERINGS : {};
  /** @type {{ response: string, acsUrl: string } | undefined} */
  let last;

  /** @param {string} query @returns {Promise<import('./authn-request.mjs').AuthnRequest>} */
  const readRequest = async (query) => {
    const registered = await loadServiceProviders(spMetadata);
    return readAuthnRequest(query, {
      ...registered,
      idp: makeIdp(metadata(), privateKey),
      ssoUrl: `${base}/sso`,
    });
  };

  /** @param {string} query @param {URLSearchParams} choice */
  const answer = async (query, choice) => {
    // The page keeps nothing: the request is read and verified once more, as it came.
    const request = await readRequest(query);
    const person = organisation.people.find(({ id }) => id === choice.get('person'));
    if (person === undefined) throw new RefusedRequestError('no-person', 'nobody was picked');
    const name = choice.get('tamper') || undefined;
    const tampering = name === undefined ? undefined : tamperings[name];
    if (name !== undefined && tampering === undefined) {
      throw new RefusedRequestError('no-tampering', `tampering "${name}" is not known or not allowed here`);
    }
    if (tampering?.replay) {
      if (last === undefined)
        throw new RefusedRequestError('no-replay', 'there is no earlier response to send again');
      return { ...last, relayState: request.relayState };
    }
    const response = await issueResponse(request, {
      organisation,
      person,
      metadata: metadata(),
      privateKey,
      now: now(),
      tampering,
    });
    last = { response, acsUrl: request.acsUrl };
    return { ...last, relayState: request.relayState };
  };

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  const serve = async (request, response) => {
    const language = pageLanguage(request.headers['accept-language']);
    const [path = '', query = ''] = splitOnce(request.url ?? '', '?');
    /** @param {number} status @param {string} html @param {string} [policy] */
    const sendPage = (status, html, policy = '') => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; ${policy}`,
      });
      response.end(html);
    };
    try {
      const route = `${request.method} ${path.slice(new URL(base).pathname.replace(/\/$/, '').length)}`;
      if (route === 'GET /sso') {
        await readRequest(query);
        sendPage(200, pickPersonPage({ organisation, language, query, tamperings }));
      } else if (route === 'POST /sso') {
        const { acsUrl, ...sent } = await answer(query, new URLSearchParams(await readBody(request)));
        const nonce = randomBytes(16).toString('base64url');
        sendPage(200, postResponsePage({ language, acsUrl, nonce, ...sent }), `script-src 'nonce-${nonce}'`);
      } else if (route === 'GET /metadata') {
        response
          .writeHead(200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' })
          .end(metadata());
      } else if (route === 'GET /error') sendPage(200, helpPage(language));
      else if (route === 'GET /healthz')
        response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
      else sendPage(404, refusedPage({ language, reason: `${route} is not here` }));
    } catch (error) {
      const refused = error instanceof RefusedRequestError;
      if (!refused) console.error(error);
      const reason = error instanceof Error ? error.message : String(error);
      sendPage(
        refused ? 400 : 502,
        refusedPage({ language, reason: refused ? `${error.code}: ${reason}` : reason }),
      );
    }
  };
  server.on('request', (request, response) => void serve(request, response));
  return {
    publicUrl: base,
    entityId: organisation.entityId,
    metadataUrl: `${base}/metadata`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} text @param {string} mark @returns {string[]} */
function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** @param {http.IncomingMessage} request @returns {Promise<string>} */
async function readBody(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_BODY_BYTES) throw new RefusedRequestError('too-large', 'the form is too large');
  }
  return body;
}
