import type { SuiteCase } from '@virlab/policy';
import { isMap } from 'yaml';
import { insertRule } from './change-draft-text';
import { dedent, indent } from './indent';
import { type DraftText, readDraftText } from './read-draft-text';

/** A policy text and its test cases. */
export interface PolicyTexts {
  source: string;
  cases: readonly SuiteCase[];
}

/** Whose text stays where both changed the same, by conflict. */
export type Keep = Readonly<Record<string, 'mine' | 'theirs'>>;

/** What comes of a merge; nothing of it is to be used while there are conflicts. */
export interface MergedPolicy {
  source: string;
  cases: SuiteCase[];
  /** `rules.<id>`, `cases.<name>`, `defaults`. */
  conflicts: string[];
}

/**
 * Merges two policies that were begun from the same one, rule by rule. The text of `theirs` is the ground: what only
 * `mine` changed is put into it.
 *
 * @param base - what both were begun from; null when that was nothing
 * @throws VirlabError `draft-unreadable` when what comes of it cannot be written
 */
export function mergePolicies(
  base: PolicyTexts | null,
  theirs: PolicyTexts,
  mine: PolicyTexts,
  keep: Keep,
): MergedPolicy {
  const conflicts: string[] = [];
  const decide = (path: string, texts: { base?: string; theirs?: string; mine?: string }) => {
    if (texts.mine === texts.base || texts.mine === texts.theirs) return texts.theirs;
    if (texts.theirs === texts.base) return texts.mine;
    const kept = Object.hasOwn(keep, path) ? keep[path] : undefined;
    if (kept === undefined) conflicts.push(path);
    return kept === 'mine' ? texts.mine : texts.theirs;
  };
  const source = mergeRules(
    base?.source ?? null,
    theirs.source.replaceAll('\r\n', '\n'),
    mine.source,
    decide,
  );
  return { source, cases: mergeCases(base?.cases ?? [], theirs.cases, mine.cases, decide), conflicts };
}

type Decide = (path: string, texts: { base?: string; theirs?: string; mine?: string }) => string | undefined;

function mergeRules(base: string | null, theirs: string, mine: string, decide: Decide): string {
  const old = rulesOf(base === null ? null : readDraftText(base.replaceAll('\r\n', '\n')));
  const their = rulesOf(readDraftText(theirs));
  const my = rulesOf(readDraftText(mine));
  const kept = new Map<string, string>();
  for (const key of new Set([...their.keys(), ...my.keys()])) {
    const [ours, others] = [my.get(key), their.get(key)];
    const text = decide(`rules.${key}`, { base: old.get(key)?.yaml, theirs: others?.yaml, mine: ours?.yaml });
    const lines = text === undefined ? undefined : text === others?.yaml ? others.lines : ours?.lines;
    if (lines !== undefined) kept.set(key, lines);
  }
  const keys = inMyOrder(
    withMine([...their.keys()], [...my.keys()]),
    [...old.keys()],
    [...their.keys()],
    [...my.keys()],
  );
  const texts = keys.flatMap((key) => kept.get(key) ?? []);
  return assemble(mergeHeads(base, theirs, mine, decide), texts);
}

/** The keys of theirs, and each of mine that is not among them behind the nearest one before it. */
function withMine(theirs: readonly string[], mine: readonly string[]): string[] {
  const keys = [...theirs];
  mine.forEach((key, place) => {
    if (keys.includes(key)) return;
    const before = mine.slice(0, place).findLast((one) => keys.includes(one));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  });
  return keys;
}

/** The order is for reading only: mine counts where theirs did not change it. */
function inMyOrder(
  keys: string[],
  old: readonly string[],
  theirs: readonly string[],
  mine: readonly string[],
): string[] {
  const among = (list: readonly string[], other: readonly string[]) =>
    list.filter((key) => other.includes(key)).join('\n');
  if (among(theirs, old) !== among(old, theirs)) return keys;
  const wanted = mine.filter((key) => keys.includes(key));
  return keys.map((key) => (mine.includes(key) ? (wanted.shift() ?? key) : key));
}

interface WrittenRule {
  yaml: string;
  /** Its lines with the comments that belong to it, as if the dash stood at the left edge. */
  lines: string;
}

/** By id; rules without one, and the second of two, have keys that no id can be. */
function rulesOf(text: DraftText | null): Map<string, WrittenRule> {
  const found = new Map<string, WrittenRule>();
  for (const { id, yaml, base, from, to } of text?.rules ?? []) {
    const key = id !== null && !found.has(id) ? id : ` ${id ?? ''} ${base}`;
    const column = text?.dashColumn ?? null;
    const lines =
      column === null
        ? `- ${indent(yaml, 2)}`
        : dedent(`\n${text?.source.slice(from, to) ?? ''}`, column)
            .slice(1)
            .trimEnd();
    found.set(key, { yaml, lines });
  }
  return found;
}

/** Writes rules in the place of those of `ground`. */
function assemble(ground: string, texts: readonly string[]): string {
  let draft = readDraftText(ground);
  const isEmpty = draft.rules.length === 0 || draft.dashColumn === null;
  // Some rule has to stand there to show where rules stand.
  if (isEmpty) draft = readDraftText(insertRule(draft, draft.rules.length - 1, 'id: " "'));
  const { source, rules, dashColumn } = draft;
  const [first, last] = [rules[0], rules.at(-1)];
  if (!first || !last) return source;
  const isAiry = rules.some(
    (rule, at) => at > 0 && /^\s*\n/.test(source.slice(rules[at - 1]?.to, rule.from)),
  );
  const lines = texts
    .map((text) => `${indent(`\n${text}`, dashColumn ?? 0).slice(1)}\n`)
    .join(isAiry ? '\n' : '');
  const above = source.slice(0, first.from);
  const merged = texts.length > 0 ? above + lines : `${above.trimEnd()} []\n`;
  const whole = merged + source.slice(last.to);
  readDraftText(whole);
  return whole;
}

/** The text whose other fields are to stay: mine where only I changed what they say. */
function mergeHeads(base: string | null, theirs: string, mine: string, decide: Decide): string {
  const headOf = (source: string) => JSON.stringify(headValues(readDraftText(source)));
  const [old, their, my] = [base === null ? undefined : headOf(base), headOf(theirs), headOf(mine)];
  return decide('defaults', { base: old, theirs: their, mine: my }) === their ? theirs : mine;
}

function headValues({ document }: DraftText): Record<string, string> {
  if (!isMap(document.contents)) return {};
  return Object.fromEntries(
    document.contents.items
      .map(({ key, value }) => [String(key), String(value)] as const)
      .filter(([key]) => key !== 'rules')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function mergeCases(
  base: readonly SuiteCase[],
  theirs: readonly SuiteCase[],
  mine: readonly SuiteCase[],
  decide: Decide,
): SuiteCase[] {
  const textsOf = (cases: readonly SuiteCase[]) =>
    new Map(cases.map((one) => [one.name, JSON.stringify(one)]));
  const [old, their, my] = [textsOf(base), textsOf(theirs), textsOf(mine)];
  return [...new Set([...their.keys(), ...my.keys()])].flatMap((name) => {
    const text = decide(`cases.${name}`, {
      base: old.get(name),
      theirs: their.get(name),
      mine: my.get(name),
    });
    return text === undefined ? [] : [JSON.parse(text) as SuiteCase];
  });
}
