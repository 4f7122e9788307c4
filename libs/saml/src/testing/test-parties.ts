import { webcrypto } from 'node:crypto';
import { createKeyPair } from '../keys/create-key-pair';
import type { KeyPair } from '../keys/key-pair';
import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import type { ServiceProvider } from '../service-provider';
import { ACS_URL, IDP_ENTITY_ID, NOW, SP_ENTITY_ID } from './response-shape';

/** Everybody a spec needs, with keys made for this run. `stranger` is known to nobody. */
export interface TestParties {
  sp: ServiceProvider;
  idp: IdentityProviderMetadata;
  idpKey: KeyPair;
  strangerKey: KeyPair;
}

/** Makes shorter keys than the product does, since most of a spec's time would go into making long ones. */
const quickCrypto = {
  getRandomValues: <T extends Uint8Array>(array: T): T => webcrypto.getRandomValues(array),
  subtle: new Proxy(webcrypto.subtle, {
    get(subtle, name) {
      if (name === 'generateKey') {
        return (
          algorithm: webcrypto.RsaHashedKeyGenParams,
          extractable: boolean,
          usages: webcrypto.KeyUsage[],
        ) => subtle.generateKey({ ...algorithm, modulusLength: 2048 }, extractable, usages);
      }
      const value: unknown = Reflect.get(subtle, name);
      return typeof value === 'function' ? (value.bind(subtle) as unknown) : value;
    },
  }),
} as webcrypto.Crypto;

let made: Promise<TestParties> | undefined;

/** Makes the parties once for a spec file; making RSA keys takes a second. */
export function testParties(): Promise<TestParties> {
  made ??= makeParties();
  return made;
}

async function makeParties(): Promise<TestParties> {
  const [signing, decryption, idpKey, strangerKey] = await Promise.all(
    ['sp', 'sp', 'idp.uni.example', 'evil.example'].map((commonName) =>
      createKeyPair({ commonName, now: NOW, crypto: quickCrypto }),
    ),
  );
  return {
    sp: {
      entityId: SP_ENTITY_ID,
      acsUrl: ACS_URL,
      signing: signing!,
      decryption: [signing!, decryption!],
      displayName: 'Virlab',
    },
    idp: idpMetadata({ signingCertificates: [idpKey!.certificatePem] }),
    idpKey: idpKey!,
    strangerKey: strangerKey!,
  };
}

export function idpMetadata(overrides: Partial<IdentityProviderMetadata> = {}): IdentityProviderMetadata {
  return {
    entityId: IDP_ENTITY_ID,
    displayNames: [{ language: 'en', text: 'Example University' }],
    descriptions: [],
    keywords: [],
    domainHints: [],
    logos: [],
    scopes: ['uni.example'],
    unsupportedScopes: [],
    ssoRedirectUrl: 'https://idp.uni.example/idp/profile/SAML2/Redirect/SSO',
    signingCertificates: [],
    contacts: [],
    entityCategories: [],
    assurance: [],
    hideFromDiscovery: false,
    wantAuthnRequestsSigned: false,
    ...overrides,
  };
}
