import type { Random } from '../random';

/** Something done to a signed document on its way; most undo the signature, some must not. */
export interface Change {
  name: string;
  apply(xml: string, random: Random): string;
}

const SIGNATURE = /<((?:[\w]+:)?)Signature[\s\S]*?<\/\1Signature>/;
const PIECES = [
  ...[
    '',
    ' ',
    '\n',
    '\r',
    '\t',
    'x',
    '&',
    '<',
    '>',
    '"',
    "'",
    '/',
    '=',
    ':',
    '&amp;',
    '&#65;',
    '&#13;',
    '&#x85;',
  ],
  ...['<!---->', '<!-- x -->', '<x/>', '<![CDATA[x]]>', '<![CDATA[', ']]>', 'xmlns=""', 'xmlns:a="urn:z"'],
  ...[' ID="_signed"', ' a:x="1"', '\u{1F600}', '\uFFFE', '\u0001', '<?x?>'],
] as const;

/** Puts something in place of what is between two places. */
function cut(xml: string, from: number, to: number, piece: string): string {
  return xml.slice(0, from) + piece + xml.slice(to);
}

/** Places where text may stand: behind any tag, outside of comments and CDATA as far as that is easily told. */
function behindTag(xml: string, random: Random): number {
  const ends = [...xml.matchAll(/[^\]-]>(?=<[A-Za-z/])/g)].map(({ index, 0: { length } }) => index + length);
  return ends[random.below(ends.length)] ?? 0;
}

export const changes: readonly [Change, ...Change[]] = [
  {
    name: 'some characters replaced',
    apply: (xml, random) => {
      const from = random.below(xml.length);
      return cut(xml, from, from + random.below(4), random.pick(PIECES));
    },
  },
  {
    name: 'something between two tags',
    apply: (xml, random) => {
      const at = behindTag(xml, random);
      return cut(xml, at, at, random.pick(PIECES));
    },
  },
  { name: 'other line ends', apply: (xml) => xml.replace(/\r\n?|\n/g, '\r\n') },
  { name: 'line feeds for all line ends', apply: (xml) => xml.replace(/\r\n?/g, '\n') },
  {
    name: 'empty elements written long',
    apply: (xml) => xml.replace(/<([\w:]+)([^<>]*[^/<>])?\/>/g, '<$1$2></$1>'),
  },
  {
    name: 'a namespace that nobody uses',
    apply: (xml) => xml.replace(/([\s])ID=/, '$1xmlns:nobody="urn:n"$1ID='),
  },
  {
    name: 'letters written as references',
    apply: (xml) => xml.replace(/>([A-Za-z])(?=[^<>&]*<)/, '>&#x$1;'),
  },
  {
    name: 'a letter of text written as its number',
    apply: (xml) => xml.replace(/>text/g, '>&#116;ext'),
  },
  { name: 'blanks within tags', apply: (xml) => xml.replace(/ ID=/g, '\n\tID=') },
  { name: 'quotes of the other kind', apply: (xml) => xml.replace(/ID="([^"']*)"/, "ID='$1'") },
  {
    name: 'the signature moved to the end',
    apply: (xml) => {
      const [signature = ''] = SIGNATURE.exec(xml) ?? [];
      return xml.replace(SIGNATURE, '').replace(/<\/(?:\w+:)?Response/, (end) => signature + end);
    },
  },
  {
    name: 'the signature moved into an element',
    apply: (xml) => {
      const [signature = ''] = SIGNATURE.exec(xml) ?? [];
      return xml.replace(SIGNATURE, () => `<moved>${signature}</moved>`);
    },
  },
  { name: 'the signature twice', apply: (xml) => xml.replace(SIGNATURE, '$&$&') },
  { name: 'another prefix list', apply: (xml) => xml.replace(/PrefixList="[^"]*"/, 'PrefixList="a"') },
  { name: 'another digest', apply: (xml) => xml.replace(/(DigestValue>\s*)[A-Za-z]/, '$1+') },
  { name: 'another value', apply: (xml) => xml.replace(/(SignatureValue>\s*)[A-Za-z]/, '$1+') },
  { name: 'another ID', apply: (xml) => xml.replaceAll('_signed', '_other') },
  { name: 'a Reference to nothing', apply: (xml) => xml.replace('#_signed', '#_nothing') },
  { name: 'a document type', apply: (xml) => xml.replace(/^\uFEFF?(<\?[^>]*>\s*)?/, '$&<!DOCTYPE outer>') },
];
