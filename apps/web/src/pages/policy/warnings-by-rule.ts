import type { PublishedPolicy } from '@virlab/contracts';

export type PolicyWarning = PublishedPolicy['warnings'][number];

/** What the check found, by the rule it is about (`rules[2].when…` is the third), and about the whole. */
export function warningsByRule({ rules, warnings }: Pick<PublishedPolicy, 'rules' | 'warnings'>) {
  const byRule = new Map<string, PolicyWarning[]>();
  const others: PolicyWarning[] = [];
  for (const warning of warnings) {
    const index = /^rules\[(\d+)\]/.exec(warning.path)?.[1];
    const rule = index === undefined ? undefined : rules[Number(index)];
    if (!rule) others.push(warning);
    else byRule.set(rule.id, [...(byRule.get(rule.id) ?? []), warning]);
  }
  return { byRule, others };
}
