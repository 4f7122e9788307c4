import { conditionKind, isOp, ops } from '../conditions';
import type { Path } from '../language/finding';
import { pathText } from '../language/finding';
import { MAX_DEPTH, MAX_OPERANDS } from '../language/limits';
import type { Cond } from '../language/policy-set';
import { attributeFault, type KnownThings } from './compile-context';
import type { FaultList } from './fault-list';
import { didYouMean, meant, nearestWord } from './nearest-word';
import type { CompiledCondition } from './rule-table';
import { nameOf, shapeFaults } from './shape-faults';

/** What the conditions of a policy are compiled with. */
export interface ConditionSetting {
  faults: FaultList;
  known: KnownThings;
  timezone: string;
}

/** A condition in both forms: as written and ready to be evaluated. */
export interface ReadCondition {
  written: Cond;
  compiled: CompiledCondition;
}

/** Words of other policy languages, and what they are called here. */
const otherWords: Record<string, string> = {
  and: 'all',
  or: 'any',
  none: 'not',
  eq: 'equals',
  is: 'equals',
  '==': 'equals',
  in: 'oneOf',
  any_one_of: 'oneOf',
  regex: 'matches',
  regexp: 'matches',
  match: 'matches',
  exists: 'present',
  missing: 'absent',
  '<': 'numLt',
  '<=': 'numLte',
  '>': 'numGt',
  '>=': 'numGte',
  between: 'numBetween',
  scope: 'hasScope',
};

const GROUPS = ['all', 'any', 'not', 'always'] as const;

/**
 * Reads one condition and everything inside it.
 *
 * @param path - its place in the document
 * @param inRule - how many steps of the path lead to the rule, so that traces name places inside it
 * @returns undefined when it or something inside it has a fault; all faults are on the list
 */
export function compileCondition(
  raw: unknown,
  path: Path,
  inRule: number,
  setting: ConditionSetting,
  depth = 1,
): ReadCondition | undefined {
  const { faults } = setting;
  const shapeFault = (message: string, help?: string) => {
    faults.add({ code: 'condition-shape', path, message, help });
    return undefined;
  };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const help = Array.isArray(raw) ? 'put the list under all or any' : undefined;
    return shapeFault(`found ${nameOf(raw)}, expected a condition`, help);
  }
  const written = raw as Record<string, unknown>;
  const keys = Object.keys(written);
  const groups = GROUPS.filter((group) => Object.hasOwn(written, group));
  const isTest = Object.hasOwn(written, 'op') || Object.hasOwn(written, 'attr');
  const [group] = groups;
  if (group === undefined && isTest) return compileTest(written, path, inRule, setting);
  if (group === undefined || groups.length > 1 || isTest) {
    const found =
      keys.length === 0
        ? 'no fields'
        : keys
            .map((key) => `"${key}"`)
            .slice(0, 5)
            .join(', ');
    const [key = ''] = keys;
    const near =
      keys.length === 1 ? (wordHere(key) ?? nearestWord(key, [...GROUPS, 'op', 'attr'])) : undefined;
    return shapeFault(
      `found ${found}, expected exactly one of all, any, not, always, or a test with op`,
      near === undefined ? undefined : `did you mean "${near}"?`,
    );
  }
  for (const key of keys) {
    if (key === group) continue;
    const message = `found field "${key}" beside "${group}", which stands alone`;
    faults.add({ code: 'unknown-field', path: [...path, key], on: 'key', message });
  }
  if (depth > MAX_DEPTH && group !== 'always') {
    faults.add({
      code: 'too-deep',
      path,
      message: `groups are nested deeper than ${MAX_DEPTH}`,
      help: 'split the rule in two',
    });
    return undefined;
  }
  return compileGroup(group, written[group], [...path, group], inRule, setting, depth);
}

function compileGroup(
  group: (typeof GROUPS)[number],
  content: unknown,
  path: Path,
  inRule: number,
  setting: ConditionSetting,
  depth: number,
): ReadCondition | undefined {
  const { faults } = setting;
  const place = pathText(path.slice(inRule, -1));
  if (group === 'always') {
    if (content === true)
      return { written: { always: true }, compiled: { kind: 'always', path: place, children: [] } };
    faults.add({ code: 'wrong-value', path, message: `found ${nameOf(content)}, expected true` });
    return undefined;
  }
  if (group === 'not') {
    const inner = compileCondition(content, path, inRule, setting, depth + 1);
    if (inner === undefined) return undefined;
    return {
      written: { not: inner.written },
      compiled: { kind: 'not', path: place, children: [inner.compiled] },
    };
  }
  if (!Array.isArray(content)) {
    faults.add({
      code: 'wrong-type',
      path,
      message: `found ${nameOf(content)}, expected a list of conditions`,
    });
    return undefined;
  }
  if (content.length === 0) {
    const message = `"${group}" has no conditions, expected at least one`;
    faults.add({ code: 'too-few', path, message, help: 'for a rule about everybody write always: true' });
    return undefined;
  }
  if (content.length > MAX_OPERANDS) {
    const message = `"${group}" has ${content.length} conditions, at most ${MAX_OPERANDS} are allowed`;
    faults.add({ code: 'too-many', path, message, help: 'use oneOf for a list of values' });
    return undefined;
  }
  const read = content.map((item, index) =>
    compileCondition(item, [...path, index], inRule, setting, depth + 1),
  );
  const whole = read.filter((item) => item !== undefined);
  if (whole.length < read.length) return undefined;
  const inner = whole.map(({ written }) => written);
  return {
    written: group === 'all' ? { all: inner } : { any: inner },
    compiled: { kind: group, path: place, children: whole.map(({ compiled }) => compiled) },
  };
}

function compileTest(
  written: Record<string, unknown>,
  path: Path,
  inRule: number,
  setting: ConditionSetting,
): ReadCondition | undefined {
  const { faults, known } = setting;
  const { op, attr } = written;
  if (!isOp(op)) {
    if (op === undefined)
      faults.add({ code: 'missing-field', path: [...path, 'op'], message: 'field "op" is missing' });
    else {
      const word = typeof op === 'string' ? wordHere(op) : undefined;
      const near = word === undefined ? didYouMean(String(op), ops) : meant(word);
      const help = `ops are ${ops.join(', ')}`;
      faults.add({
        code: 'unknown-op',
        path: [...path, 'op'],
        message: `no op is called ${nameOf(op)}`,
        help,
        ...near,
      });
    }
    return undefined;
  }
  if (typeof attr === 'string') {
    const fault = attributeFault(attr, known);
    if (fault !== undefined) {
      faults.add({
        code: fault.code,
        path: [...path, 'attr'],
        message: fault.message,
        ...didYouMean(attr, fault.candidates),
        ...(fault.code === 'unknown-attribute' ? { severity: 'warning' as const } : {}),
      });
    }
  }
  const kind = conditionKind(op);
  const read = kind.read(written, setting);
  if (read.ok) {
    return {
      written: read.test,
      compiled: { kind: 'test', path: pathText(path.slice(inRule)), children: [], test: read.prepared },
    };
  }
  for (const fault of shapeFaults(read.issues, written, path, kind.schema)) faults.add(fault);
  for (const { at, ...fault } of read.faults) faults.add({ ...fault, path: [...path, ...at] });
  return undefined;
}

function wordHere(word: string): string | undefined {
  return Object.hasOwn(otherWords, word) ? otherWords[word] : undefined;
}
