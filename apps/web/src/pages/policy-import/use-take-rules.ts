import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, PolicyImport, Problem } from '@virlab/contracts';
import { useState } from 'react';
import { useSaveRule } from '../../data/policy-draft';
import { copyId, withName } from '../../features/rule-text/change-rule-text';

/** What becomes of a rule whose id the draft has already. */
export type WhenThere = 'replace' | 'rename';

/** Puts imported rules into the draft, one after the other; what is in stays when a later one is refused. */
export function useTakeRules(draft: PolicyDraft) {
  const save = useSaveRule();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [problem, setProblem] = useState<Problem>();

  const run = async (rules: PolicyImport['rules'], whenThere: Readonly<Record<string, WhenThere>>) => {
    setState('busy');
    setProblem(undefined);
    let current = draft;
    let done = taken;
    try {
      for (const { id, name, yaml } of rules) {
        if (done.has(id)) continue;
        const there = current.rules.find((rule) => rule.id === id);
        const last = current.rules.at(-1)?.id ?? null;
        if (there && whenThere[id] === 'rename') {
          const copy = copyId(id, new Set(current.rules.map((rule) => rule.id)));
          const text = await withName(yaml, copy, name);
          current = await save.mutateAsync({ id: copy, rule: { yaml: text, base: null, after: last } });
        } else {
          const rule = there ? { yaml, base: there.base } : { yaml, base: null, after: last };
          current = await save.mutateAsync({ id, rule });
        }
        done = new Set([...done, id]);
        setTaken(done);
      }
      setState('done');
    } catch (error) {
      setState('open');
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.problem);
    }
  };
  return { run, taken, problem, isBusy: state === 'busy', isDone: state === 'done' };
}
