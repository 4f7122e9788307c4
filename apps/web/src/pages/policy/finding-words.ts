import type { PolicyFinding } from '@virlab/contracts';

/** What the check found, in the reader's words, or in the engine's own where there are none. */
export function findingWords(
  texts: Readonly<Record<string, string>>,
  { code, message }: Pick<PolicyFinding, 'code' | 'message'>,
): string {
  return texts[code] ?? message;
}

/** What the check found, by the rule it is about, and about the whole. */
export function byRule(findings: readonly PolicyFinding[], ids: ReadonlySet<string>) {
  const about = new Map<string, PolicyFinding[]>();
  const others: PolicyFinding[] = [];
  for (const finding of findings) {
    const { ruleId } = finding;
    if (ruleId === undefined || !ids.has(ruleId)) others.push(finding);
    else about.set(ruleId, [...(about.get(ruleId) ?? []), finding]);
  }
  return { about, others };
}
