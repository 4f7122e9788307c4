import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { readAuthnRequest, RefusedRequestError } from './authn-request.mjs';
import { PracticeFederation } from './federation/practice-federation.mjs';
import { issueResponse, makeIdp } from './issue-response.mjs';
import { loadKeys } from './keys.mjs';
import { idpMetadata } from './metadata.mjs';
import {
  helpPage,
  inventedPage,
  ownSignInPage,
  pageLanguage,
  pickPersonPage,
  postResponsePage,
  refusedPage,
  signedOutPage,
} from './pages.mjs';
import { loadOrganisation } from './people.mjs';
import { PracticeSessions } from './practice-sessions.mjs';
import { loadServiceProviders } from './service-providers.mjs';
import { SingleLogout } from './single-logout.mjs';
import { TAMPERINGS } from './tampering.mjs';

/** The form of the page: a person, a tampering. */
const MAX_BODY_BYTES = 10_000;
const METADATA_TYPE = 'application/samlmetadata+xml; charset=utf-8';

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
 * @property {string[]} [federationMembers] - files or URLs of providers' metadata; with any, even none, it serves the
 *   signed document of a federation of them, itself and invented universities
 *
 * @typedef {object} DevIdp
 * @property {string} publicUrl
 * @property {string} entityId
 * @property {string} metadataUrl
 * @property {() => Promise<void>} close
 *
 * @typedef {{ status?: number, headers?: http.OutgoingHttpHeaders, body?: string | Buffer }} Answer
 * @typedef {{ language: import('./pages.mjs').Language, query: string, incoming: http.IncomingMessage,
 *   rest: string }} Asked - `rest` is what follows the route in the path
 */

/**
 * Starts the practice identity provider. `GET /` is one's own sign-in here, `GET /metadata` its document, `GET /sso` (the
 * request by HTTP-Redirect) answers with the page of people, `POST /sso` (the choice) with a form to the service,
 * `GET /slo` takes logout messages, `POST /logout` ends one's sign-in everywhere; `GET /federation.xml` and
 * `/federation.pem` are the federation and its key, `GET /invented/…` where its invented universities end.
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
  federationMembers,
}) {
  const organisation = loadOrganisation(idp);
  const { privateKey, certificate } = await loadKeys(dataDir, idp);
  const federationKeys = federationMembers && (await loadKeys(dataDir, 'federation'));
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
  const sessions = new PracticeSessions(idp);
  const singleLogout = new SingleLogout({
    entityId: organisation.entityId,
    sloUrl: `${base}/slo`,
    privateKey,
    now,
    sessions,
    services: async () => (await loadServiceProviders(spMetadata)).sps,
  });
  const federation =
    federationMembers && federationKeys
      ? new PracticeFederation({
          base,
          certificate,
          keys: federationKeys,
          own: metadata,
          members: federationMembers,
        })
      : undefined;
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

  /** @param {string} query @param {URLSearchParams} choice @param {string | undefined} cookies */
  const answer = async (query, choice, cookies) => {
    // The page keeps nothing: the request is read and verified once more, as it came.
    const request = await readRequest(query);
    const person = organisation.people.find(({ id }) => id === choice.get('person'));
    if (person === undefined) throw new RefusedRequestError('no-person', 'nobody was picked');
    const name = choice.get('tamper') || undefined;
    const tampering = name === undefined ? undefined : tamperings[name];
    if (name !== undefined && tampering === undefined) {
      throw new RefusedRequestError('no-tampering', `tampering "${name}" is not known or not allowed here`);
    }
    const { acsUrl, relayState } = request;
    if (tampering?.replay) {
      if (last === undefined)
        throw new RefusedRequestError('no-replay', 'there is no earlier response to send again');
      return { ...last, relayState, cookie: undefined };
    }
    const { response, participant } = await issueResponse(request, {
      organisation,
      person,
      metadata: metadata(),
      privateKey,
      now: now(),
      tampering,
    });
    last = { response, acsUrl };
    return { ...last, relayState, cookie: sessions.join(cookies, person, participant) };
  };

  /** @type {Record<string, (asked: Asked) => Promise<Answer> | Answer>} */
  const routes = {
    'GET /': ({ language, incoming }) => {
      const session = sessions.find(incoming.headers.cookie)?.session;
      return page(ownSignInPage({ organisation, language, session }));
    },
    'GET /sso': async ({ language, query }) => {
      await readRequest(query);
      return page(pickPersonPage({ organisation, language, query, tamperings }));
    },
    'POST /sso': async ({ language, query, incoming }) => {
      const choice = new URLSearchParams(await readBody(incoming));
      const { cookie, ...sent } = await answer(query, choice, incoming.headers.cookie);
      const nonce = randomBytes(16).toString('base64url');
      const html = postResponsePage({ language, nonce, ...sent });
      return page(html, { policy: `script-src 'nonce-${nonce}'`, cookie });
    },
    'GET /slo': async ({ language, query }) => nextOf(await singleLogout.take(query), language),
    'POST /logout': async ({ language, incoming }) => {
      const found = sessions.find(incoming.headers.cookie);
      if (found) sessions.end(found.id);
      return nextOf(await singleLogout.begin(found?.session.participants ?? []), language);
    },
    'GET /metadata': () => ({ headers: { 'content-type': METADATA_TYPE }, body: metadata() }),
    'GET /error': ({ language }) => page(helpPage(language)),
    'GET /healthz': () => ({ headers: { 'content-type': 'text/plain' }, body: 'ok\n' }),
    ...(federation && {
      'GET /federation.xml': async ({ incoming }) => {
        const { xml, etag } = await federation.document(now());
        const headers = { 'content-type': METADATA_TYPE, etag };
        return incoming.headers['if-none-match'] === etag ? { status: 304, headers } : { headers, body: xml };
      },
      'GET /federation.pem': () => ({
        headers: { 'content-type': 'application/x-pem-file' },
        body: federation.certificate,
      }),
      'GET /invented/': ({ language, rest }) => {
        const name = federation.nameOf(rest, language);
        return name === undefined
          ? page(refusedPage({ language, reason: `${rest} is not here` }), { status: 404 })
          : page(inventedPage({ language, name }));
      },
      'GET /crests/': ({ rest }) => {
        const body = federation.crestOf(rest.replace(/\.png$/, ''));
        return body ? { headers: { 'content-type': 'image/png' }, body } : { status: 404 };
      },
    }),
  };

  const prefix = new URL(base).pathname.replace(/\/$/, '');
  server.on('request', (incoming, response) => {
    const language = pageLanguage(incoming.headers['accept-language']);
    const [path = '', query = ''] = splitOnce(incoming.url ?? '', '?');
    const route = `${incoming.method} ${path.slice(prefix.length)}`;
    const folder = Object.keys(routes).find((name) => /\w\/$/.test(name) && route.startsWith(name));
    const handle = routes[route] ?? (folder === undefined ? undefined : routes[folder]);
    const rest = folder === undefined ? '' : route.slice(folder.length);
    Promise.resolve()
      .then(() =>
        handle
          ? handle({ language, query, incoming, rest })
          : page(refusedPage({ language, reason: `${route} is not here` }), { status: 404 }),
      )
      .catch((/** @type {unknown} */ error) => refusal(error, language))
      .then(({ status = 200, headers = {}, body }) => response.writeHead(status, headers).end(body));
  });
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

/** @param {import('./single-logout.mjs').LogoutStep} step @param {import('./pages.mjs').Language} language @returns {Answer} */
function nextOf(step, language) {
  if ('outcomes' in step) return page(signedOutPage({ language, outcomes: step.outcomes }));
  return { status: 303, headers: { location: step.redirect, 'cache-control': 'no-store' } };
}

/** @param {string} html @param {{ status?: number, policy?: string, cookie?: string | undefined }} [more] @returns {Answer} */
function page(html, { status = 200, policy = '', cookie } = {}) {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; ${policy}`,
      ...(cookie && { 'set-cookie': cookie }),
    },
    body: html,
  };
}

/** @param {unknown} error @param {import('./pages.mjs').Language} language @returns {Answer} */
function refusal(error, language) {
  const refused = error instanceof RefusedRequestError;
  if (!refused) console.error(error);
  const reason = error instanceof Error ? error.message : String(error);
  return page(refusedPage({ language, reason: refused ? `${error.code}: ${reason}` : reason }), {
    status: refused ? 400 : 502,
  });
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
