import type { ServiceProviderFinding } from '@virlab/contracts';
import { describeCertificate, isPublished, type OwnKey } from '@virlab/saml';
import type { Settings } from '../../../config/index';

/** SAML2Int SDP-MD06: 2048 bits at least, 3072 recommended. */
const FEWEST_BITS = 2048;
const GOOD_BITS = 3072;
const SIRTFI = /^https:\/\/refeds\.org\/sirtfi/;
const WEIGHTS = ['blocks', 'advised', 'note'] as const;

/** Says what a federation would turn us away for, or ask for; weightiest first. */
export function federationFindings(settings: Settings, keys: readonly OwnKey[]): ServiceProviderFinding[] {
  return [
    ...fromAddresses(settings),
    ...fromPeople(settings),
    ...fromCategories(settings),
    ...fromKeys(keys),
  ].sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

function fromAddresses({ publicUrl, origin, samlEntityId, federation }: Settings): ServiceProviderFinding[] {
  const found: ServiceProviderFinding[] = [];
  if (publicUrl.protocol !== 'https:') {
    found.push({
      code: 'public-url-not-https',
      weight: 'blocks',
      setting: 'VIRLAB_PUBLIC_URL',
      detail: origin,
    });
  }
  if (samlEntityId === `${origin}/saml/metadata`) {
    found.push({
      code: 'entity-id-names-a-page',
      weight: 'note',
      setting: 'VIRLAB_SAML_ENTITY_ID',
      detail: samlEntityId,
    });
  }
  if (!federation.privacyStatementUrl) {
    found.push({
      code: 'privacy-statement-is-ours',
      weight: 'advised',
      setting: 'VIRLAB_PRIVACY_STATEMENT_URL',
    });
  }
  return found;
}

function fromPeople({ federation }: Settings): ServiceProviderFinding[] {
  const kinds = new Set(federation.contacts.map(({ kind }) => kind));
  const assertsSirtfi = federation.assuranceCertifications.some((one) => SIRTFI.test(one));
  const found: ServiceProviderFinding[] = [];
  if (!federation.organization)
    found.push({ code: 'organization-missing', weight: 'blocks', setting: 'VIRLAB_ORGANIZATION' });
  if (!kinds.has('technical'))
    found.push({ code: 'contact-technical-missing', weight: 'blocks', setting: 'VIRLAB_CONTACT_TECHNICAL' });
  if (!kinds.has('support'))
    found.push({ code: 'contact-support-missing', weight: 'advised', setting: 'VIRLAB_CONTACT_SUPPORT' });
  if (!kinds.has('security')) {
    found.push({
      code: 'contact-security-missing',
      // Who asserts Sirtfi promises somebody who answers.
      weight: assertsSirtfi ? 'blocks' : 'advised',
      setting: 'VIRLAB_CONTACT_SECURITY',
    });
  }
  return found;
}

function fromCategories({ federation }: Settings): ServiceProviderFinding[] {
  const found: ServiceProviderFinding[] = [];
  if (federation.entityCategories.length === 0) {
    found.push({
      code: 'entity-category-missing',
      weight: 'note',
      setting: 'VIRLAB_SAML_ENTITY_CATEGORIES',
    });
  }
  if (!federation.assuranceCertifications.some((one) => SIRTFI.test(one)))
    found.push({ code: 'incident-response-missing', weight: 'note', setting: 'VIRLAB_SAML_ASSURANCE' });
  return found;
}

function fromKeys(keys: readonly OwnKey[]): ServiceProviderFinding[] {
  const found = keys.filter(isPublished).flatMap(({ id, pair }): ServiceProviderFinding[] => {
    const { bits = GOOD_BITS } = describeCertificate(pair.certificatePem);
    if (bits >= GOOD_BITS) return [];
    const detail = `${id}: ${bits}`;
    return [{ code: 'key-short', weight: bits < FEWEST_BITS ? 'blocks' : 'advised', detail }];
  });
  const changing = keys.filter(({ state }) => state !== 'active');
  if (changing.length === 0) return found;
  const detail = changing.map(({ id, state }) => `${id}: ${state}`).join(', ');
  return [...found, { code: 'key-change-under-way', weight: 'note', detail }];
}
