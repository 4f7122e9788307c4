import type { MetadataRefusalCode } from '../../metadata/metadata-refusal';
import { entityXml, keyDescriptor, redirectService } from '../metadata-shape';
import type { Signers } from './hostile-metadata-case';

/** An identity provider in a document that is trusted, which must not be used by itself. */
export interface UnusableEntity {
  name: string;
  code: MetadataRefusalCode;
  make(signers: Signers): string;
}

const one = ({ federation }: Signers, overrides: Parameters<typeof entityXml>[1]): string =>
  entityXml(federation.certificatePem, { entityId: 'https://idp.bad.example', ...overrides });

/** What a federation lets through now and then. The others in the document are used all the same. */
export const unusableEntities: readonly UnusableEntity[] = [
  { name: 'without any key', code: 'signing-key-missing', make: (signers) => one(signers, { keys: '' }) },
  {
    name: 'with a key for encryption only',
    code: 'signing-key-missing',
    make: (signers) => one(signers, { keys: keyDescriptor(signers.federation.certificatePem, 'encryption') }),
  },
  {
    name: 'with a certificate that is none',
    code: 'signing-key-unusable',
    make: (signers) => one(signers, { keys: keyDescriptor('AAAA', 'signing') }),
  },
  {
    name: 'with the entityID of another one',
    code: 'entity-repeated',
    make: (signers) => one(signers, { entityId: 'https://idp.one.example' }),
  },
  {
    name: 'without an entityID',
    code: 'entity-id-missing',
    make: (signers) => one(signers, { entityId: undefined }),
  },
  {
    name: 'with an entityID that is no URI',
    code: 'entity-id-malformed',
    make: (signers) => one(signers, { entityId: 'idp bad' }),
  },
  {
    name: 'that speaks SAML 1.1 only',
    code: 'saml2-unsupported',
    make: (signers) => one(signers, { protocols: 'urn:oasis:names:tc:SAML:1.1:protocol' }),
  },
  {
    name: 'whose own validity is over',
    code: 'metadata-expired',
    make: (signers) => one(signers, { entityAttributes: 'validUntil="2026-11-01T00:00:00Z"' }),
  },
  {
    name: 'whose role is over',
    code: 'metadata-expired',
    make: (signers) => one(signers, { roleAttributes: 'validUntil="2026-11-01T00:00:00Z"' }),
  },
  {
    name: 'that sends people to a script',
    code: 'sso-url-malformed',
    make: (signers) => one(signers, { services: redirectService('javascript:alert(1)') }),
  },
  {
    name: 'that cannot be asked',
    code: 'sso-redirect-missing',
    make: (signers) => one(signers, { services: '' }),
  },
  {
    name: 'of more than a megabyte',
    code: 'entity-too-large',
    make: (signers) => one(signers, { contacts: `<md:ContactPerson contactType="other"/>`.repeat(40_000) }),
  },
];
