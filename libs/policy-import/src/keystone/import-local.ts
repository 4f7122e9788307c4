import type { Cond, Effect } from '@virlab/policy';
import { attributeName } from '../attribute-names';
import type { ImportDraft } from '../import-draft';
import type { Requirement } from './read-mapping';
import { patternTest } from './requirement-condition';

/** A requirement that `{0}`, `{1}` … may refer to, in this order. */
export interface DirectMap {
  requirement: Requirement;
  place: string;
}

/** An effect, and what must hold beside the rule's own conditions. */
export interface LocalGift {
  when?: Cond;
  effect: Effect;
}

/** What one entry of `local` gives here; whatever it does not is told. */
export function importLocal(
  local: Record<string, unknown>,
  maps: readonly DirectMap[],
  place: string,
  draft: ImportDraft,
): LocalGift[] {
  const gifts: LocalGift[] = [];
  // The domain belongs to the groups beside it.
  const domain = nameOf(local.domain);
  for (const [field, content] of Object.entries(local)) {
    const at = `${place}.${field}`;
    if (field === 'user')
      draft.note(
        'lost',
        'user-not-imported',
        at,
        'who somebody is comes from the sign-in, not from the policy',
      );
    else if (field === 'group') gifts.push(...importGroup(content, maps, at, draft));
    else if (field === 'groups' || field === 'group_ids')
      gifts.push(...importGroups(content, field, maps, domain, at, draft));
    else if (field === 'projects') gifts.push(...importProjects(content, at, draft));
    else if (field !== 'domain') draft.note('lost', 'no-counterpart', at, `${field} has no counterpart here`);
  }
  return gifts;
}

function importGroup(
  content: unknown,
  maps: readonly DirectMap[],
  at: string,
  draft: ImportDraft,
): LocalGift[] {
  const { id, name, domain } = fieldsOf(content);
  const named = typeof id === 'string' ? { kind: 'group_id', name: id } : { kind: 'group', name };
  if (typeof named.name !== 'string' || named.name === '') {
    draft.note('lost', 'malformed', at, 'expected a group with an id, or a name and a domain');
    return [];
  }
  const kind = named.kind === 'group' ? 'groups' : 'group_ids';
  if (/\{\d+\}/.test(named.name)) return importGroups(named.name, kind, maps, nameOf(domain), at, draft);
  return gift(groupKey(kind, named.name, nameOf(domain)), at, draft);
}

function groupKey(field: 'groups' | 'group_ids', name: string, domain: string | undefined): string {
  if (field === 'group_ids') return `group_id:${name}`;
  return domain === undefined ? `group:${name}` : `group:${name}@${domain}`;
}

/** Groups named by the values of an attribute: one rule for each value that a whitelist names, else a template. */
function importGroups(
  content: unknown,
  field: 'groups' | 'group_ids',
  maps: readonly DirectMap[],
  domain: string | undefined,
  at: string,
  draft: ImportDraft,
): LocalGift[] {
  const lose = (message: string) => {
    draft.note('lost', 'no-counterpart', at, message);
    return [];
  };
  if (typeof content !== 'string') return lose('expected a text such as {0}');
  const [, number] = /^\{(\d+)\}$/.exec(content.trim()) ?? [];
  if (number === undefined) {
    if (/\{\d+\}/.test(content))
      return lose(`"${content}" puts values into a longer name, which cannot be kept`);
    return gift(groupKey(field, content, domain), at, draft);
  }
  const map = maps[Number(number)];
  if (map === undefined)
    return lose(
      `"${content}" refers to no requirement: only those that are empty or have a whitelist or blacklist count`,
    );
  const { requirement } = map;
  const attr = attributeName(requirement.type);
  if (requirement.blacklist !== undefined && requirement.blacklist.length > 0)
    return lose('a blacklist takes single values out, which cannot be kept');
  if (requirement.whitelist !== undefined && !requirement.regex) {
    return requirement.whitelist.flatMap((value) =>
      gift(groupKey(field, value, domain), at, draft).map(({ effect }): LocalGift => ({
        when: { attr, op: 'equals', value },
        effect,
      })),
    );
  }
  return fromValues(requirement, attr, at, draft);
}

function fromValues(requirement: Requirement, attr: string, at: string, draft: ImportDraft): LocalGift[] {
  const [made] = gift(`values of ${requirement.type}`, at, draft);
  if (made === undefined) return [];
  const { effect } = made;
  if (!('class' in effect) || !('template' in effect.class)) {
    const message = `values of ${requirement.type} name the groups: say which classes, as in class:{value}`;
    draft.note('lost', 'target-unmapped', at, message);
    return [];
  }
  if (requirement.whitelist === undefined)
    return [{ when: { attr, op: 'matches', value: '(?P<value>(?s:.+))' }, effect }];
  return requirement.whitelist.flatMap((pattern) => {
    const test = patternTest(attr, pattern, at, draft, 'value');
    return test === undefined ? [] : [{ when: test, effect }];
  });
}

function importProjects(content: unknown, at: string, draft: ImportDraft): LocalGift[] {
  if (!Array.isArray(content)) {
    draft.note('lost', 'malformed', at, 'expected a list of projects');
    return [];
  }
  return content.flatMap((project: unknown, index) => {
    const place = `${at}[${index}]`;
    const { name, roles } = fieldsOf(project);
    if (typeof name !== 'string' || name === '' || /\{\d+\}/.test(name)) {
      draft.note('lost', 'no-counterpart', place, 'expected a project with a name of its own');
      return [];
    }
    for (const role of Array.isArray(roles) ? roles : []) {
      const { name: roleName } = fieldsOf(role);
      if (typeof roleName === 'string')
        draft.note(
          'lost',
          'project-role-lost',
          place,
          `role ${roleName} inside project ${name} has no counterpart`,
        );
    }
    return gift(`project:${name}`, place, draft);
  });
}

function gift(name: string, at: string, draft: ImportDraft): LocalGift[] {
  const effect = draft.effectFor(name, at);
  return effect === undefined ? [] : [{ effect }];
}

function nameOf(domain: unknown): string | undefined {
  if (typeof domain === 'string') return domain;
  const { name, id } = fieldsOf(domain);
  return typeof name === 'string' ? name : typeof id === 'string' ? id : undefined;
}

function fieldsOf(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? { ...content } : {};
}
