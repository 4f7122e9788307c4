import { parsePolicyText, type PolicyText } from '@virlab/policy';
import { isMap, isPair, isScalar, isSeq, type Document, type YAMLMap } from 'yaml';
import { sha256, VirlabError } from '../../platform/index';
import { dedent } from './indent';

/** A rule as it stands in the text of a policy. Offsets count UTF-16 units from the beginning. */
export interface RuleText {
  /** Null when it has none. */
  id: string | null;
  /** The rule alone, from its first field, without the blanks before each line. */
  yaml: string;
  /** sha256 of `yaml`. */
  base: string;
  name: string;
  enabled: boolean;
  priority: number;
  owner?: string;
  note?: string;
  /** Of what `yaml` says. */
  start: number;
  end: number;
  /** Of the lines that belong to it: comments above and below, its dash, its last line break. */
  from: number;
  to: number;
}

/** A policy text whose rules can be told apart. Nothing in it is ever changed. */
export interface DraftText {
  source: string;
  /** As it was read, so that nobody has to read it again. */
  parsed: PolicyText;
  document: Document.Parsed;
  rules: readonly RuleText[];
  /** Column of the dashes; null when the rules are no list with one dash for each. */
  dashColumn: number | null;
}

/** A text of 500 rules takes a tenth of a second, and one change looks at the same two texts several times. */
const recent = new Map<string, DraftText>();
const MOST_RECENT = 4;

/**
 * Reads where the rules of a policy stand, faulty ones too.
 *
 * @throws VirlabError `draft-unreadable` when it is no YAML, or no map
 */
export function readDraftText(source: string): DraftText {
  const known = recent.get(source);
  if (known) return known;
  const draft = read(source);
  for (const oldest of [...recent.keys()].slice(0, recent.size + 1 - MOST_RECENT)) recent.delete(oldest);
  recent.set(source, draft);
  return draft;
}

function read(source: string): DraftText {
  const parsed = parseText(source);
  const document = parsed.yaml;
  if (!isMap(document.contents)) throw unreadable('expected fields such as version, id and rules');
  const rules = document.contents.get('rules', true);
  if (!isSeq(rules) || rules.flow === true) {
    const items = isSeq(rules) ? rules.items : [];
    return { source, parsed, document, dashColumn: null, rules: items.map((item) => ruleAt(source, item)) };
  }
  const dashes = dashesOf(rules.srcToken);
  const placed = rules.items.map((item, index) => ruleAt(source, item, dashes[index]));
  const [dash = 0] = dashes;
  placeLines(source, placed, dashes, lineEnd(source, keyEnd(document.contents)));
  return { source, parsed, document, rules: placed, dashColumn: dash - lineStart(source, dash) };
}

/** As {@link readDraftText}, and null for what cannot be read. */
export function tryDraftText(source: string): DraftText | null {
  try {
    return readDraftText(source);
  } catch (error) {
    if (error instanceof VirlabError) return null;
    throw error;
  }
}

/** Parses what may have faults of its own, but has to be YAML. */
export function parseText(source: string): PolicyText {
  let parsed: PolicyText;
  try {
    parsed = parsePolicyText(source);
  } catch {
    // The parser gives up by exception on absurd nesting.
    throw unreadable('it cannot be read as YAML');
  }
  const fault = parsed.yaml.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (!fault) return parsed;
  const [first = ''] = fault.message.split('\n');
  const place = fault.linePos?.[0];
  const at = place ? `line ${place.line}, column ${place.col}: ` : '';
  throw unreadable(`${at}${first.replace(/ at line \d+, column \d+:?$/, '')}`);
}

/** The failure for a text that cannot be kept. */
export function unreadable(publicDetail: string): VirlabError {
  return new VirlabError('draft-unreadable', { publicDetail });
}

/** Offset of the first character of the line that `offset` is on. */
export function lineStart(source: string, offset: number): number {
  return offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset behind the line break of the line that `offset` is on. */
export function lineEnd(source: string, offset: number): number {
  const found = source.indexOf('\n', offset);
  return found === -1 ? source.length : found + 1;
}

/** Offset behind the key `rules`. */
export function keyEnd(contents: YAMLMap): number {
  const pair = contents.items.find((item) => isScalar(item.key) && item.key.value === 'rules');
  return isScalar(pair?.key) ? (pair.key.range?.[1] ?? 0) : 0;
}

function ruleAt(source: string, item: unknown, dash?: number): RuleText {
  const range = rangeOf(item);
  const start = range?.[0] ?? (dash ?? 0) + 1;
  const end = start + source.slice(start, range?.[1] ?? start).trimEnd().length;
  const yaml = dedent(source.slice(start, end), start - lineStart(source, start));
  const field = (name: string): unknown => {
    if (!isMap(item)) return undefined;
    const found = item.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === name);
    return isScalar(found?.value) ? found.value.value : undefined;
  };
  const [id, name, priority, owner, note] = ['id', 'name', 'priority', 'owner', 'note'].map(field);
  return {
    id: typeof id === 'string' && id !== '' ? id : null,
    yaml,
    base: sha256(yaml),
    name: typeof name === 'string' ? name : '',
    enabled: field('enabled') !== false,
    priority: typeof priority === 'number' && Number.isSafeInteger(priority) ? priority : 500,
    ...(typeof owner === 'string' ? { owner } : {}),
    ...(typeof note === 'string' ? { note } : {}),
    start,
    end,
    from: start,
    to: end,
  };
}

function rangeOf(node: unknown): [number, number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const [start, end] = node.range as number[];
  return start === undefined || end === undefined ? undefined : [start, end];
}

function dashesOf(token: unknown): number[] {
  if (typeof token !== 'object' || token === null || !('items' in token)) return [];
  return (token.items as { start: { type: string; offset: number }[] }[]).flatMap(
    ({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [],
  );
}

/** Gives each rule its lines: a comment at the column of the dash or left of it belongs to the rule below it. */
function placeLines(source: string, rules: RuleText[], dashes: readonly number[], first: number): void {
  let above = first;
  rules.forEach((rule, index) => {
    const dash = dashes[index] ?? rule.start;
    const column = dash - lineStart(source, dash);
    rule.from = lineStart(source, dash);
    for (let from = rule.from; from > above;) {
      from = lineStart(source, from - 1);
      if (from < above || commentColumn(source, from) > column) break;
      rule.from = from;
    }
    rule.to = lineEnd(source, Math.max(rule.end, dash));
    const next = dashes[index + 1] ?? source.length;
    for (let to = rule.to; to < next; to = lineEnd(source, to)) {
      const found = commentColumn(source, to);
      if (found === Infinity || found <= column) break;
      rule.to = lineEnd(source, to);
    }
    above = rule.to;
  });
}

/** Column of the comment that is all of the line beginning at `from`; Infinity when the line is anything else. */
function commentColumn(source: string, from: number): number {
  const line = source.slice(from, lineEnd(source, from));
  const column = line.search(/\S/);
  return column !== -1 && line[column] === '#' ? column : Infinity;
}
