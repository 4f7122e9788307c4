import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, Problem, Publication } from '@virlab/contracts';
import { useState } from 'react';
import { useDraftStep, usePublishDraft } from '../../data/policy-draft';
import { useRollBack } from '../../data/policy-versions';
import type { StepWish } from './step-dialog';

/** The step that is being asked about. */
export type OpenStep =
  { kind: 'ask' | 'approve' | 'withdraw' | 'publish' } | { kind: 'roll-back'; version: number };

/** The steps from a draft to a version and back: one dialog at a time, with what came of it. */
export function useSteps(draft: PolicyDraft) {
  const [open, setOpen] = useState<OpenStep>();
  const [result, setResult] = useState<Publication>();
  const ask = useDraftStep('askForApproval');
  const approve = useDraftStep('approve');
  const withdraw = useDraftStep('withdraw');
  const publish = usePublishDraft();
  const rollBack = useRollBack();
  const all = { ask, approve, withdraw, publish, 'roll-back': rollBack };
  const current = open && all[open.kind];

  const close = () => setOpen(undefined);
  const show = (step: OpenStep) => {
    for (const mutation of Object.values(all)) mutation.reset();
    setResult(undefined);
    setOpen(step);
  };
  const take = (wish: StepWish) => {
    if (!open) return;
    const step = { revision: draft.revision, ...wish };
    const done = (publication: Publication) => {
      close();
      setResult(publication);
    };
    if (open.kind === 'publish') publish.mutate(step, { onSuccess: done });
    else if (open.kind === 'roll-back') {
      const { comment = '', ...rest } = wish;
      rollBack.mutate(
        { version: open.version, wish: { comment, inForce: draft.publishedVersion, ...rest } },
        { onSuccess: done },
      );
    } else all[open.kind].mutate(step, { onSuccess: close });
  };
  const error = current?.error;
  const problem: Problem | undefined = error instanceof ApiError ? error.problem : undefined;
  return { open, show, close, take, result, problem, isBusy: current?.isPending ?? false };
}
