import type { Brake, Problem } from '@virlab/contracts';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-versions.module.css';

/** What the person said when they took the step. */
export interface StepWish {
  comment?: string;
  confirmation?: string;
}

export interface StepDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  /** False when nothing is said with the step. */
  takesComment?: boolean;
  /** True when the step needs a comment. */
  needsComment?: boolean;
  /** Why something has to be typed first, in the order of the dry run. */
  brakes: readonly Brake[];
  /** What has to be typed first: the words of all brakes; empty without any. */
  word: string;
  isBusy: boolean;
  problem: Problem | undefined;
  onConfirm: (wish: StepWish) => void;
  onCancel: () => void;
}

/** Asks once more before a step of the draft, takes a comment, and the word of the brake where one is needed. */
export function StepDialog(props: StepDialogProps) {
  const {
    title,
    children,
    confirm,
    takesComment = true,
    needsComment = false,
    brakes,
    word,
    isBusy,
    problem,
    onConfirm,
    onCancel,
  } = props;
  const { staff } = useTexts();
  const texts = staff.policy.versions.dialog;
  const format = useFormat();
  const [comment, setComment] = useState('');
  const [typed, setTyped] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isBraked = word !== '';
  const lacksComment = needsComment && comment.trim() === '';
  const lacksWord = isBraked && typed.trim().replaceAll(/\s+/g, ' ') !== word;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (lacksComment || lacksWord) return;
    onConfirm({
      ...(comment.trim() ? { comment: comment.trim() } : {}),
      ...(typed.trim() ? { confirmation: typed.trim() } : {}),
    });
  };
  return (
    <Modal opened onClose={onCancel} title={title} withCloseButton={false} size={520}>
      <form className={classes.dialog} onSubmit={send} noValidate>
        <div className={classes.dialogText}>{children}</div>
        {brakes.map((brake) => (
          <p key={brake.word} className={classes.brake}>
            {texts.brake(
              brake.title,
              format.number(brake.lose),
              format.number(brake.of),
              format.number(brake.percent),
              format.number(brake.limitPercent),
            )}
          </p>
        ))}
        {takesComment ? (
          <Textarea
            label={texts.comment}
            description={texts.commentHint}
            rows={2}
            maxLength={1_000}
            data-autofocus
            required={needsComment}
            value={comment}
            error={isChecked && lacksComment ? texts.needComment : undefined}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        ) : null}
        {isBraked ? (
          <TextInput
            label={texts.word(word)}
            autoComplete="off"
            value={typed}
            error={isChecked && lacksWord ? texts.needWord(word) : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
        <div className={classes.dialogSteps}>
          <Button variant="subtle" onClick={onCancel}>
            {texts.cancel}
          </Button>
          <Button
            type="submit"
            variant={isBraked ? 'danger' : 'filled'}
            disabled={isBusy}
            data-testid="confirm"
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
