import type { PolicyDraft, SaveDraftRule } from '@virlab/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../../data/keys';
import { useRemoveRule, useSaveRule } from '../../data/policy-draft';
import { useTexts } from '../../texts/texts-provider';
import { copyId, withEnabled, withName } from '../../features/rule-text/change-rule-text';
import type { Attempt } from './use-attempts';

/** What a row can do to its rule. The functions stay the same, so that rows are drawn anew only when they change. */
export interface RuleActions {
  enable: (id: string, enabled: boolean) => void;
  duplicate: (id: string) => void;
  remove: (id: string) => void;
}

/** Changes of single rules from the list. */
export function useRuleChanges(attempt: Attempt): RuleActions {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const client = useQueryClient();
  const { mutateAsync: save } = useSaveRule();
  const { mutateAsync: drop } = useRemoveRule();

  return useMemo((): RuleActions => {
    const find = (id: string) => {
      const rules = client.getQueryData<PolicyDraft>(keys.policyDraft)?.rules ?? [];
      const index = rules.findIndex((rule) => rule.id === id);
      return { rules, rule: rules[index], after: rules[index - 1]?.id ?? null };
    };
    const write = (id: string, rule: SaveDraftRule) => save({ id, rule });
    return {
      enable: (id, enabled) =>
        attempt(async () => {
          const { rule } = find(id);
          if (rule) await write(id, { yaml: await withEnabled(rule.yaml, enabled), base: rule.base });
          return undefined;
        }),
      duplicate: (id) =>
        attempt(async () => {
          const { rule, rules } = find(id);
          if (!rule) return undefined;
          const copy = copyId(id, new Set(rules.map((one) => one.id)));
          const yaml = await withName(rule.yaml, copy, texts.copyName(rule.name));
          await write(copy, { yaml, base: null, after: id });
          return {
            text: texts.duplicated(rule.name),
            undo: () =>
              attempt(async () => {
                const made = find(copy).rule;
                if (made) await drop({ id: copy, base: made.base });
                return undefined;
              }),
          };
        }),
      remove: (id) =>
        attempt(async () => {
          const { rule, after } = find(id);
          if (!rule) return undefined;
          await drop({ id, base: rule.base });
          return {
            text: texts.removed(rule.name),
            undo: () =>
              attempt(async () => {
                await write(id, { yaml: rule.yaml, base: null, after });
                return undefined;
              }),
          };
        }),
    };
  }, [attempt, client, save, drop, texts]);
}
