import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, Problem } from '@virlab/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useOrderRules } from '../../data/policy-draft';

/** How long after the last move the order is sent, in milliseconds: a rule that goes down ten places is sent once. */
const SETTLED_MS = 600;

/** The order of the rules as the viewer sees it: moves show at once and are sent when they have settled. */
export function useRuleOrder(draft: PolicyDraft, onProblem: (problem: Problem) => void) {
  const [wanted, setWanted] = useState<readonly string[]>();
  const { mutate, isPending } = useOrderRules();
  const { revision, rules } = draft;

  useEffect(() => {
    if (!wanted || isPending) return;
    const timer = setTimeout(() => {
      const sent = wanted;
      mutate(
        { revision, ids: [...sent] },
        {
          onError: (error) => {
            if (error instanceof ApiError) onProblem(error.problem);
          },
          // What was moved while it was under way is sent next.
          onSettled: () => setWanted((now) => (now === sent ? undefined : now)),
        },
      );
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [wanted, isPending, revision, mutate, onProblem]);

  const ids = useMemo(() => (wanted ? merge(wanted, rules) : rules.map(({ id }) => id)), [wanted, rules]);
  /** Puts a rule at the place of another; false when it is there already. */
  const move = (id: string, to: number): boolean => {
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || from === to) return false;
    const next = ids.filter((one) => one !== id);
    next.splice(to, 0, id);
    setWanted(next);
    return true;
  };
  return { ids, move };
}

/** The wanted order of the rules that there are: what others removed is left out, what they added comes last. */
function merge(wanted: readonly string[], rules: PolicyDraft['rules']): string[] {
  const there = new Set(rules.map(({ id }) => id));
  const known = new Set(wanted);
  return [...wanted.filter((id) => there.has(id)), ...[...there].filter((id) => !known.has(id))];
}
