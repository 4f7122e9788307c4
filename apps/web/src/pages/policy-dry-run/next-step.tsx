import { ApiError } from '@virlab/api-client';
import type { DryRun, PolicyDraft } from '@virlab/contracts';
import { Button, Modal, Textarea } from '@mantine/core';
import { useId, useState, type SyntheticEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { useDraftStep, usePublishDraft } from '../../data/policy-draft';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';

export interface NextStepProps {
  run: DryRun;
  draft: PolicyDraft;
  /** The words of the brakes; undefined while they are not typed. */
  confirmation: string | undefined;
}

/** Asking for approval, or publishing where one person is enough. What keeps it closed stands beside it. */
export function NextStep({ run, draft, confirmation }: NextStepProps) {
  const { staff } = useTexts();
  const texts = staff.dryRun.step;
  const { abilities } = useSession();
  const [isOpen, setOpen] = useState(false);
  const whyId = useId();
  if (run.of !== 'draft')
    return (
      <Button component={Link} to="/policy/versions">
        {staff.dryRun.toVersions}
      </Button>
    );
  const { approval, state } = draft;
  const isPublishing = !approval.needed || state === 'approved';
  if (!abilities.includes(isPublishing ? 'policy.publish' : 'policy.edit') || run.state === 'running')
    return null;
  const isFresh = run.state === 'done' && run.isCurrent && draft.dryRun?.id === run.id;
  const { whyNot } = approval;
  // What the words of this page settle is no obstacle here, and neither is the approval that is about to be asked for.
  const settled = whyNot === 'brake' || (!isPublishing && whyNot === 'approval-needed');
  const obstacle = !isFresh
    ? texts.runFirst
    : state === 'waiting'
      ? texts.waiting
      : whyNot !== undefined && !settled && !(whyNot === 'own-work' && !isPublishing)
        ? staff.policy.whyNot[whyNot]
        : confirmation === undefined
          ? texts.typeFirst
          : undefined;
  return (
    <span className={classes.step}>
      <Button
        aria-disabled={obstacle !== undefined}
        data-disabled={obstacle !== undefined || undefined}
        {...(obstacle === undefined ? {} : { 'aria-describedby': whyId })}
        variant={obstacle === undefined && run.brakes.length === 0 ? 'filled' : 'default'}
        onClick={() => obstacle === undefined && setOpen(true)}
      >
        {isPublishing ? texts.publish : texts.ask}
      </Button>
      {obstacle === undefined ? null : (
        <span id={whyId} className={classes.why}>
          {obstacle}
        </span>
      )}
      {isOpen ? (
        <StepDialog
          run={run}
          draft={draft}
          isPublishing={isPublishing}
          confirmation={confirmation ?? ''}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </span>
  );
}

interface StepDialogProps {
  run: DryRun;
  draft: PolicyDraft;
  isPublishing: boolean;
  confirmation: string;
  onClose: () => void;
}

function StepDialog({ run, draft, isPublishing, confirmation, onClose }: StepDialogProps) {
  const { dryRun } = useTexts().staff;
  const texts = dryRun.step;
  const format = useFormat();
  const navigate = useNavigate();
  const publish = usePublishDraft();
  const ask = useDraftStep('askForApproval');
  const [comment, setComment] = useState('');
  const step = isPublishing ? publish : ask;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = {
      revision: draft.revision,
      ...(comment.trim() ? { comment: comment.trim() } : {}),
      ...(confirmation ? { confirmation } : {}),
    };
    // Both end on the page where versions and approvals are.
    const onSuccess = () => void navigate('/policy/versions');
    if (isPublishing) publish.mutate(wish, { onSuccess });
    else ask.mutate(wish, { onSuccess });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isPublishing ? texts.dialogPublish : texts.dialogAsk}
      withCloseButton={false}
      size={480}
    >
      <form className={classes.dialog} onSubmit={send} noValidate>
        <p>
          {isPublishing
            ? texts.bodyPublish(format.number(run.figures.lose), format.number(run.figures.gain))
            : texts.bodyAsk}
        </p>
        <Textarea
          label={texts.comment}
          description={texts.commentHint}
          rows={2}
          maxLength={1_000}
          data-autofocus
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {step.error instanceof ApiError ? <ProblemNote problem={step.error.problem} /> : null}
        <div className={classes.dialogSteps}>
          <Button variant="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button
            type="submit"
            variant={confirmation === '' ? 'filled' : 'danger'}
            disabled={step.isPending}
            data-testid="confirm"
          >
            {isPublishing ? texts.publish : texts.ask}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
