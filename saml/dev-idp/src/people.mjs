import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ATTRIBUTE_NAMES } from './attribute-names.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../people');

/**
 * @typedef {{ en: string, pt: string }} Words - the same in both languages
 * @typedef {Partial<Record<import('./attribute-names.mjs').AttributeName, string[]>>} Attributes
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {Words} about
 * @property {Attributes} attributes - what is released, and nothing else
 *
 * @typedef {object} Organisation
 * @property {string} entityId
 * @property {string} scope - the domain it may assert
 * @property {Words} displayName
 * @property {string} contact - a mail address
 * @property {Person[]} people
 */

/**
 * Reads an organisation with its people from `people/<name>.json`.
 *
 * @param {string} name
 * @returns {Organisation}
 * @throws when there is no such file, or it names an attribute that has no SAML name
 */
export function loadOrganisation(name) {
  if (!/^[a-z]+$/.test(name))
    throw new Error(`identity provider "${name}" is not a plain word, expected e.g. "ulagoa"`);
  /** @type {Organisation} */
  const organisation = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
  for (const person of organisation.people) {
    for (const attribute of Object.keys(person.attributes)) {
      if (!(attribute in ATTRIBUTE_NAMES))
        throw new Error(`attribute "${attribute}" of ${person.id} has no SAML name`);
    }
  }
  return organisation;
}

/**
 * Answers what is released about a person to one service provider: the person's attributes, and a pairwise-id where
 * there is a subject-id (the same person at another service has another one).
 *
 * @param {Organisation} organisation
 * @param {Person} person
 * @param {string} spEntityId
 * @returns {[name: string, friendlyName: string, values: string[]][]}
 */
export function releasedAttributes(organisation, person, spEntityId) {
  const all = { ...person.attributes };
  if (all['subject-id'] !== undefined) {
    const unique = createHmac('sha256', `${organisation.entityId} ${person.id}`)
      .update(spEntityId)
      .digest('hex');
    all['pairwise-id'] = [`${unique.slice(0, 32)}@${organisation.scope}`];
  }
  return /** @type {[import('./attribute-names.mjs').AttributeName, string[]][]} */ (Object.entries(all)).map(
    ([friendlyName, values]) => [ATTRIBUTE_NAMES[friendlyName], friendlyName, values],
  );
}
