import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { crestOf } from './crest.mjs';
import { inventedProviderXml } from './invented-provider.mjs';
import { signMetadata } from './sign-metadata.mjs';

const UNIVERSITIES = path.resolve(import.meta.dirname, '../../federation/universities.json');
const NAME = 'https://federation.example/practice';
const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const HOUR_MS = 60 * 60 * 1000;
const VALID_MS = 14 * 24 * HOUR_MS;
const FETCH_TIMEOUT_MS = 20_000;

/**
 * @typedef {object} InventedUniversity
 * @property {string} slug - its part of our addresses
 * @property {Record<string, string>} names - by language
 * @property {string} scope
 * @property {string} [keywords] - parted by spaces
 * @property {boolean} [hidden] - asks to be left out of discovery
 */

/**
 * A federation to practise with: real practice providers and universities that are invented, in one document signed with
 * a key of its own. It is the same document for an hour, so that somebody who has it need not read it again.
 */
export class PracticeFederation {
  /** @type {Map<string, InventedUniversity>} */
  #universities;
  #options;

  /**
   * @param {{ base: string, certificate: string, keys: import('../keys.mjs').KeyPair, own: () => string,
   *   members: string[] }} options - `certificate` (PEM) stands in the metadata of the invented ones; `keys` sign the
   *   document; `own` is our metadata, `members` are files or URLs of that of others
   */
  constructor(options) {
    this.#options = options;
    /** @type {InventedUniversity[]} */
    const universities = JSON.parse(readFileSync(UNIVERSITIES, 'utf8'));
    this.#universities = new Map(universities.map((university) => [university.slug, university]));
  }

  /** The certificate (PEM) whose key a reader pins. */
  get certificate() {
    return this.#options.keys.certificate;
  }

  /**
   * @param {Date} now
   * @returns {Promise<{ xml: string, etag: string }>}
   * @throws when a member cannot be read
   */
  async document(now) {
    const { base, certificate, keys, own, members } = this.#options;
    const others = await Promise.all(members.map(readSource));
    const entities = [
      ...[own(), ...others].map(asMember),
      ...[...this.#universities.values()].map((university) =>
        inventedProviderXml(university, { base, certificate }),
      ),
    ];
    const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    const validUntil = new Date(hour + VALID_MS).toISOString();
    const id = `_${createHash('sha256')
      .update(`${validUntil}${entities.join('')}`)
      .digest('hex')}`;
    const xml = signMetadata(
      `<md:EntitiesDescriptor xmlns:md="${METADATA}" ID="${id}" Name="${NAME}" validUntil="${validUntil}"` +
        ` cacheDuration="PT1H">\n${entities.join('\n')}\n</md:EntitiesDescriptor>`,
      { id, ...keys },
    );
    return { xml, etag: `"${createHash('sha256').update(xml).digest('hex')}"` };
  }

  /** @param {string} slug @param {string} language @returns {string | undefined} undefined where there is none */
  nameOf(slug, language) {
    const names = this.#universities.get(slug)?.names;
    return names?.[language] ?? names?.['en'];
  }

  /** @param {string} slug @returns {Buffer | undefined} its PNG; undefined where there is none */
  crestOf(slug) {
    return this.#universities.has(slug) ? crestOf(slug) : undefined;
  }
}

/** A member's own dates give way to the federation's, for they change at each reading. @param {string} xml */
function asMember(xml) {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  for (const name of ['validUntil', 'cacheDuration', 'ID']) root.removeAttribute(name);
  return new XMLSerializer().serializeToString(root);
}

/** @param {string} source @returns {Promise<string>} */
async function readSource(source) {
  if (!/^https?:/.test(source)) return readFile(source, 'utf8');
  // A line kept open may be closed by the other side just as it is used again.
  const headers = { Connection: 'close' };
  const response = await fetch(source, { headers, signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${source} answered ${response.status}, expected 200`);
  return response.text();
}
