import { describe, expect, it } from 'vitest';
import { chooseIdentifier } from './choose-identifier';

const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id';
const PAIRWISE_ID = 'urn:oasis:names:tc:SAML:attribute:pairwise-id';
const UNIQUE_ID = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.13';
const PRINCIPAL = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6';
const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const parties = { idp: 'https://idp.example', sp: 'https://sp.example' };

const choose = (released: Record<string, string[]>, nameId?: Parameters<typeof chooseIdentifier>[1]) =>
  chooseIdentifier((name) => released[name] ?? [], nameId, parties);

describe('chooseIdentifier', () => {
  it('should take the one that is never reassigned before the others', () => {
    const all: Record<string, string[]> = {
      [PRINCIPAL]: ['ana@uni.example'],
      [UNIQUE_ID]: ['28c5353b8bb34984@uni.example'],
      [PAIRWISE_ID]: ['p1@uni.example'],
      [SUBJECT_ID]: ['s1@uni.example'],
    };
    const order: string[] = [];
    for (const name of [SUBJECT_ID, PAIRWISE_ID, UNIQUE_ID, PRINCIPAL]) {
      order.push(choose(all)?.identifierType ?? 'none');
      delete all[name];
    }
    expect(order).toEqual(['subject-id', 'pairwise-id', 'eduPersonUniqueId', 'eduPersonPrincipalName']);
  });

  it('should find one person behind every way to write an identifier', () => {
    expect(choose({ [SUBJECT_ID]: ['Ana=1@UNI.example'] })?.identifier).toBe('ana=1@uni.example');
  });

  it('should pass over an identifier that says two things', () => {
    const two = { [SUBJECT_ID]: ['a@uni.example', 'b@uni.example'], [PRINCIPAL]: ['ana@uni.example'] };
    expect(choose(two)?.identifierType).toBe('eduPersonPrincipalName');
  });

  it.each([
    '',
    'ana',
    '@uni.example',
    'a b@uni.example',
    'ana@uni@example',
    `${'a'.repeat(128)}@uni.example`,
  ])('should not take %j for a subject-id', (value) => {
    expect(choose({ [SUBJECT_ID]: [value] })).toBeUndefined();
  });

  it('should never take a mail address', () => {
    expect(choose({ [MAIL]: ['ana@uni.example'] })).toBeUndefined();
  });

  it('should take a persistent NameID as it is written', () => {
    expect(choose({}, { value: 'AbC', format: PERSISTENT })).toEqual({
      identifierType: 'persistent-nameid',
      identifier: 'AbC',
    });
    const qualified = { nameQualifier: parties.idp, spNameQualifier: parties.sp };
    expect(choose({}, { value: 'AbC', format: PERSISTENT, ...qualified })?.identifier).toBe('AbC');
  });

  it('should not take a persistent NameID that belongs to others', () => {
    const of = (more: object) => choose({}, { value: 'AbC', format: PERSISTENT, ...more });
    expect(of({ nameQualifier: 'https://other.example' })).toBeUndefined();
    expect(of({ spNameQualifier: 'https://other.example' })).toBeUndefined();
  });

  it('should not take a NameID that changes each time or says nothing', () => {
    const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
    const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
    for (const format of [transient, email, undefined]) {
      expect(choose({}, { value: 'ana@uni.example', format })).toBeUndefined();
    }
    expect(choose({}, { value: '', format: PERSISTENT })).toBeUndefined();
    expect(choose({}, { value: 'x'.repeat(257), format: PERSISTENT })).toBeUndefined();
  });
});
