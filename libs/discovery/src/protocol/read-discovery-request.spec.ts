import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiscoveryRefusal } from './discovery-refusal';
import { answerAddress, readDiscoveryRequest } from './read-discovery-request';

const SERVICE = 'https://library.example/shibboleth';
const OWN = ['https://library.example/Shibboleth.sso/Login', 'https://library.example/other?fixed=1'];
const addressesOf = (entityId: string) => (entityId === SERVICE ? OWN : []);
const read = (query: Record<string, unknown>) =>
  readDiscoveryRequest({ entityID: SERVICE, ...query }, addressesOf);
const codeOf = (query: Record<string, unknown>) => {
  try {
    read(query);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DiscoveryRefusal);
    return (error as DiscoveryRefusal).code;
  }
};

describe('a request to choose an identity provider for another service', () => {
  it('should be answered at its own address, with what its query has', () => {
    const request = read({ return: `${OWN[0]}?SAMLDS=1&target=cookie%3A1` });
    expect(answerAddress(request, 'https://idp.example/a?b&c')).toBe(
      `${OWN[0]}?SAMLDS=1&target=cookie%3A1&entityID=https%3A%2F%2Fidp.example%2Fa%3Fb%26c`,
    );
    expect(answerAddress(request)).toBe(`${OWN[0]}?SAMLDS=1&target=cookie%3A1`);
  });

  it('should be answered at the default address when it names none, by the parameter that it names', () => {
    const request = read({ returnIDParam: 'idp' });
    expect(answerAddress(request, 'urn:x')).toBe(`${OWN[0]}?idp=urn%3Ax`);
    expect(answerAddress(request)).toBe(OWN[0]);
  });

  it('should keep the fixed query of an address', () => {
    expect(answerAddress(read({ return: `${OWN[1]}&more=2` }), 'x')).toBe(`${OWN[1]}&more=2&entityID=x`);
    expect(codeOf({ return: 'https://library.example/other' })).toBe('discovery-return-refused');
    expect(codeOf({ return: 'https://library.example/other?fixed=1&fixed=2' })).toBe(
      'discovery-return-refused',
    );
  });

  it('should be read as passive only when it says so', () => {
    expect(read({}).isPassive).toBe(false);
    expect(read({ isPassive: 'true' }).isPassive).toBe(true);
    expect(read({ isPassive: '1' }).isPassive).toBe(true);
    expect(
      read({ policy: 'urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol:single' }),
    ).toBeDefined();
  });

  it.each([
    ['another site', 'https://evil.example/Shibboleth.sso/Login'],
    ['a site whose name begins alike', 'https://library.example.evil.example/Shibboleth.sso/Login'],
    ['another port', 'https://library.example:8443/Shibboleth.sso/Login'],
    ['another scheme', 'http://library.example/Shibboleth.sso/Login'],
    ['another path', 'https://library.example/Shibboleth.sso/Login/../../open?to=x'],
    ['a longer path', 'https://library.example/Shibboleth.sso/LoginX'],
    ['a user', 'https://library.example@evil.example/Shibboleth.sso/Login'],
    ['a user of the right site', 'https://user:pw@library.example/Shibboleth.sso/Login'],
    ['an empty user', 'https://@library.example/Shibboleth.sso/Login'],
    ['a fragment', 'https://library.example/Shibboleth.sso/Login#x'],
    ['an empty fragment', 'https://library.example/Shibboleth.sso/Login#'],
    ['no scheme', '//library.example/Shibboleth.sso/Login'],
    ['a path alone', '/Shibboleth.sso/Login'],
    ['a backslash', 'https://evil.example\\@library.example/Shibboleth.sso/Login'],
    ['backslashes for slashes', 'https:\\\\library.example\\Shibboleth.sso\\Login'],
    ['a line break', 'https://library.example/Shibboleth.sso/Login\r\nSet-Cookie: a=b'],
    ['a tab', 'https://library.example/Shibboleth.sso/\tLogin'],
    ['a space before', ' https://library.example/Shibboleth.sso/Login'],
    ['a script', 'javascript:alert(1)//https://library.example/Shibboleth.sso/Login'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a letter that looks alike', 'https://lіbrary.example/Shibboleth.sso/Login'],
    ['too much', `https://library.example/Shibboleth.sso/Login?a=${'b'.repeat(3000)}`],
    ['the answer already in it', `${OWN[0]}?entityID=https://evil.example`],
  ])('should not be answered at %s', (_, address) => {
    expect(codeOf({ return: address })).toBe('discovery-return-refused');
  });

  it.each<[string, Record<string, unknown>]>([
    ['entityID twice', { entityID: [SERVICE, SERVICE] }],
    ['no entityID', { entityID: undefined }],
    ['an empty entityID', { entityID: '' }],
    ['an entityID of 2,000 characters', { entityID: `https://${'a'.repeat(2000)}` }],
    ['return twice', { return: [OWN[0], 'https://evil.example'] }],
    ['return as a tree', { return: { '0': OWN[0] } }],
    ['another policy', { policy: 'urn:other' }],
    ['isPassive neither true nor false', { isPassive: 'maybe' }],
    ['isPassive called like what every object has', { isPassive: 'constructor' }],
    ['a parameter name with a separator', { returnIDParam: 'a=b&c' }],
    ['a parameter name with a line break', { returnIDParam: 'a\r\nb' }],
    ['a long parameter name', { returnIDParam: 'a'.repeat(100) }],
  ])('should be refused with %s', (_, query) => {
    expect(codeOf(query)).toBe('discovery-request-invalid');
  });

  it('should be refused of a service that no verified metadata knows', () => {
    expect(codeOf({ entityID: 'https://evil.example/sp' })).toBe('discovery-service-unknown');
    expect(codeOf({ entityID: '__proto__' })).toBe('discovery-service-unknown');
  });

  it('should never be answered anywhere but at its own addresses, whatever it says', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'https:',
        '//',
        'library.example',
        '/Shibboleth.sso/Login',
        '@',
        '?',
        '\\',
        'evil.example',
      ),
      fc.string(),
    );
    const address = fc.oneof(
      fc.webUrl(),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(address, fc.string(), (asked, param) => {
        try {
          const to = new URL(answerAddress(read({ return: asked, returnIDParam: param }), 'x'));
          expect(OWN.map((own) => new URL(own).origin + new URL(own).pathname)).toContain(
            to.origin + to.pathname,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(DiscoveryRefusal);
        }
      }),
    );
  });
});
