import { beforeAll, describe, expect, it } from 'vitest';
import { entityXml, redirectService } from '../testing/metadata-shape';
import { NOW } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { readIdentityProvider } from './read-metadata';

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const service = (attributes: string, binding = 'HTTP-Redirect') =>
  `<md:SingleLogoutService Binding="${BINDINGS}${binding}" ${attributes}/>`;

describe('readSingleLogout', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });
  const read = (...services: string[]) => {
    const xml = entityXml(parties.idpKey.certificatePem, {
      services: services.join('') + redirectService(),
    });
    const { singleLogoutUrl, singleLogoutResponseUrl } = readIdentityProvider(xml, { now: NOW });
    return [singleLogoutUrl, singleLogoutResponseUrl];
  };

  it('should find the place for requests and the one for responses', () => {
    expect(
      read(
        service('Location="https://idp.uni.example/slo" ResponseLocation="https://idp.uni.example/slo/r"'),
      ),
    ).toEqual(['https://idp.uni.example/slo', 'https://idp.uni.example/slo/r']);
  });

  it('should find none where the provider offers another binding only', () => {
    expect(read()).toEqual([undefined, undefined]);
    expect(read(service('Location="https://idp.uni.example/slo"', 'SOAP'))).toEqual([undefined, undefined]);
  });

  it('should pass over places that no browser may be sent to', () => {
    expect(
      read(
        service('Location="javascript:alert(1)"'),
        service('Location="https://idp.uni.example/slo" ResponseLocation="data:text/html,x"'),
      ),
    ).toEqual(['https://idp.uni.example/slo', undefined]);
  });
});
