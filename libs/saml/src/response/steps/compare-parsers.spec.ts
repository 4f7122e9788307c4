import { describe, expect, it } from 'vitest';
import { assertionXml, attributeXml, IDP_ENTITY_ID, responseXml } from '../../testing/response-shape';
import { SamlRefusal } from '../saml-refusal';
import { compareParsers } from './compare-parsers';

const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const shape = { nameId: '<saml:NameID>ana</saml:NameID>', attributes: attributeXml('urn:x', ['a', 'b']) };
const source = assertionXml(shape);
const read = {
  issuer: IDP_ENTITY_ID,
  nameId: { value: 'ana' },
  attributes: [{ name: 'urn:x', nameFormat: URI, values: ['a', 'b'] }],
};

describe('compareParsers', () => {
  it('should be content when both readers see the same, in an assertion or a response', () => {
    expect(() => compareParsers(source, read)).not.toThrow();
    expect(() => compareParsers(responseXml(shape), read)).not.toThrow();
  });

  it.each([
    ['another issuer', { ...read, issuer: 'https://other.example' }],
    ['another name', { ...read, nameId: { value: 'admin' } }],
    ['no name', { ...read, nameId: undefined }],
    ['a value less', { ...read, attributes: [{ name: 'urn:x', nameFormat: URI, values: ['a'] }] }],
    ['another value', { ...read, attributes: [{ name: 'urn:x', nameFormat: URI, values: ['a', 'c'] }] }],
    [
      'a value under another name',
      { ...read, attributes: [{ name: 'urn:y', nameFormat: URI, values: ['a', 'b'] }] },
    ],
    ['another format', { ...read, attributes: [{ name: 'urn:x', values: ['a', 'b'] }] }],
  ])('should refuse when the first reader saw %s', (_title, first) => {
    expect(() => compareParsers(source, first)).toThrow(
      expect.objectContaining({ code: 'parsers-disagree' }) as SamlRefusal,
    );
  });

  it.each(['<a', '<a b=c/>', 'text', '<other/>'])(
    'should refuse what the second reader cannot read: %s',
    (text) => {
      expect(() => compareParsers(text, read)).toThrow(SamlRefusal);
    },
  );
});
