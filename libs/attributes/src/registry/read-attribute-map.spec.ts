import { describe, expect, it } from 'vitest';
import { readAttributeMap } from './read-attribute-map';
import type { AttributeMap } from './attribute-map';

const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
const UNSPECIFIED = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

function document(lines: string): string {
  return `<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:am="urn:mace:shibboleth:2.0:attribute-map">\n${lines}\n</Attributes>`;
}

function decoder(type: string, more = ''): string {
  return `<Attribute name="urn:x" id="x"><AttributeDecoder xsi:type="${type}"${more}/></Attribute>`;
}

function mapOf(lines: string): AttributeMap {
  const reading = readAttributeMap(document(lines));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.map;
}

describe('readAttributeMap', () => {
  it('should read an entry without a decoder as case-sensitive text of the uri format', () => {
    expect(mapOf('<Attribute name="urn:oid:2.5.4.4" id="sn" isRequested="true"/>').entries).toEqual([
      {
        id: 'sn',
        name: 'urn:oid:2.5.4.4',
        nameFormat: URI,
        decoder: { kind: 'string' },
        caseSensitive: true,
        isRequested: true,
        isRequired: false,
        line: 2,
      },
    ]);
  });

  it.each([
    ['StringAttributeDecoder', '', { kind: 'string' }],
    ['ScopedAttributeDecoder', '', { kind: 'scoped', delimiter: '@' }],
    ['ScopedAttributeDecoder', ' scopeDelimiter="#"', { kind: 'scoped', delimiter: '#' }],
    ['NameIDAttributeDecoder', '', { kind: 'name-id', defaultQualifiers: false }],
    [
      'NameIDAttributeDecoder',
      ' formatter="$NameQualifier!$SPNameQualifier!$Name" defaultQualifiers="true"',
      { kind: 'name-id', defaultQualifiers: true },
    ],
    ['Base64AttributeDecoder', '', { kind: 'base64' }],
    ['am:StringAttributeDecoder', '', { kind: 'string' }],
  ])('should read the decoder %s%s', (type, more, expected) => {
    expect(mapOf(decoder(type, more)).entries[0]?.decoder).toEqual(expected);
  });

  it('should take the case rule of the first entry of an id, and report another', () => {
    const reading = readAttributeMap(
      document(
        '<Attribute name="a" id="x"><AttributeDecoder xsi:type="StringAttributeDecoder" caseSensitive="false"/></Attribute>\n<Attribute name="b" id="x"/>',
      ),
    );
    expect(reading.ok && reading.map.isCaseSensitive('x')).toBe(false);
    expect(reading.notices).toEqual([
      {
        code: 'case-rule-differs',
        message: 'caseSensitive of "x" differs from line 2, which counts',
        line: 3,
        column: 1,
      },
    ]);
  });

  describe('find', () => {
    const map = mapOf(
      '<Attribute name="urn:oid:1" id="one"/><Attribute name="mail" nameFormat="' +
        BASIC +
        '" id="mail"/><Attribute name="urn:old" nameFormat="urn:mace:shibboleth:1.0:attributeNamespace:uri" id="old"/>',
    );
    it.each([
      ['urn:oid:1', URI, 'one'],
      ['urn:oid:1', undefined, 'one'],
      ['urn:oid:1', UNSPECIFIED, 'one'],
      ['urn:oid:1', BASIC, undefined],
      ['mail', BASIC, 'mail'],
      ['mail', undefined, undefined],
      ['mail', URI, undefined],
      ['urn:old', URI, 'old'],
      ['nothing', URI, undefined],
      ['__proto__', URI, undefined],
    ])('should map %s with format %s to %s', (name, format, id) => {
      expect(map.find(name, format)?.id).toBe(id);
    });
  });

  it('should prefer an entry for the unspecified format when the message states none', () => {
    const map = mapOf(
      `<Attribute name="n" id="uri"/><Attribute name="n" nameFormat="${UNSPECIFIED}" id="unspecified"/>`,
    );
    expect(map.find('n', undefined)?.id).toBe('unspecified');
  });

  it.each([
    ['a decoder we do not have', decoder('XMLAttributeDecoder'), 'decoder-not-supported'],
    [
      'a hash instead of a value',
      decoder('StringAttributeDecoder', ' hashAlg="SHA1"'),
      'decoder-not-supported',
    ],
    ['another formatter', decoder('NameIDAttributeDecoder', ' formatter="$Name"'), 'decoder-not-supported'],
    ['a GSSAPI line', '<GSSAPIAttribute name="a" id="g"/>', 'element-not-supported'],
    ['a filter inside the map', '<AttributeFilter/>', 'element-not-supported'],
    ['a signature', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>', 'signature-not-checked'],
    ['a setting that nobody reads', '<Attribute name="a" id="a" nameformat="x"/>', 'setting-unknown'],
    ['a value that is internal', decoder('StringAttributeDecoder', ' internal="true"'), 'setting-ignored'],
    ['text between the lines', 'words <Attribute name="a" id="a"/>', 'text-ignored'],
    ['an instruction', '<?php echo 1 ?>', 'instruction-ignored'],
    ['aliases', '<Attribute name="a" id="a" aliases="b c"/>', 'aliases-ignored'],
    ['a name mapped twice', '<Attribute name="ok" id="again"/>', 'entry-repeated'],
  ])('should report %s and go on', (_title, line, code) => {
    const reading = readAttributeMap(document(`<Attribute name="ok" id="ok"/>\n${line}`));
    expect(reading.ok).toBe(true);
    expect(reading.notices.map((notice) => [notice.code, notice.line])).toEqual([[code, 3]]);
  });

  it('should tell all faults at once, each with its place', () => {
    const reading = readAttributeMap(
      document(
        [
          '<Attribute id="no-name"/>',
          '  <Attribute name="no-id"/>',
          '<Attribute name="a" id="with blank"/>',
          decoder('MadeUpDecoder'),
          '<Attribute name="b" id="b"><AttributeDecoder/></Attribute>',
          '<Attribute name="c" id="c"><Something/></Attribute>',
          '<Attribute name="d" id="d" isRequested="yes"/>',
          '<Line/>',
          decoder('other:StringAttributeDecoder'),
        ].join('\n'),
      ),
    );
    expect(reading.ok).toBe(false);
    expect(!reading.ok && reading.faults.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['name-missing', 2, 1],
      ['id-missing', 3, 3],
      ['id-malformed', 4, 1],
      ['decoder-unknown', 5, 32],
      ['decoder-type-missing', 6, 28],
      ['element-unknown', 7, 28],
      ['boolean-malformed', 8, 1],
      ['element-unknown', 9, 1],
      ['decoder-unknown', 10, 32],
    ]);
  });

  it.each([
    ['another root', '<Other/>', 'root-unexpected'],
    ['no entry', document(''), 'map-empty'],
    ['a DOCTYPE', `<!DOCTYPE Attributes>${document('')}`, 'doctype-forbidden'],
    ['broken XML', '<Attributes', 'xml-malformed'],
    ['an empty file', '', 'xml-malformed'],
  ])('should refuse %s', (_title, xml, code) => {
    const reading = readAttributeMap(xml);
    expect(!reading.ok && reading.faults.map((fault) => fault.code)).toEqual([code]);
  });
});
