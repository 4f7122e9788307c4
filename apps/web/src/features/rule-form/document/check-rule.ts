import {
  compilePolicy,
  describeRule,
  type CompileContext,
  type Finding,
  type Rule,
  type RuleSentence,
} from '@virlab/policy';
import { editData } from './edit-rule';
import { dataAt, type ParsedRule, pathText, readPath, type RuleData, type RulePath } from './parse-rule';
import { locate } from './locate';

/** One thing wrong or doubtful in a rule, with its place in the rule and in its text. */
export interface RuleFinding {
  code: string;
  severity: 'error' | 'warning';
  /** As the policy language writes it, `when.all[0].value`; empty for the rule as a whole. */
  path: string;
  message: string;
  help?: string;
  /** Offsets in the text. */
  from: number;
  to: number;
}

/** What the engine says of a rule by itself. */
export interface RuleCheck {
  findings: RuleFinding[];
  /** True when the rule could be kept and decided with. */
  compiles: boolean;
  /** What can be said of it already; without what is not filled in yet. */
  sentence?: RuleSentence;
}

/** What a rule is checked against beside itself. */
export interface RuleSurroundings extends CompileContext {
  timeZone: string;
}

/** Compiles one rule in the browser, as the server will; never throws. */
export function checkRule(rule: ParsedRule, { timeZone, ...context }: RuleSurroundings): RuleCheck {
  const compiled = compilePolicy(policyOf(rule.data, timeZone), context);
  const found = compiled.ok ? compiled.warnings : compiled.faults;
  const findings = found.map((finding) => placed(rule, finding));
  const whole = compiled.ok ? compiled.table.set.rules[0] : unfinished(rule.data, timeZone);
  const sentence = whole && said(whole);
  return { findings, compiles: compiled.ok, ...(sentence ? { sentence } : {}) };
}

function policyOf(rule: RuleData, timezone: string) {
  return { version: 1, id: 'draft', defaults: { timezone }, rules: [rule] };
}

function placed(rule: ParsedRule, { code, severity, path, message, help }: Finding): RuleFinding {
  const own = path.replace(/^rules\[0\]\.?/, '').replace(/^rules$/, '');
  const { from, to } = placeOf(rule, readPath(own));
  return { code, severity, path: own, message, from, to, ...(help === undefined ? {} : { help }) };
}

/** Offsets of what stands at a path, or of the nearest thing around it. */
export function placeOf(rule: ParsedRule, path: RulePath): { from: number; to: number } {
  for (let length = path.length; length > 0; length--) {
    const place = locate(rule, path.slice(0, length));
    if (!place) continue;
    // A field without a value is shown at its name; a field that is missing at the name of what it is missing in.
    const field = place.holder?.kind === 'field' ? place.holder : undefined;
    if (field && (length < path.length || place.from === place.to))
      return { from: field.keyFrom, to: field.colonEnd };
    return length < path.length ? firstLine(rule.text, place) : { from: place.from, to: place.to };
  }
  return { from: 0, to: Math.max(0, rule.text.indexOf('\n')) };
}

function firstLine(text: string, { from, to }: { from: number; to: number }) {
  const end = text.indexOf('\n', from);
  return { from, to: end < 0 ? to : Math.min(to, end) };
}

/** More than this many things are missing: nothing worth a sentence. */
const MAX_HOLES = 40;

/** The rule without what is wrong in it: tests and effects that have faults are left out until it compiles. */
function unfinished(data: RuleData, timeZone: string): Rule | undefined {
  let left: RuleData = { ...data, id: 'rule', name: 'rule', priority: 500 };
  for (let hole = 0; hole < MAX_HOLES; hole++) {
    const effects: unknown = left.effects;
    const isBare = !Array.isArray(effects) || effects.length === 0;
    const compiled = compilePolicy(policyOf(isBare ? { ...left, effects: [STAND_IN] } : left, timeZone));
    if (compiled.ok) {
      // Nobody said "everybody": there is only nothing left of what was said.
      if (isAlways(left) && !isAlways(data)) return undefined;
      const rule = compiled.table.set.rules[0];
      return rule && isBare ? { ...rule, effects: [] } : rule;
    }
    const fault = compiled.faults.find(({ severity }) => severity === 'error');
    const path = readPath((fault?.path ?? '').replace(/^rules\[0\]\.?/, ''));
    const next = without(left, path);
    if (!next) return undefined;
    left = next;
  }
  return undefined;
}

const STAND_IN = { role: 'x' };

function without(data: RuleData, path: RulePath): RuleData | undefined {
  const [field] = path;
  if (field === undefined) return undefined;
  if (field === 'effects') {
    const index = path[1];
    return {
      ...data,
      effects:
        typeof index === 'number' ? editData(data, { do: 'remove', path: [field, index] }).effects : [],
    };
  }
  if (field !== 'when') return editData(data, { do: 'remove', path: [field] });
  const item = path.findLastIndex((step) => typeof step === 'number');
  if (item < 0) return isAlways(data) ? undefined : { ...data, when: { always: true } };
  const list = path.slice(0, item);
  const isLast = (dataAt(data, list) as unknown[]).length <= 1;
  const away = isLast ? list.slice(0, -1) : path.slice(0, item + 1);
  if (away.length <= 1) return { ...data, when: { always: true } };
  return typeof away.at(-1) === 'number'
    ? editData(data, { do: 'remove', path: away })
    : editData(data, { do: 'put', path: away, value: { always: true } });
}

function isAlways(data: RuleData): boolean {
  return dataAt(data, ['when', 'always']) === true;
}

function said(rule: Rule): RuleSentence | undefined {
  try {
    return describeRule(rule);
  } catch {
    return undefined;
  }
}

/** Findings that stand at a place or inside it. */
export function findingsUnder(findings: readonly RuleFinding[], path: RulePath): RuleFinding[] {
  const place = pathText(path);
  return findings.filter(
    (one) => one.path === place || one.path.startsWith(`${place}.`) || one.path.startsWith(`${place}[`),
  );
}
