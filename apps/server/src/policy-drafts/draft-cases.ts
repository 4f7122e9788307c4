import type { PolicyCase, SavePolicyCase } from '@virlab/contracts';
import { readSuite, type SuiteCase } from '@virlab/policy';
import { sha256, VirlabError } from '../platform/index';

/** What a case says, for telling whether somebody changed it: sha256 of its document and name. */
export function baseOf(one: SuiteCase): string {
  return sha256(JSON.stringify(inOrder(one)));
}

/** The cases of the draft as a page shows them, and what became of each since `published`. */
export function presentCases(cases: readonly SuiteCase[], published: readonly SuiteCase[]): PolicyCase[] {
  const before = new Map(published.map((one) => [one.name, baseOf(one)]));
  return cases.map((one) => {
    const { name, ...document } = one;
    const base = baseOf(one);
    const old = before.get(name);
    return { name, base, document, change: old === undefined ? 'added' : old === base ? 'same' : 'changed' };
  });
}

/** Names of the cases that differ, by what became of them. */
export function compareCases(
  before: readonly SuiteCase[],
  after: readonly SuiteCase[],
): { name: string; change: 'added' | 'removed' | 'changed' }[] {
  const kept = new Set(after.map(({ name }) => name));
  const differing = presentCases(after, before).flatMap(({ name, change }) =>
    change === 'same' ? [] : [{ name, change }],
  );
  const removed = before
    .filter(({ name }) => !kept.has(name))
    .map(({ name }) => ({ name, change: 'removed' as const }));
  return [...differing, ...removed];
}

/**
 * Reads a case that somebody wrote.
 *
 * @throws VirlabError `bad-request` with every fault, each with its place in the document
 */
export function readCase({ name, document }: Pick<SavePolicyCase, 'name' | 'document'>): SuiteCase {
  const fields = typeof document === 'object' && document !== null ? document : {};
  const read = readSuite({ cases: [{ ...fields, name }] });
  const [found] = read.ok ? read.cases : [];
  if (found) return inOrder(found);
  throw new VirlabError('bad-request', {
    publicDetail: 'the test case has faults',
    errors: (read.ok ? [] : read.faults).map(({ path, message, help }) => ({
      path: path.replace(/^cases\[0\]/, 'document'),
      message: help ? `${message}; ${help}` : message,
    })),
  });
}

function inOrder({ name, note, now, input, expect }: SuiteCase): SuiteCase {
  return { name, ...(note === undefined ? {} : { note }), now, input, expect };
}
