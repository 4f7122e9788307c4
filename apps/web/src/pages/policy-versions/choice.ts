import type { PolicyDraft, PolicyVersion } from '@virlab/contracts';

/** Two versions to compare, each a number or `draft`; empty when there is nothing to compare with. */
export interface Choice {
  from: string;
  to: string;
}

/** What the address asks for; by default the draft with what is published, else the newest with the one before it. */
export function choiceOf(
  params: URLSearchParams,
  versions: readonly PolicyVersion[],
  draft: PolicyDraft,
): Choice {
  const known = new Set(versions.map(({ version }) => String(version)));
  if (draft.exists) known.add('draft');
  const asked = (name: string) => {
    const value = params.get(name);
    return value !== null && known.has(value) ? value : undefined;
  };
  const newest = versions[0]?.version;
  const to = asked('to') ?? (draft.exists ? 'draft' : newest === undefined ? '' : String(newest));
  return { to, from: asked('from') ?? before(to, versions) };
}

/** The version that stands before another in time; empty for the first. */
export function before(to: string, versions: readonly PolicyVersion[]): string {
  if (to === 'draft') return versions[0] ? String(versions[0].version) : '';
  const older = versions.find(({ version }) => version < Number(to));
  return older ? String(older.version) : '';
}

/** The chosen version that can be gone back to: one that is not in force. */
export function rollBackTarget({ from, to }: Choice, versions: readonly PolicyVersion[]) {
  const old = (id: string) => versions.find(({ version, isInForce }) => String(version) === id && !isInForce);
  return old(to) ?? old(from);
}
