import type { PolicyDraft } from '@virlab/contracts';
import type { StudioStep, StudioTexts } from '../../texts/staff/policy/studio-en';

/** One step: done, the one that comes now with what keeps it open, later, or not asked for here. */
export interface StepState {
  step: StudioStep;
  state: 'done' | 'current' | 'later' | 'skipped';
  /** Key of the sentence about it, for the current and the skipped one. */
  why?: keyof StudioTexts['notYet'];
}

/** Where a draft is on its way to being published: the first step that is not done is the current one. */
export function stepsOf(draft: PolicyDraft): StepState[] {
  const { exists, changes, check, dryRun, approval } = draft;
  const isRunning = dryRun?.state === 'running' && dryRun.isCurrent;
  const steps: { step: StudioStep; isDone: boolean; why: keyof StudioTexts['notYet'] }[] = [
    { step: 'draft', isDone: exists && changes > 0, why: 'draft' },
    { step: 'check', isDone: check.passes, why: 'check' },
    {
      step: 'dryRun',
      isDone: dryRun?.state === 'done' && dryRun.isCurrent,
      why: isRunning ? 'running' : 'dryRun',
    },
    { step: 'approve', isDone: approval.approvedBy !== undefined, why: 'approve' },
    { step: 'publish', isDone: false, why: 'publish' },
  ];
  let isOpen = true;
  return steps.map(({ step, isDone, why }) => {
    if (step === 'approve' && !approval.needed) return { step, state: 'skipped', why: 'notNeeded' };
    if (!isOpen) return { step, state: 'later' };
    if (isDone) return { step, state: 'done' };
    isOpen = false;
    return { step, state: 'current', why };
  });
}
