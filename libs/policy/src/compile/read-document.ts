import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import { byPlace, pathText, type Finding, type FindingCode, type Path } from '../language/finding';
import { MAX_FINDINGS, MAX_SOURCE_LENGTH } from '../language/limits';
import { plainValue } from './plain-value';

/** A place in a document; `order` sorts places as they stand in it. */
export interface Place {
  line?: number;
  column?: number;
  order: number;
}

/** A document as plain data that still knows where everything stood. */
export interface ReadDocument {
  value: unknown;
  /** Place of the value at a path, or of its key; of the nearest parent when there is nothing at the path. */
  locate(path: Path, on: 'key' | 'value'): Place;
}

/** The outcome of {@link readDocument}. */
export type ReadResult = { document?: ReadDocument; findings: Finding[] };

/** A text that was read as YAML, for who wants to know more of it than the language asks for; nobody changes it. */
export class PolicyText {
  constructor(
    readonly source: string,
    /** With its source tokens. */
    readonly yaml: Document.Parsed,
    readonly lines: LineCounter,
  ) {}
}

/**
 * Reads a text as YAML once for all who ask: {@link compilePolicy} takes it in place of the text.
 *
 * @throws Error on absurd nesting; faults of any other kind stand in the document
 */
export function parsePolicyText(source: string): PolicyText {
  const lines = new LineCounter();
  const options = { lineCounter: lines, stringKeys: true, logLevel: 'error', schema: 'core' } as const;
  return new PolicyText(source, parseDocument(source, { ...options, keepSourceTokens: true }), lines);
}

/** Where an anchor, alias or tag may begin in a text without faults; without such a place its nodes need no search. */
const MARKS = /(?:^|[\s,[\]{}:?-])[&*!]/m;

/**
 * Reads YAML (of which JSON is a part) or takes plain data. Aliases and tags are not part of the language: a rule
 * has to be readable where it stands, and a form could not keep them.
 *
 * @returns the document unless it cannot be read at all; every fault of the text
 */
export function readDocument(source: unknown): ReadResult {
  if (typeof source === 'string') return readText(source, () => parsePolicyText(source));
  return source instanceof PolicyText ? readText(source.source, () => source) : readPlain(source);
}

function readPlain(source: unknown): ReadResult {
  const read = plainValue(source);
  if (!read.ok) {
    return { findings: [error('document-shape', pathText(read.fault.path), read.fault.message)] };
  }
  let orders: Map<string, number> | undefined;
  const locate = (path: Path): Place => {
    orders ??= orderOf(read.value);
    for (let length = path.length; length >= 0; length--) {
      const order = orders.get(pathText(path.slice(0, length)));
      if (order !== undefined) return { order };
    }
    return { order: 0 };
  };
  return { document: { value: read.value, locate }, findings: [] };
}

function orderOf(value: unknown): Map<string, number> {
  const orders = new Map<string, number>();
  const walk = (found: unknown, path: Path) => {
    orders.set(pathText(path), orders.size);
    if (Array.isArray(found)) found.forEach((item, index) => walk(item, [...path, index]));
    else if (typeof found === 'object' && found !== null) {
      for (const [key, item] of Object.entries(found)) walk(item, [...path, key]);
    }
  };
  walk(value, []);
  return orders;
}

function readText(source: string, parse: () => PolicyText): ReadResult {
  if (source.length > MAX_SOURCE_LENGTH) {
    const message = `document has ${source.length} characters, at most ${MAX_SOURCE_LENGTH} are allowed`;
    return { findings: [error('document-too-large', '', message)] };
  }
  try {
    const json = valueOfJson(source);
    if (json !== undefined) return { document: documentOfJson(json, parse), findings: [] };
    const { yaml, lines } = parse();
    const faults = textFaults(yaml);
    const mayHaveMarks = faults.length > 0 || MARKS.test(source);
    const findings = [...faults, ...(mayHaveMarks ? nodeFaults(yaml, lines) : [])];
    const readable = findings.every(({ code }) => code === 'duplicate-key');
    if (!readable) return { findings: byPlace(findings).slice(0, MAX_FINDINGS) };
    const value: unknown = yaml.toJS({ maxAliasCount: 0 });
    return { document: { value, locate: (path, on) => locateNode(yaml, lines, path, on) }, findings };
  } catch {
    // The parser gives up by exception on absurd nesting.
    return { findings: [error('yaml-syntax', '', 'document cannot be read as YAML')] };
  }
}

/**
 * The value of a text that is JSON just as a machine writes it, which is read ten times as fast as YAML: no field stands
 * there twice, and no number is written in a way that YAML reads otherwise. Undefined for any other text.
 */
function valueOfJson(source: string): object | undefined {
  if (!source.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(source) as object;
    const text = source.trimEnd();
    const isPlain = JSON.stringify(value) === text || JSON.stringify(value, null, 2) === text;
    return isPlain && plainValue(value).ok ? value : undefined;
  } catch {
    return undefined;
  }
}

function documentOfJson(value: object, parse: () => PolicyText): ReadDocument {
  let parsed: PolicyText | undefined;
  const locate = (path: Path, on: 'key' | 'value') => {
    parsed ??= parse();
    return locateNode(parsed.yaml, parsed.lines, path, on);
  };
  return { value, locate };
}

function textFaults(yaml: Document.Parsed): Finding[] {
  // Tags that nobody knows are warnings of the parser, and found among the nodes as well.
  const told = yaml.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  return [...yaml.errors, ...told].map((fault) => {
    const [first = ''] = fault.message.split('\n');
    const message = first.replace(/ at line \d+, column \d+:?$/, '');
    const code = fault.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax';
    const place = fault.linePos?.[0];
    return {
      ...error(code, '', message.charAt(0).toLowerCase() + message.slice(1)),
      ...(place === undefined ? {} : { line: place.line, column: place.col }),
    };
  });
}

function nodeFaults(yaml: Document.Parsed, lines: LineCounter): Finding[] {
  const findings: Finding[] = [];
  const add = (code: 'yaml-alias' | 'yaml-tag', offset: number, message: string, help: string) => {
    const { line, col } = lines.linePos(offset);
    findings.push({ ...error(code, '', message), line, column: col, help });
  };
  visit(yaml, {
    Node(_key, node) {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node) || node.anchor !== undefined) {
        const help = 'write the values out where they are used';
        add('yaml-alias', offset, 'found an anchor or alias, expected the values themselves', help);
      } else if (node.tag !== undefined) {
        add(
          'yaml-tag',
          offset,
          `found tag ${node.tag}, expected a plain value`,
          'tags are not part of the language',
        );
      }
    },
  });
  return findings;
}

function locateNode(yaml: Document.Parsed, lines: LineCounter, path: Path, on: 'key' | 'value'): Place {
  let node: unknown = yaml.contents;
  let offset = rangeStart(node) ?? 0;
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (pair === undefined) break;
      const keyStart = rangeStart(pair.key) ?? offset;
      const wantsKey = on === 'key' && index === path.length - 1;
      // A field without a value (`when:`) stands where its key stands.
      offset = wantsKey || isEmpty(pair.value) ? keyStart : (rangeStart(pair.value) ?? keyStart);
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = rangeStart(node) ?? offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col, order: offset };
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null && node.source === '');
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

function error(code: FindingCode, path: string, message: string): Finding {
  return { code, severity: 'error', path, message };
}
