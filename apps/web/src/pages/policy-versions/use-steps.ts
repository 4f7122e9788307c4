import { ApiError } from '@virlab/api-client';
import type { PolicyDraft, Problem, Publication } from '@virlab/contracts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useDraftStep, useLoadVersion, usePublishDraft } from '../../data/policy-draft';
import { useRollBack } from '../../data/policy-versions';
import type { StepWish } from './step-dialog';

/** The step that is being asked about. */
export type OpenStep =
  { kind: 'ask' | 'approve' | 'withdraw' | 'publish' } | { kind: 'roll-back' | 'load'; version: number };

/** A brake as the refusal names it: what has to be typed, and the dry run that tells why. */
export interface NamedBrake {
  words: string;
  dryRun: string | undefined;
}

/** The steps from a draft to a version and back: one dialog at a time, with what came of it. */
export function useSteps(draft: PolicyDraft) {
  const [open, setOpen] = useState<OpenStep>();
  const [result, setResult] = useState<Publication>();
  const [brake, setBrake] = useState<NamedBrake>();
  const ask = useDraftStep('askForApproval');
  const approve = useDraftStep('approve');
  const withdraw = useDraftStep('withdraw');
  const publish = usePublishDraft();
  const rollBack = useRollBack();
  const navigate = useNavigate();
  const load = useLoadVersion();
  const all = { ask, approve, withdraw, publish, 'roll-back': rollBack, load };
  const current = open && all[open.kind];

  const close = () => setOpen(undefined);
  const showDraft = () => {
    close();
    // Without a choice in the address the draft is compared with what is published.
    void navigate('/policy/versions');
  };
  const show = (step: OpenStep) => {
    for (const mutation of Object.values(all)) mutation.reset();
    setResult(undefined);
    setBrake(undefined);
    setOpen(step);
  };
  const take = (wish: StepWish) => {
    if (!open) return;
    const step = { revision: draft.revision, ...wish };
    const published = {
      onSuccess: (publication: Publication) => {
        close();
        setResult(publication);
      },
      // It stays named while the step is tried again.
      onError: (refusal: Error) => setBrake((known) => brakeOf(refusal) ?? known),
    };
    if (open.kind === 'publish') publish.mutate(step, published);
    else if (open.kind === 'load') {
      load.mutate({ revision: draft.revision, version: open.version }, { onSuccess: showDraft });
    } else if (open.kind === 'roll-back') {
      const { comment = '', ...rest } = wish;
      rollBack.mutate(
        { version: open.version, wish: { comment, inForce: draft.publishedVersion, ...rest } },
        published,
      );
    } else all[open.kind].mutate(step, { onSuccess: close });
  };
  const error = current?.error;
  const problem: Problem | undefined = error instanceof ApiError ? error.problem : undefined;
  return { open, show, close, take, result, problem, brake, isBusy: current?.isPending ?? false };
}

function brakeOf(refusal: Error): NamedBrake | undefined {
  if (!(refusal instanceof ApiError) || refusal.problem.code !== 'publication-braked') return undefined;
  const { words, dryRun } = refusal.problem.context ?? {};
  return words === undefined ? undefined : { words, dryRun };
}
