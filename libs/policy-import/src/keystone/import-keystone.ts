import type { Cond, Effect } from '@virlab/policy';
import { ImportDraft } from '../import-draft';
import type { ImportResult, ImportTargets } from '../import-report';
import { importLocal, type DirectMap, type LocalGift } from './import-local';
import { readMapping, type MappingRule, type Requirement } from './read-mapping';
import { requirementCondition } from './requirement-condition';

/**
 * Reads a Keystone federation mapping as rules that decide as Keystone's engine does, not as its documentation says: all
 * rules are asked and what they give is joined; a requirement on what was not released never holds.
 *
 * @param targets - what groups and projects are here, by `group:NAME`, `group_id:ID`, `project:NAME`, or `values of
 *   ATTRIBUTE` for groups that are named by a value (`class:{value}`)
 */
export function importKeystone(text: string, targets: ImportTargets = {}): ImportResult {
  const read = readMapping(text);
  if ('fault' in read) return { ok: false, fault: read.fault };
  const draft = new ImportDraft(targets);
  const everywhere = 'rules';
  if (read.rules.length > 1)
    draft.note(
      'kept',
      'rules-merged',
      everywhere,
      'every rule is asked and what they give is joined, as the engine does',
    );
  draft.note(
    'changed',
    'values-not-split',
    everywhere,
    'a released value with ; is several values for Keystone; here it stays one',
  );
  const withProjects = read.rules.filter((rule) => rule.ok && rule.local.some((one) => 'projects' in one));
  if (withProjects.length > 1)
    draft.note(
      'changed',
      'projects-joined',
      everywhere,
      'of several rules with projects the last wins there; here all give',
    );
  read.rules.forEach((rule, index) => importRule(rule, index, draft));
  return { ok: true, ...draft.result() };
}

function importRule(rule: MappingRule, index: number, draft: ImportDraft): void {
  const place = `rules[${index}]`;
  if (!rule.ok) {
    draft.note('lost', 'malformed', `${place}${rule.at}`, rule.why);
    return;
  }
  const conditions: Cond[] = [];
  for (const [at, requirement] of rule.remote.entries()) {
    const condition = requirementCondition(requirement, `${place}.remote[${at}]`, draft);
    if (condition === undefined) {
      draft.note('lost', 'no-counterpart', place, 'the rule was left out, since one of its requirements was');
      return;
    }
    conditions.push(condition);
  }
  const maps = directMaps(rule.remote, place);
  const gifts = rule.local.flatMap((local, at) => importLocal(local, maps, `${place}.local[${at}]`, draft));
  addRules(gifts, conditions, index, draft);
}

/** Only requirements that are empty, or have a whitelist or blacklist, are numbered. */
function directMaps(remote: readonly Requirement[], place: string): DirectMap[] {
  return remote.flatMap((requirement, at) =>
    requirement.anyOneOf === undefined && requirement.notAnyOf === undefined
      ? [{ requirement, place: `${place}.remote[${at}]` }]
      : [],
  );
}

/** What needs nothing more becomes one rule; what rests on one value of a direct map becomes a rule of its own. */
function addRules(
  gifts: readonly LocalGift[],
  conditions: readonly Cond[],
  index: number,
  draft: ImportDraft,
): void {
  const place = `rules[${index}]`;
  const plain = gifts.flatMap(({ when, effect }) => (when === undefined ? [effect] : []));
  if (plain.length > 0) draft.add(ruleOf(`keystone-${index + 1}`, conditions, unique(plain), index), place);
  const special = gifts.filter(({ when }) => when !== undefined);
  special.forEach(({ when, effect }, nth) => {
    const more = when === undefined ? conditions : [...conditions, when];
    draft.add(ruleOf(`keystone-${index + 1}-${nth + 1}`, more, [effect], index), place);
  });
  if (gifts.length === 0)
    draft.note('lost', 'no-counterpart', place, 'the rule gives nothing that there is here');
}

function ruleOf(id: string, conditions: readonly Cond[], effects: Effect[], index: number) {
  const [only] = conditions;
  const when: Cond = conditions.length === 1 && only !== undefined ? only : { all: [...conditions] };
  return {
    id,
    name: `Rule ${index + 1} of the Keystone mapping`,
    enabled: true,
    priority: 500,
    idps: '*' as const,
    when,
    effects,
  };
}

function unique(effects: readonly Effect[]): Effect[] {
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()];
}
