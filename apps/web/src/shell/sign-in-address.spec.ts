import { describe, expect, it } from 'vitest';
import { signInPage, withTarget } from './sign-in-address';

describe('the way to sign-in and back', () => {
  it('should keep the deep link', () => {
    expect(signInPage('/machines/m1?x=1')).toBe('/sign-in?target=%2Fmachines%2Fm1%3Fx%3D1');
    expect(signInPage('/')).toBe('/sign-in');
    expect(withTarget('/saml/login?entityID=a', '/machines/m1')).toBe(
      '/saml/login?entityID=a&target=%2Fmachines%2Fm1',
    );
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])(
    'should never send anybody to %s',
    (target) => {
      expect(withTarget('/saml/login', target)).toBe('/saml/login');
    },
  );
});
