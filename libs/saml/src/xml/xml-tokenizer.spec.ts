import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlEvents, XmlLimits } from './xml-events';
import { XmlFault } from './xml-fault';
import { XmlTokenizer } from './xml-tokenizer';

/** All that is told of a document, one line each; pieces of one text joined. */
function read(chunks: readonly Buffer[], limits?: XmlLimits): string[] {
  const told: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text) told.push(`text ${JSON.stringify(text)}`);
    text = '';
  };
  const named = (prefix: string, local: string, namespace: string): string =>
    `${prefix}:{${namespace}}${local}`;
  const events: XmlEvents = {
    startElement: ({ prefix, local, namespace, attributes, declarations, start }) => {
      flush();
      told.push(`start ${named(prefix, local, namespace)} ${start}`);
      for (const { prefix, uri } of declarations) told.push(`  xmlns:${prefix}=${uri}`);
      for (const one of attributes) {
        told.push(`  ${named(one.prefix, one.local, one.namespace)}=${JSON.stringify(one.value)}`);
      }
    },
    endElement: ({ prefix, local, namespace, end }) => {
      flush();
      told.push(`end ${named(prefix, local, namespace)} ${end}`);
    },
    text: (piece) => void (text += piece),
    comment: (comment) => {
      flush();
      told.push(`comment ${JSON.stringify(comment)}`);
    },
  };
  const tokenizer = new XmlTokenizer(events, limits);
  for (const chunk of chunks) tokenizer.write(chunk);
  tokenizer.end();
  flush();
  return told;
}

const readText = (xml: string, limits?: XmlLimits): string[] => read([Buffer.from(xml)], limits);

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof XmlFault) return error.kind;
    throw error;
  }
  return 'none';
}

const EVERYTHING = `\uFEFF<?xml version="1.0" encoding="utf-8" standalone='yes'?>\r
<!-- before -->
<a xmlns="urn:a" xmlns:p='urn:p' p:x = "1\t2\r\n3&#10;&#xD;&quot;é" y='"'><p:b/>
 t&amp;\u{1F600}&#x1F600;\r\n\r]]&gt;<![CDATA[<&amp;]] >é\r\n]]>after
<!-- in\r\nside --><b xmlns=""><c xmlns="urn:c" xml:lang="pt"  ></c ></b>日本語</a>
`;

describe('XmlTokenizer', () => {
  it('should tell a document with every allowed thing in it', () => {
    expect(readText(EVERYTHING)).toEqual([
      'text "\\n"',
      'comment " before "',
      'text "\\n"',
      'start :{urn:a}a 76',
      '  xmlns:=urn:a',
      '  xmlns:p=urn:p',
      '  p:{urn:p}x="1 2 3\\n\\r\\"é"',
      '  :{}y="\\""',
      'start p:{urn:p}b 148',
      'end p:{urn:p}b 154',
      `text ${JSON.stringify('\n t&\u{1F600}\u{1F600}\n\n]]><&amp;]] >é\nafter\n')}`,
      'comment " in\\nside "',
      'start :{}b 233',
      '  xmlns:=',
      'start :{urn:c}c 245',
      '  xmlns:=urn:c',
      '  xml:{http://www.w3.org/XML/1998/namespace}lang="pt"',
      'end :{urn:c}c 283',
      'end :{}b 287',
      'text "日本語"',
      'end :{urn:a}a 300',
      'text "\\n"',
    ]);
  });

  it('should give offsets that cut the element out of the document', () => {
    const bytes = Buffer.from(EVERYTHING);
    expect(bytes.subarray(245, 283).toString()).toBe('<c xmlns="urn:c" xml:lang="pt"  ></c >');
    expect(bytes.subarray(76, 300).toString()).toMatch(/^<a [\s\S]*<\/a>$/);
  });

  it('should tell the same wherever chunks end', () => {
    const bytes = Buffer.from(EVERYTHING);
    const whole = read([bytes]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(read([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('should tell the same or refuse the same, wherever chunks end and whatever comes', () => {
    const piece = fc.constantFrom(
      ...['<a>', '</a>', '<a/>', ' ', '\r', '\n', ']', ']]>', '<![CDATA[', '<!--', '-->', '&amp;', '&', ';'],
      ...[
        'é',
        '\u{1F600}',
        '\uFFFE',
        'xmlns="u:x"',
        '<a x="',
        '"',
        '>',
        '<',
        '<?xml ',
        '?>',
        '<!DOCTYPE',
        '&#13;',
      ],
    );
    const outcome = (chunks: readonly Buffer[]): unknown => {
      try {
        return read(chunks);
      } catch (error) {
        if (error instanceof XmlFault) return 'refused';
        throw error;
      }
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(80)), (pieces, cuts) => {
        const bytes = Buffer.from(`<a>${pieces.join('')}</a>`);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        expect(outcome(chunks)).toEqual(outcome([bytes]));
      }),
      { numRuns: 3_000 },
    );
  });

  it('should not mind that the caller uses its buffer again', () => {
    const buffer = Buffer.alloc(8);
    const told: string[] = [];
    const ignore = (): void => undefined;
    const tokenizer = new XmlTokenizer({
      startElement: ({ local }) => void told.push(local),
      endElement: ignore,
      text: ignore,
      comment: ignore,
    });
    for (const piece of ['<abcdefg', 'hijklmno', 'p><q r="', 's"/></ab', 'cdefghij', 'klmnop> ']) {
      buffer.write(piece);
      tokenizer.write(buffer);
    }
    tokenizer.end();
    expect(told).toEqual(['abcdefghijklmnop', 'q']);
  });

  it.each([
    ['doctype', '<!DOCTYPE a><a/>'],
    ['doctype', '<a/><!DOCTYPE a>'],
    ['malformed', '<a><!ENTITY x "y"></a>'],
    ['processing-instruction', '<?php x?><a/>'],
    ['processing-instruction', '<a><?x?></a>'],
    ['processing-instruction', ' <?xml version="1.0"?><a/>'],
    ['processing-instruction', '<a/><?xml version="1.0"?>'],
    ['encoding', '<?xml version="1.1"?><a/>'],
    ['encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['malformed', '<?xml encoding="UTF-8"?><a/>'],
    ['malformed', '<?xml version="1.0" standalone="maybe"?><a/>'],
    ['malformed', '<?xml version="1.0"'],
    ['malformed', ''],
    ['malformed', ' '],
    ['malformed', '<a>'],
    ['malformed', '<a'],
    ['malformed', '<a/><b/>'],
    ['malformed', '<a/>x'],
    ['malformed', 'x<a/>'],
    ['malformed', '<a/>&#32;'],
    ['malformed', '<![CDATA[]]><a/>'],
    ['malformed', '<a></b>'],
    ['malformed', '<p:a xmlns:p="u:1" xmlns:q="u:1"></q:a>'],
    ['malformed', '</a>'],
    ['malformed', '<a b/>'],
    ['malformed', '<a b=c/>'],
    ['malformed', '<a b="<"/>'],
    ['malformed', '<a b="1"c="2"/>'],
    ['malformed', '<a / >'],
    ['malformed', '< a/>'],
    ['malformed', '<a b="1" b="2"/>'],
    ['malformed', '<a xmlns:p="u:1" xmlns:q="u:1" p:b="1" q:b="2"/>'],
    ['malformed', '<a xmlns="u:1" xmlns="u:2"/>'],
    ['malformed', '<p:a/>'],
    ['malformed', '<a p:b=""/>'],
    ['malformed', '<a xmlns:p=""/>'],
    ['malformed', '<a xmlns:xml="u:1"/>'],
    ['malformed', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>'],
    ['malformed', '<a xmlns="http://www.w3.org/XML/1998/namespace"/>'],
    ['malformed', '<a xmlns:xmlns="u:1"/>'],
    ['malformed', '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>'],
    ['malformed', '<xmlns:a/>'],
    ['malformed', '<a:b:c xmlns:a="u:1"/>'],
    ['malformed', '<:a/>'],
    ['malformed', '<a:/>'],
    ['malformed', '<1a/>'],
    ['malformed', '<-a/>'],
    ['malformed', '<a\u00D7/>'],
    ['malformed', '<a><!-- -- --></a>'],
    ['malformed', '<a><!-- ---></a>'],
    ['malformed', '<a>]]></a>'],
    ['malformed', '<a>&nbsp;</a>'],
    ['malformed', '<a>&</a>'],
    ['malformed', '<a>& amp;</a>'],
    ['malformed', '<a>&#0;</a>'],
    ['malformed', '<a>&#xD800;</a>'],
    ['malformed', '<a>&#xFFFE;</a>'],
    ['malformed', '<a>&#x110000;</a>'],
    ['malformed', '<a>&#X41;</a>'],
    ['malformed', '<a>&#x00000000041;</a>'],
    ['malformed', '<a b="&lt"/>'],
    ['malformed', '<a>\u0001</a>'],
    ['malformed', '<a b="\0"/>'],
    ['malformed', '<a>\uFFFE</a>'],
    ['malformed', '<a>\uFFFF</a>'],
    ['malformed', '<a><![CDATA[</a>'],
    ['malformed', '<a><![cdata[]]></a>'],
  ])('should refuse as %s: %s', (kind, xml) => {
    expect(faultOf(() => readText(xml))).toBe(kind);
  });

  it.each([
    ['a stray byte', [0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]],
    ['an overlong form', [0x3c, 0x61, 0x3e, 0xc0, 0xbc, 0x3c, 0x2f, 0x61, 0x3e]],
    ['half of a pair', [0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80, 0x3c, 0x2f, 0x61, 0x3e]],
    ['a character that is cut off', [0x3c, 0x61, 0x3e, 0xe2, 0x82]],
    ['UTF-16', [0xff, 0xfe, 0x3c, 0x00, 0x61, 0x00]],
  ])('should refuse %s', (_name, bytes) => {
    expect(faultOf(() => read([Buffer.from(bytes)]))).toBe('encoding');
    expect(faultOf(() => read(bytes.map((byte) => Buffer.from([byte]))))).toBe('encoding');
  });

  it('should take XML 1.0 names of other alphabets', () => {
    expect(readText('<página 名="x"/>')[0]).toBe('start :{}página 0');
  });

  it.each([
    ['too-deep', '<a><a><a/></a></a>', { depth: 2 }],
    ['too-many-elements', '<a><b/><b/></a>', { elements: 2 }],
    ['too-many-attributes', '<a b="" c=""/>', { attributesPerElement: 1 }],
    ['too-many-attributes', '<a b="" xmlns:c="u:1"/>', { attributesPerElement: 1 }],
    ['too-long', '<a>12<!-- -->3</a>', { textBytes: 2 }],
    ['too-long', '<a><![CDATA[123]]></a>', { textBytes: 2 }],
    ['too-long', `<a b="${'x'.repeat(50)}"/>`, { markupBytes: 50 }],
    ['too-long', `<a><!--${'x'.repeat(50)}--></a>`, { markupBytes: 50 }],
    ['too-long', `<a b="${'x'.repeat(50)}`, { markupBytes: 50 }],
    ['none', '<a>12<b/>34</a>', { textBytes: 2, depth: 2, elements: 2, attributesPerElement: 0 }],
  ])('should stop at a limit: %s', (kind, xml, limits) => {
    expect(faultOf(() => readText(xml, limits))).toBe(kind);
  });

  it('should tell where it gave up', () => {
    const place = (xml: string): unknown => {
      try {
        return readText(xml);
      } catch (error) {
        return error instanceof XmlFault ? [error.line, error.column] : error;
      }
    };
    expect(place('<a>\n <b>\n  &x;</b></a>')).toEqual([2, 5]);
    expect(place(`<a>${'\n'.repeat(70_000)}</b>`)).toEqual([70_001, 1]);
  });

  it('should not look again and again at what comes in small pieces', () => {
    const before = process.cpuUsage();
    const xml = `<a b="${'x'.repeat(500_000)}"/>`;
    expect(read([...Buffer.from(xml)].map((byte) => Buffer.from([byte])))).toHaveLength(3);
    // Each look at all that came before would be 125 milliard characters.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(15_000);
  });
});
