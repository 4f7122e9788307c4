import type { ImportFault } from '../import-report';

/** One requirement of a rule, as written. */
export interface Requirement {
  type: string;
  anyOneOf?: string[];
  notAnyOf?: string[];
  whitelist?: string[];
  blacklist?: string[];
  regex: boolean;
}

/** One rule, or what is wrong with it and where. */
export type MappingRule =
  | { ok: true; local: Record<string, unknown>[]; remote: Requirement[] }
  | { ok: false; at: string; why: string };

const LISTS = {
  any_one_of: 'anyOneOf',
  not_any_of: 'notAnyOf',
  whitelist: 'whitelist',
  blacklist: 'blacklist',
} as const;

const MAX_CHARACTERS = 512 * 1024;

/** Reads a Keystone mapping: the document, its `mapping`, or the list of rules alone. */
export function readMapping(text: string): { rules: MappingRule[] } | { fault: ImportFault } {
  if (text.length > MAX_CHARACTERS)
    return { fault: { message: `found ${text.length} characters, at most ${MAX_CHARACTERS} are read` } };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return {
      fault: { message: `not readable as JSON: ${cause instanceof Error ? cause.message : 'malformed'}` },
    };
  }
  const rules = rulesOf(json);
  if (rules === undefined)
    return { fault: { message: 'found no rules with local and remote, expected a Keystone mapping' } };
  return { rules: rules.map(readRule) };
}

function rulesOf(json: unknown): unknown[] | undefined {
  if (Array.isArray(json)) return json;
  if (!isRecord(json)) return undefined;
  if (Array.isArray(json.rules)) return json.rules;
  return isRecord(json.mapping) ? rulesOf(json.mapping) : undefined;
}

function readRule(raw: unknown): MappingRule {
  if (!isRecord(raw)) return { ok: false, at: '', why: 'expected a rule with local and remote' };
  const { local, remote } = raw;
  if (!Array.isArray(local) || !local.every(isRecord))
    return { ok: false, at: '.local', why: 'expected a list of groups of fields' };
  if (!Array.isArray(remote) || remote.length === 0)
    return { ok: false, at: '.remote', why: 'expected a list of at least one requirement' };
  const read: Requirement[] = [];
  for (const [index, one] of remote.entries()) {
    const requirement = readRequirement(one);
    if (typeof requirement === 'string') return { ok: false, at: `.remote[${index}]`, why: requirement };
    read.push(requirement);
  }
  return { ok: true, local, remote: read };
}

function readRequirement(raw: unknown): Requirement | string {
  if (!isRecord(raw) || typeof raw.type !== 'string' || raw.type === '') return 'expected a type';
  const requirement: Requirement = { type: raw.type, regex: raw.regex === true };
  for (const [field, value] of Object.entries(raw)) {
    if (field === 'type') continue;
    if (field === 'regex') {
      if (typeof value !== 'boolean') return 'expected true or false for regex';
    } else if (Object.hasOwn(LISTS, field)) {
      if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
        return `expected a list of texts for ${field}`;
      requirement[LISTS[field as keyof typeof LISTS]] = value;
    } else return `found ${field}, which is not part of a requirement`;
  }
  const { anyOneOf, notAnyOf, whitelist, blacklist } = requirement;
  if ([anyOneOf, notAnyOf, whitelist, blacklist].filter((list) => list !== undefined).length > 1)
    return 'expected at most one of any_one_of, not_any_of, whitelist and blacklist';
  return requirement;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
