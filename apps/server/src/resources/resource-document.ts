import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml';
import type { ResourceFault } from './resource-fault';

/** Keys and indexes from the root of a document to one place in it. */
export type Path = readonly (string | number)[];

/** One document of a resource file: plain data that still knows where everything stood. */
export interface ResourceDocument {
  file: string;
  value: unknown;
  /** Makes a fault at the value at `path`, or at its key; at the nearest parent when there is nothing. */
  fault(path: Path, message: string, on?: 'key' | 'value'): ResourceFault;
  /** The text of the value at `path` as it stands in the file, and where it begins; undefined when there is none. */
  textAt(path: Path): { text: string; line: number; column: number } | undefined;
}

/** Anchors are allowed, bombs made of them are not. */
const MOST_ALIASES = 100;

/** Reads the documents of a resource file, and every fault of its YAML. Documents that hold nothing are left out. */
export function readDocuments(
  file: string,
  text: string,
): { documents: ResourceDocument[]; faults: ResourceFault[] } {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, stringKeys: true, logLevel: 'silent' });
  const documents: ResourceDocument[] = [];
  const faults: ResourceFault[] = [];
  for (const yaml of parsed) {
    const found = [...yaml.errors, ...yaml.warnings].map(({ message, linePos }) => ({
      file,
      line: linePos?.[0].line ?? 1,
      column: linePos?.[0].col ?? 1,
      message: plainMessage(message),
    }));
    faults.push(...found);
    if (found.length > 0 || yaml.contents === null) continue;
    const read = valueOf(yaml);
    const document = documentOf(file, text, yaml, lines, read.value);
    if (read.fault) faults.push(document.fault([], read.fault));
    else if (read.value !== null) documents.push(document);
  }
  return { documents, faults };
}

function valueOf(yaml: Document.Parsed): { value: unknown; fault?: string } {
  try {
    return { value: yaml.toJS({ maxAliasCount: MOST_ALIASES }) as unknown };
  } catch (error) {
    return { value: null, fault: plainMessage((error as Error).message) };
  }
}

function plainMessage(message: string): string {
  const [first = ''] = message.split('\n');
  const plain = first.replace(/ at line \d+, column \d+:?$/, '');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

function documentOf(
  file: string,
  text: string,
  yaml: Document.Parsed,
  lines: LineCounter,
  value: unknown,
): ResourceDocument {
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    file,
    value,
    fault: (path, message, on = 'value') => ({ file, ...place(offsetOf(yaml.contents, path, on)), message }),
    textAt: (path) => {
      const node = nodeAt(yaml.contents, path);
      if (!node?.range) return undefined;
      const [start, end] = node.range;
      return { text: text.slice(start, end), ...place(start) };
    },
  };
}

function nodeAt(root: unknown, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    if (isMap(node)) node = node.items.find(({ key }) => isScalar(key) && key.value === step)?.value;
    else if (isSeq(node) && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

/** Where in the text the value at a path stands, or the nearest thing around it. */
function offsetOf(root: unknown, path: Path, on: 'key' | 'value'): number {
  let node = root;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      const wantsKey = on === 'key' && index === path.length - 1;
      offset = (wantsKey ? undefined : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  // A field without a value stands where its key stands.
  if (isScalar(node) && node.value === null && node.source === '') return undefined;
  return node.range[0] as number;
}
