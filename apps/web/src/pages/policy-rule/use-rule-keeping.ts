import { ApiError } from '@virlab/api-client';
import type { DraftRule, PolicyDraft, Problem } from '@virlab/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSaveRule } from '../../data/policy-draft';
import { keys } from '../../data/keys';

/** The text of a rule as the draft holds it, and what has to be handed back with a change of it. */
export interface KeptRule {
  text: string;
  base: string | null;
}

/** Somebody else changed the rule; `theirs` is absent when they took it out of the draft. */
export interface Clash {
  theirs: DraftRule | undefined;
}

/** Codes that mean: the rule is not any more what this page began from. */
const CLASHES: ReadonlySet<string> = new Set(['draft-rule-changed', 'draft-rule-unknown', 'draft-changed']);

/** Keeping one rule in the draft without ever writing over what somebody else wrote. */
export function useRuleKeeping(id: string | undefined, begun: KeptRule) {
  const client = useQueryClient();
  const save = useSaveRule();
  const [kept, setKept] = useState(begun);
  const [clash, setClash] = useState<Clash>();
  const [problem, setProblem] = useState<Problem>();
  // Asked at the moment of leaving, before the page is drawn again.
  const keptText = useRef(begun.text);

  const take = (next: KeptRule) => {
    keptText.current = next.text;
    setKept(next);
  };

  /** Answers the rule as it was kept; undefined when it was not, and then says why on the page. */
  const keep = async (text: string, ownId: string, base = kept.base): Promise<DraftRule | undefined> => {
    setProblem(undefined);
    try {
      const draft = await save.mutateAsync({
        id: base === null ? ownId : (id ?? ownId),
        rule: { yaml: text, base },
      });
      setClash(undefined);
      const rule = draft.rules.find((one) => one.id === ownId);
      take({ text, base: rule?.base ?? null });
      return rule;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!CLASHES.has(error.problem.code)) setProblem(error.problem);
      else {
        await client.refetchQueries({ queryKey: keys.policyDraft, exact: true });
        const draft = client.getQueryData<PolicyDraft>(keys.policyDraft);
        setClash({ theirs: draft?.rules.find((one) => one.id === (id ?? ownId)) });
      }
      return undefined;
    }
  };
  return {
    kept,
    take,
    keep,
    keptText,
    isKeeping: save.isPending,
    clash,
    closeClash: () => setClash(undefined),
    problem,
  };
}
