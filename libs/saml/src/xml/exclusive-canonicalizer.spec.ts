import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanonicalizerOptions,
  ExclusiveCanonicalizer,
  NamespaceNotAbsolute,
} from './exclusive-canonicalizer';
import { compareCodePoints } from './compare-code-points';
import { XmlTokenizer } from './xml-tokenizer';

function canonical(xml: string, options?: CanonicalizerOptions): string {
  const pieces: string[] = [];
  const tokenizer = new XmlTokenizer(
    new ExclusiveCanonicalizer((piece) => void pieces.push(piece.toString()), options),
  );
  tokenizer.write(Buffer.from(xml));
  tokenizer.end();
  return pieces.join('');
}

describe('ExclusiveCanonicalizer', () => {
  it.each([
    ['an empty element', '<a/>', '<a></a>'],
    ['what stands around', '<?xml version="1.0"?>\n<!-- x -->\n<a/>\n<!-- y -->', '<a></a>'],
    ['comments', '<a>1<!-- x -->2</a>', '<a>12</a>'],
    ['CDATA', '<a><![CDATA[<&>"]]></a>', '<a>&lt;&amp;&gt;"</a>'],
    ['line ends', '<a>\r\n\r\n</a>', '<a>\n\n</a>'],
    ['characters of text', '<a>&#13;&#9;&gt;&quot;&apos;&#xe9;</a>', '<a>&#xD;\t&gt;"\'é</a>'],
    [
      'characters of values',
      '<a b="\t\r\n&#9;&#10;&#13;&lt;>&quot;\'"/>',
      '<a b="  &#x9;&#xA;&#xD;&lt;>&quot;\'"></a>',
    ],
    ['quotes and blanks of attributes', "<a  c = '1'\n b='2' />", '<a b="2" c="1"></a>'],
    [
      'attributes by namespace, then name; declarations first',
      '<a xmlns:p="u:z" xmlns:q="u:b" p:a="1" q:z="2" q:a="3" z="4" xml:lang="en"/>',
      '<a xmlns:p="u:z" xmlns:q="u:b" z="4" xml:lang="en" q:a="3" q:z="2" p:a="1"></a>',
    ],
    ['namespaces nobody uses', '<a xmlns:p="u:p" xmlns="u:d"/>', '<a xmlns="u:d"></a>'],
    [
      'namespaces where they are used first',
      '<p:a xmlns:p="u:p" xmlns:q="u:q"><q:b/><q:b/><p:c q:d=""/></p:a>',
      '<p:a xmlns:p="u:p"><q:b xmlns:q="u:q"></q:b><q:b xmlns:q="u:q"></q:b><p:c xmlns:q="u:q" q:d=""></p:c></p:a>',
    ],
    [
      'a default namespace taken back',
      '<a xmlns="u:a"><b xmlns=""><c/></b><p:d xmlns="" xmlns:p="u:p"/></a>',
      '<a xmlns="u:a"><b xmlns=""><c></c></b><p:d xmlns:p="u:p"></p:d></a>',
    ],
    [
      'a prefix that changes its namespace and back',
      '<p:a xmlns:p="u:1"><p:b xmlns:p="u:2"><p:c xmlns:p="u:1"/></p:b><p:d/></p:a>',
      '<p:a xmlns:p="u:1"><p:b xmlns:p="u:2"><p:c xmlns:p="u:1"></p:c></p:b><p:d></p:d></p:a>',
    ],
    [
      'a declaration that says nothing new',
      '<p:a xmlns:p="u:1"><p:b xmlns:p="u:1"/></p:a>',
      '<p:a xmlns:p="u:1"><p:b></p:b></p:a>',
    ],
  ])('should write %s', (_name, xml, expected) => {
    expect(canonical(xml)).toBe(expected);
  });

  it('should keep comments where asked', () => {
    expect(canonical('<!--x--><a>1<!-- \r\n & -->2</a><!--y-->', { withComments: true })).toBe(
      '<a>1<!-- \n & -->2</a>',
    );
  });

  it('should write the namespaces of a list where they are declared, used or not', () => {
    const xml =
      '<a xmlns="u:d" xmlns:p="u:p" xmlns:q="u:q"><b xmlns:p="u:2" xmlns=""><p:c xmlns="u:e"/></b></a>';
    expect(canonical(xml, { inclusivePrefixes: ['p'] })).toBe(
      '<a xmlns="u:d" xmlns:p="u:p"><b xmlns="" xmlns:p="u:2"><p:c></p:c></b></a>',
    );
    expect(canonical(xml, { inclusivePrefixes: ['#default', 'q', 'xml', 'unknown'] })).toBe(
      '<a xmlns="u:d" xmlns:q="u:q"><b xmlns=""><p:c xmlns="u:e" xmlns:p="u:2"></p:c></b></a>',
    );
  });

  it('should know for a list what elements around the first one declare', () => {
    const inherited = [
      { prefix: 'p', uri: 'u:old' },
      { prefix: 'p', uri: 'u:p' },
      { prefix: 'q', uri: 'u:q' },
      { prefix: '', uri: 'u:d' },
    ];
    expect(canonical('<x:a xmlns:x="u:x"/>', { inclusivePrefixes: ['p', '#default'], inherited })).toBe(
      '<x:a xmlns="u:d" xmlns:p="u:p" xmlns:x="u:x"></x:a>',
    );
  });

  it.each([
    'relative',
    '../up',
    '//host/path',
    '#fragment',
    'u:with blank',
    'u:é',
    'u:%zz',
    '1:x',
    'u:a&amp;b',
  ])('should give up at a namespace that is no absolute URI: %s', (uri) => {
    expect(() => canonical(`<a><b xmlns:unused="${uri}"/></a>`)).toThrow(NamespaceNotAbsolute);
  });

  it('should order by characters, not by halves of them', () => {
    expect(canonical('<a \u{10000}="1" \uF900="2" z="3"/>')).toBe('<a z="3" \uF900="2" \u{10000}="1"></a>');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const points = (text: string): number[] => Array.from(text, (one) => one.codePointAt(0) ?? 0);
        const [first, second] = [points(a), points(b)];
        const at = first.findIndex((point, index) => point !== second[index]);
        const expected =
          a === b ? 0 : at < 0 ? -1 : second[at] === undefined ? 1 : Math.sign(first[at]! - second[at]);
        expect(Math.sign(compareCodePoints(a, b))).toBe(expected);
      }),
    );
  });

  it('should write what it wrote the same a second time', () => {
    const xml = `<a xmlns="u:d" b="&#10;&quot;">${'<c>x&#13;</c>'.repeat(5_000)}</a>`;
    const once = canonical(xml);
    expect(canonical(once)).toBe(once);
  });
});
