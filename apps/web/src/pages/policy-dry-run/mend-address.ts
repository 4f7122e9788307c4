import type { Brake } from '@virlab/contracts';

/** Whether the cause is that something was not released, at a test that can be told to let that pass. */
export function canAdd(cause: Brake['cause']): boolean {
  return cause?.kind === 'notReleased' && cause.path !== undefined;
}

/** The editor at the test that most of them fail, with "or it was not released" already added there. */
export function mendAddress({ cause }: Brake): string {
  if (cause?.ruleId === undefined || cause.kind === 'ruleGone') return '/policy';
  const rule = `/policy/rules/${encodeURIComponent(cause.ruleId)}`;
  if (cause.path === undefined) return rule;
  const at = new URLSearchParams({ at: cause.path, ...(canAdd(cause) ? { add: 'absent' } : {}) });
  return `${rule}?${at}`;
}
