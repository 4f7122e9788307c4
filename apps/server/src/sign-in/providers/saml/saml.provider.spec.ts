import { SaveIdentityProvider } from '../../../federation/index';
import { createTestApp } from '../../../testing/create-test-app';
import { TestIdentityProvider } from '../../../testing/test-identity-provider';
import { testKey } from '../../../testing/test-keys';
import type { SignInAnswer, SignInStart } from '../../sign-in-provider';
import { signInProviderContract } from '../../testing/sign-in-provider-contract';
import { SamlProvider } from './saml.provider';

const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id';
const DISPLAY_NAME = 'urn:oid:2.16.840.1.113730.3.1.241';

signInProviderContract('saml', async () => {
  const test = await createTestApp();
  const now = () => test.clock.now();
  const usable = new TestIdentityProvider('https://idp.uni.example/idp', await testKey(), now);
  const switchedOff = new TestIdentityProvider('https://idp.closed.example/idp', await testKey(), now);
  const save = test.app.get(SaveIdentityProvider, { strict: false });
  await save.run({ metadataXml: usable.metadataXml }, test.source.manager);
  await save.run({ metadataXml: switchedOff.metadataXml, enabled: false }, test.source.manager);

  const answer = (
    start: SignInStart,
    said: Parameters<TestIdentityProvider['respond']>[1],
  ): SignInAnswer => ({
    fields: { SAMLResponse: usable.respond(usable.read(start.redirectTo), said) },
    cookie: (name) => (name === start.cookie.name ? start.cookie.value : undefined),
  });
  return {
    provider: test.app.get(SamlProvider, { strict: false }),
    issuers: {
      usable: usable.entityId,
      switchedOff: switchedOff.entityId,
      unknown: 'https://idp.evil.example/idp',
    },
    answer: async (start, { identifier } = { identifier: true }) =>
      answer(start, {
        attributes: [
          [DISPLAY_NAME, 'Ana Silva'],
          ...(identifier ? ([[SUBJECT_ID, 'ana7@uni.example']] as const) : []),
        ],
      }),
    failure: async (start) => answer(start, { status: 'Responder' }),
    close: () => test.close(),
  };
});
