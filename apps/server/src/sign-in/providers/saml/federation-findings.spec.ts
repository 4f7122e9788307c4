import { describe, expect, it } from 'vitest';
import type { OwnKey } from '@virlab/saml';
import { readSettings } from '../../../config/index';
import { testKey } from '../../../testing/test-keys';
import { federationFindings } from './federation-findings';

const COMPLETE = {
  VIRLAB_PUBLIC_URL: 'https://virlab.uni.example',
  VIRLAB_SAML_ENTITY_ID: 'https://uni.example/virlab',
  VIRLAB_ORGANIZATION: 'Example University <https://uni.example>',
  VIRLAB_CONTACT_TECHNICAL: 'Lab team <lab@uni.example>',
  VIRLAB_CONTACT_SUPPORT: 'Help desk <help@uni.example>',
  VIRLAB_CONTACT_SECURITY: 'CERT <cert@uni.example>',
  VIRLAB_PRIVACY_STATEMENT_URL: 'https://uni.example/virlab/privacy',
  VIRLAB_SAML_ENTITY_CATEGORIES: 'https://refeds.org/category/pseudonymous',
  VIRLAB_SAML_ASSURANCE: 'https://refeds.org/sirtfi',
};

describe('what stands between us and a federation', () => {
  const keys = async (state: OwnKey['state'] = 'active'): Promise<OwnKey[]> => [
    { id: 'k1', uses: ['signing', 'encryption'], state, since: new Date(), pair: await testKey() },
  ];
  const findings = async (changes: Record<string, string | undefined>, state?: OwnKey['state']) => {
    const environment = Object.entries({ ...COMPLETE, ...changes }).filter(
      ([, value]) => value !== undefined,
    );
    return federationFindings(readSettings(Object.fromEntries(environment)), await keys(state)).map(
      ({ code, weight, setting }) => [code, weight, setting].filter(Boolean).join(' '),
    );
  };

  it('should be nothing when all is told', async () => {
    expect(await findings({})).toEqual([]);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['public-url-not-https blocks VIRLAB_PUBLIC_URL', { VIRLAB_PUBLIC_URL: 'http://localhost:3000' }],
    ['organization-missing blocks VIRLAB_ORGANIZATION', { VIRLAB_ORGANIZATION: undefined }],
    ['contact-technical-missing blocks VIRLAB_CONTACT_TECHNICAL', { VIRLAB_CONTACT_TECHNICAL: undefined }],
    ['contact-support-missing advised VIRLAB_CONTACT_SUPPORT', { VIRLAB_CONTACT_SUPPORT: undefined }],
    ['contact-security-missing blocks VIRLAB_CONTACT_SECURITY', { VIRLAB_CONTACT_SECURITY: undefined }],
    [
      'privacy-statement-is-ours advised VIRLAB_PRIVACY_STATEMENT_URL',
      { VIRLAB_PRIVACY_STATEMENT_URL: undefined },
    ],
    ['entity-id-names-a-page note VIRLAB_SAML_ENTITY_ID', { VIRLAB_SAML_ENTITY_ID: undefined }],
    [
      'entity-category-missing note VIRLAB_SAML_ENTITY_CATEGORIES',
      { VIRLAB_SAML_ENTITY_CATEGORIES: undefined },
    ],
    ['incident-response-missing note VIRLAB_SAML_ASSURANCE', { VIRLAB_SAML_ASSURANCE: undefined }],
  ])('should be %s', async (found, changes) => {
    expect(await findings(changes)).toEqual([found]);
  });

  it('should be a key change that was begun', async () => {
    expect(await findings({}, 'next')).toEqual(['key-change-under-way note']);
  });

  it('should begin with what weighs most', async () => {
    const weights = (
      await findings({
        VIRLAB_ORGANIZATION: undefined,
        VIRLAB_SAML_ENTITY_ID: undefined,
        VIRLAB_CONTACT_SUPPORT: undefined,
      })
    ).map((found) => found.split(' ')[1]);
    expect(weights).toEqual(['blocks', 'advised', 'note']);
  });
});
