import type { DraftApproval, DraftRule, PolicyCase, PolicyDraft } from '@virlab/contracts';

/** One rule of a draft, the same as in the published version. */
export function aDraftRule(id: string, pool: string, more: Partial<DraftRule> = {}): DraftRule {
  return {
    id,
    base: `hash-of-${id}`,
    yaml: `id: ${id}\nname: Rule ${id}\nenabled: true\npriority: 500\n`,
    name: `Rule ${id}`,
    enabled: true,
    priority: 500,
    sentence: [
      { t: 'text', key: 'who' },
      { t: 'attr', attr: 'studyYear', isVirtual: false },
      { t: 'text', key: 'condition.numGte' },
      { t: 'value', kind: 'number', text: '2', path: 'when.value' },
      { t: 'text', key: 'from.any' },
      { t: 'text', key: 'pool' },
      { t: 'value', kind: 'number', text: '1', path: 'effects[0].quota.vms' },
      { t: 'text', key: 'unit.vms', count: 1 },
      { t: 'text', key: 'of' },
      { t: 'value', kind: 'pool', text: pool, path: 'effects[0].pool' },
    ],
    change: 'same',
    people: 252,
    peopleBefore: 252,
    editedBy: [],
    ...more,
  };
}

/** A test case of a draft, the same as in the published version. */
export function aPolicyCase(name: string, more: Partial<PolicyCase> = {}): PolicyCase {
  return {
    name,
    base: `hash-of-${name}`,
    document: {
      now: '2026-11-21T10:00:00+00:00',
      input: {
        idp: { entityId: 'https://idp.ulagoa.example' },
        attributes: { studyYear: ['2'] },
      },
      expect: { outcome: 'admitted', pools: [{ ref: 'linux' }] },
    },
    change: 'same',
    ...more,
  };
}

/** How far a draft is that nobody has to approve and that was not dry-run yet. */
export function anApproval(more: Partial<DraftApproval> = {}): DraftApproval {
  return { needed: false, mayApprove: false, mayPublish: false, whyNot: 'dry-run-needed', ...more };
}

/** A draft of version 14 with two rules of which one changed; a spec changes what it cares about. */
export function aDraft(more: Partial<PolicyDraft> = {}): PolicyDraft {
  return {
    exists: true,
    revision: 7,
    baseVersion: 14,
    publishedVersion: 14,
    publishedAt: '2026-11-12T10:04:00Z',
    isBehind: false,
    state: 'editing',
    authors: [{ userId: 'u1', displayName: 'Ana Ribeiro' }],
    updatedAt: '2026-11-21T10:31:00Z',
    changes: 1,
    timeZone: 'Europe/Lisbon',
    source: 'version: 1\nid: ulagoa\n',
    rules: [
      aDraftRule('a', 'linux', { change: 'changed', people: 290, owner: 'Helena Prado' }),
      aDraftRule('b', 'router', { enabled: false, people: 1, peopleBefore: 1, note: 'until the spring' }),
    ],
    removed: [],
    cases: [aPolicyCase('A student of year 2')],
    check: {
      passes: true,
      findings: [],
      cases: [{ name: 'A student of year 2', passed: true, differences: [] }],
    },
    approval: anApproval(),
    comments: [],
    present: [],
    brakePercent: 20,
    ...more,
  };
}
