import { MAX_SOURCE_LENGTH } from '@virlab/policy';
import { isMap, isSeq } from 'yaml';
import { indent } from './indent';
import {
  type DraftText,
  keyEnd,
  lineEnd,
  parseText,
  readDraftText,
  type RuleText,
  unreadable,
} from './read-draft-text';

/** Column of the dashes where no rule stands yet. */
const DASH_COLUMN = 2;

/**
 * Replaces one rule. All that stands outside it stays as it is, comments and blanks included.
 *
 * @throws VirlabError `draft-unreadable` when the whole could not be read any more
 */
export function replaceRule(draft: DraftText, index: number, text: string): string {
  const { source, rules } = asBlocks(draft);
  const rule = ruleOf(rules, index);
  const column = rule.start - (source.lastIndexOf('\n', rule.start - 1) + 1);
  const behind = source.slice(rule.end, lineEnd(source, rule.end));
  // A comment behind a rule of one line would become part of a text of several.
  const comment =
    text.includes('\n') && behind.trim() !== '' ? `\n${' '.repeat(column)}${behind.trim()}` : '';
  const rest = comment === '' ? rule.end : rule.end + behind.trimEnd().length;
  const changed = source.slice(0, rule.start) + indent(text, column) + comment + source.slice(rest);
  return checked(changed, rules.map(({ yaml }) => yaml).with(index, text), index);
}

/** Puts a new rule behind another; before the first one when `after` is -1. */
export function insertRule(draft: DraftText, after: number, text: string): string {
  const blocks = asBlocks(draft);
  const { source, rules, dashColumn } = blocks;
  const column = dashColumn ?? DASH_COLUMN;
  const lines = `${' '.repeat(column)}- ${indent(text, column + 2)}\n`;
  const texts = rules.map(({ yaml }) => yaml).toSpliced(after + 1, 0, text);
  if (rules.length === 0) return checked(withFirstRule(blocks, lines), texts, 0);
  const isAiry = rules.some(
    (rule, at) => at > 0 && /^\s*\n/.test(source.slice(rules[at - 1]?.to, rule.from)),
  );
  const at = after === -1 ? ruleOf(rules, 0).from : ruleOf(rules, after).to;
  const before = withBreak(source.slice(0, at));
  const blank = isAiry ? '\n' : '';
  const inserted = after === -1 ? `${lines}${blank}` : `${blank}${lines}`;
  return checked(before + inserted + source.slice(at), texts, after + 1);
}

/** Takes a rule out, with the comments that belong to it. */
export function removeRule(draft: DraftText, index: number): string {
  const { source, rules, document } = asBlocks(draft);
  const { from, to } = ruleOf(rules, index);
  const texts = rules.map(({ yaml }) => yaml).toSpliced(index, 1);
  const before = source.slice(0, from);
  const changed = before + source.slice(before.endsWith('\n\n') && source[to] === '\n' ? to + 1 : to);
  if (rules.length > 1 || !isMap(document.contents)) return checked(changed, texts);
  const colon = changed.indexOf(':', keyEnd(document.contents)) + 1;
  return checked(`${changed.slice(0, colon)} []${changed.slice(colon)}`, texts);
}

/** Puts the rules into another order; `order` holds their present places. */
export function orderRules(draft: DraftText, order: readonly number[]): string {
  const { source, rules } = asBlocks(draft);
  const first = rules[0];
  if (!first) return source;
  let changed = source.slice(0, first.from);
  order.forEach((from, place) => {
    const rule = ruleOf(rules, from);
    const next = rules[place + 1]?.from ?? source.length;
    changed += withBreak(source.slice(rule.from, rule.to)) + source.slice(ruleOf(rules, place).to, next);
  });
  return checked(
    changed,
    order.map((from) => ruleOf(rules, from).yaml),
  );
}

/** A list in brackets has no lines to work on: it is written anew, one dash for each rule. */
function asBlocks(draft: DraftText): DraftText {
  if (draft.dashColumn !== null) return draft;
  // One of its own, since it is changed.
  const document = parseText(draft.source).yaml;
  const { contents } = document;
  const rules = isMap(contents) ? contents.get('rules', true) : undefined;
  const isJson = isMap(contents) && contents.flow === true;
  if (!isJson && !(isSeq(rules) && rules.items.length > 0)) {
    if (rules === undefined || isSeq(rules) || isNothing(rules)) return draft;
    throw unreadable('rules is no list');
  }
  if (isJson) contents.flow = false;
  if (isSeq(rules)) rules.flow = rules.items.length === 0;
  return readDraftText(document.toString({ lineWidth: 0 }));
}

function isNothing(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'value' in node && node.value === null;
}

function withFirstRule({ source, document }: DraftText, lines: string): string {
  if (!isMap(document.contents) || !document.contents.has('rules'))
    return `${withBreak(source)}rules:\n${lines}`;
  const colon = source.indexOf(':', keyEnd(document.contents)) + 1;
  const end = lineEnd(source, colon);
  const line = source
    .slice(colon, end)
    .replace(/^\s*(?:\[\s*\]|~|null)/, '')
    .trimEnd();
  return `${source.slice(0, colon)}${line}\n${lines}${source.slice(end)}`;
}

function withBreak(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function ruleOf(rules: readonly RuleText[], index: number): RuleText {
  const rule = rules[index];
  if (!rule) throw new Error(`no rule at ${index}`);
  return rule;
}

/** Reads the outcome again: no text may change the meaning of what stands around it. */
function checked(source: string, texts: readonly string[], changed?: number): string {
  if (source.length > MAX_SOURCE_LENGTH)
    throw unreadable(
      `the policy would have ${source.length} characters, at most ${MAX_SOURCE_LENGTH} are allowed`,
    );
  const { rules } = readDraftText(source);
  const isKept =
    rules.length === texts.length &&
    rules.every(({ yaml }, index) => index === changed || yaml === texts[index]);
  if (!isKept) throw unreadable('it would change the rules around it');
  return source;
}
