import { describe, expect, it } from 'vitest';
import { categoryFor } from './entity-category';
import { errorUrlCode, fillErrorUrl } from './fill-error-url';

const facts = {
  code: 'IDENTIFICATION_FAILURE',
  at: new Date('2026-11-22T10:00:00.900Z'),
  serviceEntityId: 'https://virlab.example/saml?a=1&b=2',
  reference: '7f3k',
  context: 'urn:oid:1 urn:oid:2',
} as const;

describe('an errorURL', () => {
  it('should have its placeholders filled wherever they stand, encoded', () => {
    expect(
      fillErrorUrl(
        'https://u.example/ERRORURL_CODE?t=ERRORURL_TS&rp=ERRORURL_RP&id=ERRORURL_TID&x=ERRORURL_CTX',
        facts,
      ),
    ).toBe(
      'https://u.example/IDENTIFICATION_FAILURE?t=1795341600&rp=https%3A%2F%2Fvirlab.example%2Fsaml%3Fa%3D1%26b%3D2&id=7f3k&x=urn%3Aoid%3A1%20urn%3Aoid%3A2',
    );
  });

  it('should stay as it is without placeholders, and take nothing for what is not known', () => {
    expect(fillErrorUrl('https://u.example/help', facts)).toBe('https://u.example/help');
    const { code, at, serviceEntityId } = facts;
    expect(
      fillErrorUrl('https://u.example/?x=ERRORURL_CTX&y=ERRORURL_TID', { code, at, serviceEntityId }),
    ).toBe('https://u.example/?x=&y=');
  });

  it('should not fill placeholders that a value brings', () => {
    expect(fillErrorUrl('https://u.example/?x=ERRORURL_CTX', { ...facts, context: 'ERRORURL_RP' })).toBe(
      'https://u.example/?x=ERRORURL_RP',
    );
  });

  it.each([
    ['sign-in-no-identifier', false, 'IDENTIFICATION_FAILURE'],
    ['sign-in-refused', true, 'IDENTIFICATION_FAILURE'],
    ['sign-in-refused', false, 'AUTHORIZATION_FAILURE'],
    ['sign-in-denied', false, 'AUTHORIZATION_FAILURE'],
    ['saml-status', false, 'AUTHENTICATION_FAILURE'],
    ['saml-signature', false, 'OTHER_ERROR'],
    [undefined, true, 'IDENTIFICATION_FAILURE'],
  ])('should be told %s (something missing: %s) as %s', (failure, isMissing, code) => {
    expect(errorUrlCode(failure, isMissing)).toBe(code);
  });
});

describe('the entity category of what is needed', () => {
  const AFFILIATION = { names: ['urn:oid:1.3.6.1.4.1.5923.1.1.1.9'] };
  const IDENTIFIER = {
    names: ['urn:oasis:names:tc:SAML:attribute:subject-id', 'urn:oasis:names:tc:SAML:attribute:pairwise-id'],
  };
  const NAME = { names: ['urn:oid:2.16.840.1.113730.3.1.241'] };
  const COURSE = { names: ['urn:oid:1.3.6.1.4.1.5923.1.6.1.2'] };

  it.each([
    ['an affiliation', [AFFILIATION], 'anonymous'],
    ['an identifier', [IDENTIFIER, AFFILIATION], 'pseudonymous'],
    ['a name', [IDENTIFIER, NAME], 'personalized'],
  ])('should ask for no more than %s takes', (_title, needed, category) => {
    expect(categoryFor(needed)).toEqual({ category: `https://refeds.org/category/${category}`, beyond: [] });
  });

  it('should say what no category brings', () => {
    expect(categoryFor([COURSE])).toEqual({ beyond: [COURSE] });
    expect(categoryFor([COURSE, AFFILIATION]).beyond).toEqual([COURSE]);
  });
});
