import { readFile } from 'node:fs/promises';
import { DOMParser } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';
import { ServiceProvider, setSchemaValidator } from 'samlify';

/** Only ends what hangs: a service on the same busy machine may take seconds, and whoever signs in can wait. */
const FETCH_TIMEOUT_MS = 60_000;
const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const REDIRECT_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/**
 * samlify asks for a schema validator before it reads anything. Here only well-formedness and the absence of a DTD are
 * checked: a practice provider that only talks to services it was started with can do without the schemas, a real one
 * could not.
 */
setSchemaValidator({
  validate(xml) {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('doctype', () => {
      throw new Error('the message has a DTD, expected none');
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(xml).close();
    return Promise.resolve(true);
  },
});

/**
 * @typedef {object} RegisteredSp
 * @property {string} entityId
 * @property {string[]} acsUrls - where it takes responses by POST
 * @property {ReturnType<typeof ServiceProvider>[]} entities - one for each of its signing certificates, alike otherwise
 * @property {boolean} mayEncrypt - whether it published a certificate to encrypt for
 * @property {string[]} signingCertificates - base64
 * @property {{ request: string, response: string } | undefined} logout - where it takes logout messages by HTTP-Redirect
 */

/**
 * Reads the metadata of the service providers. It is read at every sign-in, so a service may start after us and change
 * its keys at will; one that cannot be read now is no obstacle to the others.
 *
 * @param {string[]} sources - files and URLs
 * @returns {Promise<{ sps: RegisteredSp[], faults: string[] }>} faults name the source that could not be read
 */
export async function loadServiceProviders(sources) {
  const results = await Promise.allSettled(
    sources.map(async (source) => registerSp(await readSource(source))),
  );
  const sps = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const faults = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`metadata at ${sources[index]} could not be read: ${result.reason}`] : [],
  );
  return { sps, faults };
}

/** @param {string} source @returns {Promise<string>} */
async function readSource(source) {
  if (!/^https?:/.test(source)) return readFile(source, 'utf8');
  // A line kept open may be closed by the other side just as it is used again.
  const headers = { Connection: 'close' };
  const response = await fetch(source, { headers, signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`HTTP status ${response.status}, expected 200`);
  return response.text();
}

/** @param {string} metadata @returns {RegisteredSp} */
export function registerSp(metadata) {
  const make = () => ServiceProvider({ metadata, wantMessageSigned: true });
  const first = make();
  const signing = certificates(first, 'signing');
  const [encryption] = certificates(first, 'encryption');
  const entities = signing.map((certificate) => {
    const entity = make();
    // During a change of keys there are several; samlify knows one at a time.
    entity.entityMeta.meta.certificate = {
      signing: certificate,
      ...(encryption !== undefined && { encryption }),
    };
    return entity;
  });
  const endpoints = /** @type {{ binding: string, location: string }[]} */ (
    [first.entityMeta.meta.assertionConsumerService].flat()
  );
  return {
    entityId: first.entityMeta.getEntityID(),
    acsUrls: endpoints.filter(({ binding }) => binding === POST_BINDING).map(({ location }) => location),
    entities,
    mayEncrypt: encryption !== undefined,
    signingCertificates: signing,
    logout: logoutAddresses(metadata),
  };
}

/** @param {string} metadata @returns {RegisteredSp['logout']} */
function logoutAddresses(metadata) {
  const root = new DOMParser().parseFromString(metadata, 'text/xml').documentElement;
  const service = Array.from(root.getElementsByTagNameNS(METADATA, 'SingleLogoutService')).find(
    (element) => element.getAttribute('Binding') === REDIRECT_BINDING,
  );
  const request = service?.getAttribute('Location');
  if (!request) return undefined;
  return { request, response: service?.getAttribute('ResponseLocation') || request };
}

/**
 * @param {ReturnType<typeof ServiceProvider>} entity
 * @param {'signing' | 'encryption'} use
 * @returns {string[]}
 */
function certificates(entity, use) {
  const found = entity.entityMeta.getX509Certificate(use);
  return found === null ? [] : [found].flat();
}
