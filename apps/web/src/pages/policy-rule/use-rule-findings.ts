import type { PolicyDraft, PolicyVocabulary } from '@virlab/contracts';
import { useMemo } from 'react';
import { checkRule, placeOf, type RuleFinding } from '../../features/rule-form/document/check-rule';
import { readPath } from '../../features/rule-form/document/parse-rule';
import type { TextHistory } from '../../features/rule-form/text-history';
import type { YamlNote } from '../../features/rule-yaml/rule-yaml';
import { useTexts } from '../../texts/texts-provider';

export interface CheckedText {
  history: TextHistory;
  draft: PolicyDraft;
  id: string | undefined;
  vocabulary: PolicyVocabulary | undefined;
  /** True while the text is the one that the draft holds, so that what the server found is about it. */
  isKept: boolean;
}

/** Everything that is known to be wrong with the text, for both sides: what the browser finds, and the server beside it. */
export function useRuleFindings({ history, draft, id, vocabulary, isKept }: CheckedText) {
  const { rule: texts } = useTexts().staff;
  const { parsed, good } = history;
  const surroundings = useMemo(() => {
    const refs = (kind: 'pool' | 'class' | 'role') =>
      vocabulary?.targets.filter((target) => target.kind === kind).map(({ ref }) => ref);
    return {
      timeZone: draft.timeZone,
      pools: refs('pool'),
      classes: refs('class'),
      roles: refs('role'),
      attributes: vocabulary?.attributes.map(({ attr }) => attr),
    };
  }, [vocabulary, draft.timeZone]);
  const check = useMemo(() => (good ? checkRule(good, surroundings) : undefined), [good, surroundings]);
  const found = draft.check.findings;
  return useMemo(() => {
    const own = check?.findings ?? [];
    const server =
      isKept && good && parsed.ok ? found.filter(({ ruleId }) => ruleId === id && id !== undefined) : [];
    const beside = server.flatMap(({ code, severity, path, message, help }): RuleFinding[] => {
      const inRule = path.replace(/^rules\[\d+\]\.?/, '');
      if (own.some((one) => one.code === code && one.path === inRule)) return [];
      const place = good ? placeOf(good, readPath(inRule)) : { from: 0, to: 0 };
      return [{ code, severity, path: inRule, message, ...place, ...(help ? { help } : {}) }];
    });
    const findings = parsed.ok ? [...own, ...beside] : [];
    const notes: YamlNote[] = parsed.ok
      ? findings.map(({ code, severity, message, help, from, to }) => ({
          severity,
          message: [texts.finding[code] ?? message, help].filter((part) => part !== undefined).join(' '),
          from,
          to,
        }))
      : parsed.faults.map(({ message, from, to }) => ({ severity: 'error', message, from, to }));
    return { findings, notes, compiles: parsed.ok && check?.compiles === true, sentence: check?.sentence };
  }, [check, found, good, id, isKept, parsed, texts]);
}
