import { createPublicKey, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ns } from '../xml/namespaces';
import { parseXml } from '../xml/parse-xml';
import { attributeOf, childOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { ACS_URL, NOW, REQUEST_ID, SP_ENTITY_ID } from '../testing/response-shape';
import { idpMetadata, type TestParties, testParties } from '../testing/test-parties';
import { type AuthnRequestInput, buildAuthnRequest } from './build-authn-request';

describe('buildAuthnRequest', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  const build = (overrides: Partial<AuthnRequestInput> = {}) =>
    buildAuthnRequest({
      sp: parties.sp,
      idp: parties.idp,
      requestId: REQUEST_ID,
      relayState: 'handle_1-A',
      now: NOW,
      ...overrides,
    });

  const requestIn = (url: string): XmlElement => {
    const message = Buffer.from(new URL(url).searchParams.get('SAMLRequest') ?? '', 'base64');
    return parseXml(inflateRawSync(message).toString('utf8'), {
      depth: 10,
      elements: 50,
      attributesPerElement: 20,
    });
  };

  it('should ask for what SAML2Int wants and nothing more', async () => {
    const { url, requestId } = await build();
    const request = requestIn(url);
    expect(requestId).toBe(REQUEST_ID);
    expect(Object.fromEntries(request.attributes.map(({ local, value }) => [local, value]))).toEqual({
      ID: REQUEST_ID,
      Version: '2.0',
      IssueInstant: NOW.toISOString(),
      Destination: parties.idp.ssoRedirectUrl,
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      AssertionConsumerServiceURL: ACS_URL,
    });
    expect(childOf(request, ns.saml, 'Issuer')?.text).toBe(SP_ENTITY_ID);
    expect(childOf(request, ns.samlp, 'NameIDPolicy')?.attributes).toEqual([
      { namespace: '', local: 'AllowCreate', value: 'true' },
    ]);
    expect(request.children.map(({ local }) => local)).toEqual(['Issuer', 'NameIDPolicy']);
  });

  it('should sign the query as it stands in the URL', async () => {
    const { url } = await build();
    const query = url.slice(url.indexOf('?') + 1);
    const [signedPart, signature] = query.split('&Signature=');
    expect(signedPart).toMatch(
      /^SAMLRequest=[^&]+&RelayState=handle_1-A&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
    );
    const key = createPublicKey(parties.sp.signing.certificatePem);
    const bytes = Buffer.from(decodeURIComponent(signature ?? ''), 'base64');
    expect(verify('sha256', Buffer.from(signedPart ?? ''), key, bytes)).toBe(true);
  });

  it('should keep a query that the provider’s address has of its own', async () => {
    const idp = idpMetadata({ ssoRedirectUrl: 'https://idp.uni.example/sso?realm=lab&x=%2F' });
    const { url } = await build({ idp });
    expect(url).toMatch(/^https:\/\/idp\.uni\.example\/sso\?realm=lab&x=%2F&SAMLRequest=/);
  });

  it('should ask for a fresh sign-in and for a context when told to', async () => {
    const { url } = await build({
      forceAuthn: true,
      authnContextClassRefs: ['https://refeds.org/profile/mfa'],
    });
    const request = requestIn(url);
    const context = childOf(request, ns.samlp, 'RequestedAuthnContext');
    expect(attributeOf(request, 'ForceAuthn')).toBe('true');
    expect(context && attributeOf(context, 'Comparison')).toBe('exact');
    expect(context && childOf(context, ns.saml, 'AuthnContextClassRef')?.text).toBe(
      'https://refeds.org/profile/mfa',
    );
  });

  it.each(['', 'x'.repeat(81), 'https://virlab.example/machines', 'a b', 'a~b', 'a+b', 'é'])(
    'should refuse the relay state %j',
    async (relayState) => {
      await expect(build({ relayState })).rejects.toThrow(RangeError);
    },
  );

  it.each(['', 'short', '1begins-with-a-digit-and-is-long', `_${'a'.repeat(19)}`, `_${'a'.repeat(30)}"`])(
    'should refuse the request id %j',
    async (requestId) => {
      await expect(build({ requestId })).rejects.toThrow(RangeError);
    },
  );
});
