import { type Document, isAlias, isMap, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';

/** Keys and indexes from the rule to one place in it. */
export type RulePath = readonly (string | number)[];

/** A rule as its fields say it; nothing of it is known to be right. */
export type RuleData = Record<string, unknown>;

/** What keeps a text from being shown as a form. */
export interface TextFault {
  /** `alias` and `tag` are no part of the language; `shape` is a text that is no rule at all. */
  kind: 'syntax' | 'duplicate-key' | 'alias' | 'tag' | 'shape';
  message: string;
  /** Offsets in the text. */
  from: number;
  to: number;
  /** 1-based. */
  line: number;
}

/** The text of a rule, with the places of everything in it. */
export interface ParsedRule {
  text: string;
  document: Document.Parsed<ParsedNode>;
  data: RuleData;
}

/** What {@link parseRule} answers. */
export type ParseResult = { ok: true; rule: ParsedRule } | { ok: false; faults: TextFault[] };

/**
 * Reads the text of one rule as the policy language does (YAML 1.2 without anchors, aliases and tags), keeping where
 * everything stands. Never throws.
 */
export function parseRule(text: string): ParseResult {
  const lines = new LineCounter();
  const fault = (kind: TextFault['kind'], message: string, from: number, to: number): TextFault => {
    const end = Math.min(Math.max(to, from), text.length);
    const start = Math.min(from, end);
    return { kind, message, from: start, to: end, line: Math.max(1, lines.linePos(start).line) };
  };
  try {
    const document = parseDocument(text, {
      keepSourceTokens: true,
      lineCounter: lines,
      stringKeys: true,
      schema: 'core',
      logLevel: 'error',
    });
    const faults = document.errors.map(({ code, message, pos }) =>
      fault(code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'syntax', firstLine(message), ...pos),
    );
    visit(document, {
      Node(_key, node) {
        const [from = 0, to = 0] = node.range ?? [];
        if (isAlias(node) || node.anchor !== undefined)
          faults.push(fault('alias', 'found an anchor or alias, expected the values themselves', from, to));
        else if (node.tag !== undefined)
          faults.push(fault('tag', `found tag ${node.tag}, expected a plain value`, from, to));
      },
    });
    if (faults.length > 0) return { ok: false, faults };
    if (!isMap(document.contents))
      return {
        ok: false,
        faults: [fault('shape', 'found no fields, expected those of a rule', 0, text.length)],
      };
    const data = document.toJS({ maxAliasCount: 0 }) as RuleData;
    return { ok: true, rule: { text, document, data } };
  } catch {
    // The parser gives up by exception on absurd nesting.
    return { ok: false, faults: [fault('syntax', 'cannot be read as YAML', 0, text.length)] };
  }
}

function firstLine(message: string): string {
  const [first = ''] = message.split('\n');
  const told = first.replace(/ at line \d+, column \d+:?$/, '');
  return told.charAt(0).toLowerCase() + told.slice(1);
}

/** What stands at a path of plain data; undefined where there is nothing. */
export function dataAt(data: unknown, path: RulePath): unknown {
  let found = data;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

/** Writes a path as the policy language does: `when.all[0].value`. */
export function pathText(path: RulePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** Reads what {@link pathText} writes. */
export function readPath(text: string): RulePath {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  );
}
