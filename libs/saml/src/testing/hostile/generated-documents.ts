import type { KeyObject } from 'node:crypto';
import { type ElementSignature, SIGNATURE_PLACE, signElement } from '../sign-element';
import type { Random } from '../random';

/** The element that is signed, by its expanded name; another implementation must be told which attribute is its ID. */
export const SIGNED_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const SIGNED_ID = '_signed';

const PREFIXES = ['', '', 'a', 'b', 'c', 'ns1', 'saml', 'ds', 'xs', 'é', 'A', 'a-b.c'] as const;
const NAMESPACES = [
  'urn:a',
  'urn:b',
  'urn:c',
  'http://x.example/y?z=1;w=%20',
  'http://www.w3.org/2000/09/xmldsig#',
  'urn:oasis:names:tc:SAML:2.0:assertion',
  'urn:&#97;',
] as const;
const LOCALS = [
  'x',
  'y',
  'Z',
  'Issuer',
  'Value',
  'é',
  'x-1',
  '_',
  'Reference',
  '\u{10400}',
  '\uF900',
] as const;
const BLANKS = [' ', '  ', '\n', '\t', '\r\n', '\r', ' \n\t '] as const;
const TEXTS = [
  'text',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '&#13;',
  '&#xD;&#xA;',
  '&#9;',
  '&lt;&amp;&gt;&quot;&apos;',
  '"\'>',
  ']] >',
  ']]&gt;',
  '<![CDATA[]]>',
  '<![CDATA[<a b="c">&amp;</a>]]>',
  '<![CDATA[\r\n\r]] >]]>',
  '<![CDATA[]]]]><![CDATA[>]]>',
  '<!---->',
  '<!-- - <x> & \r\n -->',
  'ÀÉ日本語\u{1F600}',
  '&#x1F600;&#128512;',
  '\u00A0\u0085\u2028\uFEFF',
  '\u007F\u0080\uFFFD',
  '&#x10FFFF;\u{10FFFF}',
] as const;
const VALUES = [
  'v',
  '',
  ' ',
  '\t\n\r\n\r',
  '&#9;&#10;&#13;',
  '&#xd;\n',
  '&lt;&amp;&gt;',
  '&quot;&apos;',
  '>',
  'é\u{1F600}&#x1F600;',
  '\u0085\u2028\u00A0',
  '  two  blanks  ',
] as const;

/** One signed document that is right, and full of what canonicalisers get wrong. */
export function generateDocument(random: Random, keys: { rsa: KeyObject; ec: KeyObject }): string {
  const body = elementXml(random, new Map(), random.below(4), true);
  const content = random.oneIn(3) ? wrap(random, body) : body;
  const scheme = random.oneIn(20) ? 'rsa' : 'ecdsa';
  const shape: ElementSignature = {
    id: SIGNED_ID,
    privateKey: scheme === 'rsa' ? keys.rsa : keys.ec,
    scheme,
    bits: random.pick([256, 256, 384, 512]),
    digestBits: random.pick([256, 256, 384, 512]),
    prefix: random.pick(['ds', 'dsig', '', 'a']),
    contentPrefixes: random.oneIn(2) ? undefined : prefixList(random),
    signedInfoPrefixes: random.oneIn(3) ? prefixList(random) : undefined,
    breakLines: random.oneIn(4),
    between: random.pick(['', '', '\n  ', '\r\n', ' ']),
  };
  return `${prolog(random)}${signElement(content, shape)}${random.pick(['', '\n', '\r\n', '<!-- end -->'])}`;
}

function prolog(random: Random): string {
  return random.pick([
    '',
    '',
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8"?>\r\n',
    "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><!-- start -->\n",
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>',
  ]);
}

function prefixList(random: Random): string {
  const names = Array.from({ length: random.below(4) }, () =>
    random.pick(['#default', 'a', 'b', 'ns1', 'saml', 'xs', 'xml', 'unknown', 'é']),
  );
  return names.join(random.pick([' ', '\n']));
}

/** Puts the signed element into others, from which it inherits namespaces. */
function wrap(random: Random, body: string): string {
  let xml = body;
  for (let level = random.below(3); level >= 0; level -= 1) {
    const declarations = declarationsXml(random, new Map()).xml;
    xml = `<outer${declarations}>${textXml(random)}${xml}${textXml(random)}</outer>`;
  }
  return xml;
}

function elementXml(random: Random, around: Map<string, string>, levels: number, isSigned: boolean): string {
  const declared = declarationsXml(random, around);
  const { scope } = declared;
  let prefix = random.pick(['', ...scope.keys()]);
  let attributes = declared.xml;
  if (isSigned) {
    prefix = random.pick(['', 'samlp', 'a']);
    const name = prefix ? `xmlns:${prefix}` : 'xmlns';
    attributes = attributes.replace(new RegExp(`[\\s]+${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
    attributes += ` ${name}="${SIGNED_NAMESPACE}"`;
    scope.set(prefix, SIGNED_NAMESPACE);
  }
  attributes += attributesXml(random, scope, isSigned);
  const local = isSigned ? 'Response' : random.pick(LOCALS);
  const name = prefix ? `${prefix}:${local}` : local;
  const children = Array.from({ length: levels > 0 ? random.below(4) : 0 }, () =>
    elementXml(random, scope, levels - 1, false),
  );
  const parts = [textXml(random), ...children.flatMap((child) => [child, textXml(random)])];
  if (isSigned) parts.splice(random.below(parts.length + 1), 0, SIGNATURE_PLACE);
  const content = parts.join('');
  const end = random.oneIn(4) ? random.pick(BLANKS) : '';
  if (content === '' && random.oneIn(2)) return `<${name}${attributes}${end}/>`;
  return `<${name}${attributes}${end}>${content}</${name}${random.oneIn(6) ? random.pick(BLANKS) : ''}>`;
}

function declarationsXml(
  random: Random,
  around: Map<string, string>,
): { xml: string; scope: Map<string, string> } {
  const scope = new Map(around);
  const names = new Set<string>();
  let xml = '';
  for (let count = random.below(4); count > 0; count -= 1) {
    const prefix = random.pick(PREFIXES);
    if (names.has(prefix)) continue;
    names.add(prefix);
    const isReset = prefix === '' && random.oneIn(3);
    const uri = isReset ? '' : random.pick(NAMESPACES);
    if (isReset) scope.delete('');
    else scope.set(prefix, uri.replace('&#97;', 'a'));
    xml += attributeXml(random, prefix ? `xmlns:${prefix}` : 'xmlns', uri);
  }
  if (random.oneIn(30)) xml += ' xmlns:xml="http://www.w3.org/XML/1998/namespace"';
  return { xml, scope };
}

function attributesXml(random: Random, scope: Map<string, string>, isSigned: boolean): string {
  const seen = new Set(isSigned ? [' ID'] : []);
  const written: string[] = isSigned ? [attributeXml(random, 'ID', SIGNED_ID)] : [];
  for (let count = random.below(5); count > 0; count -= 1) {
    const prefix = random.pick(['', 'xml', ...[...scope.keys()].filter(Boolean)]);
    const local = prefix === 'xml' ? random.pick(['lang', 'space', 'base']) : random.pick(LOCALS);
    const key = `${prefix && (scope.get(prefix) ?? prefix)} ${local}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const value =
      prefix === 'xml' ? random.pick(['preserve', 'default']) : random.pick(VALUES) + random.pick(VALUES);
    written.splice(
      random.below(written.length + 1),
      0,
      attributeXml(random, prefix ? `${prefix}:${local}` : local, value),
    );
  }
  return written.join('');
}

function attributeXml(random: Random, name: string, value: string): string {
  const quote = random.pick(['"', "'"]);
  const equals = random.oneIn(8) ? `${random.pick(BLANKS)}=${random.pick(BLANKS)}` : '=';
  return `${random.pick([' ', ' ', ...BLANKS])}${name}${equals}${quote}${value}${quote}`;
}

function textXml(random: Random): string {
  return Array.from({ length: random.below(3) }, () => random.pick(TEXTS)).join('');
}
