import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawAttributeValue } from '../raw-attribute';
import type { AttributeDecoder } from '../registry/attribute-map';
import { decodeValue as decode } from './decode-value';
import { serializeValue } from './serialize-value';

const scoped = { kind: 'scoped', delimiter: '@' } as const;
const parties = { issuer: 'https://idp.example', requester: 'https://sp.example' };
const decodeValue = (raw: RawAttributeValue, decoder: AttributeDecoder) => decode(raw, decoder, parties);

describe('decodeValue', () => {
  it.each([
    ['student@uni.example', 'student', 'uni.example'],
    ['student@UNI.Example', 'student', 'uni.example'],
    [' student @ uni.example ', 'student', 'uni.example'],
    ['student@uni.example@evil.example', 'student', 'uni.example@evil.example'],
  ])('should split %j at the first @', (raw, value, scope) => {
    expect(decodeValue(raw, scoped)).toEqual({ value: { value, scope } });
  });

  it.each(['student', '@uni.example', 'student@', '@', ' @ '])('should drop %j as unscoped', (raw) => {
    expect(decodeValue(raw, scoped)).toEqual({ why: 'value-unscoped' });
  });

  it('should give back the text of any scoped value that it takes', () => {
    const part = fc.stringMatching(/^[a-z0-9._=-]{1,20}$/);
    fc.assert(
      fc.property(part, part, (value, scope) => {
        const decoded = decodeValue(`${value}@${scope}`, scoped);
        expect('value' in decoded && serializeValue(decoded.value)).toBe(`${value}@${scope}`);
      }),
    );
  });

  it('should read text as it stands, without the blanks around it', () => {
    expect(decodeValue(' Ana  Silva\n', { kind: 'string' })).toEqual({ value: { value: 'Ana  Silva' } });
  });

  it.each([
    ['an empty text', '  ', { kind: 'string' }, 'value-empty'],
    ['a NameID where text is expected', { value: 'x' }, { kind: 'string' }, 'value-not-text'],
    ['other XML', { unsupportedElement: 'Thing' }, { kind: 'string' }, 'value-not-text'],
    [
      'text where a NameID is expected',
      'x',
      { kind: 'name-id', defaultQualifiers: false },
      'value-not-name-id',
    ],
    [
      'other XML where a NameID is expected',
      { unsupportedElement: 'T' },
      { kind: 'name-id', defaultQualifiers: false },
      'value-not-name-id',
    ],
    ['an empty NameID', { value: '' }, { kind: 'name-id', defaultQualifiers: false }, 'value-empty'],
    ['text that is not base64', 'a*b=', { kind: 'base64' }, 'value-not-base64'],
    ['base64 that is not text', '/////w==', { kind: 'base64' }, 'value-not-base64'],
  ] as const)('should drop %s', (_title, raw, decoder, why) => {
    expect(decodeValue(raw, decoder)).toEqual({ why });
  });

  it('should write a NameID with both qualifiers', () => {
    const nameId = { value: 'abc', nameQualifier: 'https://idp', spNameQualifier: 'https://sp' };
    expect(decodeValue(nameId, { kind: 'name-id', defaultQualifiers: false })).toEqual({
      value: { value: 'https://idp!https://sp!abc' },
    });
    expect(decodeValue({ value: 'abc' }, { kind: 'name-id', defaultQualifiers: false })).toEqual({
      value: { value: '!!abc' },
    });
  });

  it('should read base64 as UTF-8', () => {
    expect(decodeValue('Sm/Do28=', { kind: 'base64' })).toEqual({ value: { value: 'João' } });
  });

  it.each([
    [{ value: 'n1' }, 'https://idp.example!https://sp.example!n1'],
    [{ value: 'n1', nameQualifier: 'https://other.example' }, 'https://other.example!https://sp.example!n1'],
  ])('should write out the qualifiers that %j leaves out when the map says so', (raw, value) => {
    expect(decodeValue(raw, { kind: 'name-id', defaultQualifiers: true })).toEqual({ value: { value } });
  });
});
