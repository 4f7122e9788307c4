/** A start tag as it is written: names and values are ranges of the text it was read from. */
export interface RawTag {
  name: string;
  attributes: RawAttribute[];
  isEmpty: boolean;
  /** Behind the `>`. */
  next: number;
}

/** An attribute as it is written, without its quotes. */
export interface RawAttribute {
  name: string;
  valueStart: number;
  valueEnd: number;
}

/** What ends or spoils the reading of a tag. */
export interface TagFaults {
  malformed(message: string, at: number): never;
  tooManyAttributes(at: number): never;
}

const SPACE = 1;
const NAME_END = 2;
/** What a byte means inside a tag. Bytes of names beyond ASCII are checked where the name is. */
const classes = new Uint8Array(256);
for (const character of '\t\n\r ') classes[character.charCodeAt(0)] = SPACE;
for (const character of '=/>"\'<&') classes[character.charCodeAt(0)] = NAME_END;

const EQUALS = 0x3d;
const SLASH = 0x2f;
const GREATER = 0x3e;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/**
 * Reads a start tag (XML 1.0, 3.1).
 *
 * @param text bytes, each as one character
 * @param from the place behind the `<`
 * @returns undefined when the text ends within the tag
 */
export function readStartTag(
  text: string,
  from: number,
  maxAttributes: number,
  faults: TagFaults,
): RawTag | undefined {
  const length = text.length;
  const attributes: RawAttribute[] = [];
  let at = skipName(text, from);
  const name = text.slice(from, at);
  for (;;) {
    const behind = skipSpace(text, at);
    if (behind >= length) return undefined;
    const code = text.charCodeAt(behind);
    if (code === GREATER) return { name, attributes, isEmpty: false, next: behind + 1 };
    if (code === SLASH) {
      if (behind + 1 >= length) return undefined;
      if (text.charCodeAt(behind + 1) !== GREATER) faults.malformed('"/" must be followed by ">"', behind);
      return { name, attributes, isEmpty: true, next: behind + 2 };
    }
    if (behind === at) faults.malformed('a blank is missing before an attribute', at);
    if (attributes.length >= maxAttributes) faults.tooManyAttributes(behind);
    const attribute = readAttribute(text, behind, faults);
    if (!attribute) return undefined;
    attributes.push(attribute);
    at = attribute.valueEnd + 1;
  }
}

function readAttribute(text: string, from: number, faults: TagFaults): RawAttribute | undefined {
  const length = text.length;
  const nameEnd = skipName(text, from);
  let at = skipSpace(text, nameEnd);
  if (at >= length) return undefined;
  if (text.charCodeAt(at) !== EQUALS) faults.malformed('an attribute must have a value', at);
  at = skipSpace(text, at + 1);
  if (at >= length) return undefined;
  const quote = text.charCodeAt(at);
  if (quote !== QUOTE && quote !== APOSTROPHE) faults.malformed('a value must stand in quotes', at);
  const valueEnd = text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
  return valueEnd < 0 ? undefined : { name: text.slice(from, nameEnd), valueStart: at + 1, valueEnd };
}

/**
 * Reads an end tag (XML 1.0, 3.1), with `from` behind the `</`.
 *
 * @returns its name and the place behind the `>`, or undefined when the text ends within the tag
 */
export function readEndTag(
  text: string,
  from: number,
  faults: TagFaults,
): { name: string; next: number } | undefined {
  const nameEnd = skipName(text, from);
  const at = skipSpace(text, nameEnd);
  if (at >= text.length) return undefined;
  if (text.charCodeAt(at) !== GREATER) faults.malformed('an end tag must hold a name only', at);
  return { name: text.slice(from, nameEnd), next: at + 1 };
}

function skipName(text: string, from: number): number {
  let at = from;
  while (at < text.length && classes[text.charCodeAt(at)] === 0) at += 1;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && classes[text.charCodeAt(at)] === SPACE) at += 1;
  return at;
}
