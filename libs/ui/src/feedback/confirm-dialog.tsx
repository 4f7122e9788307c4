import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './feedback.module.css';

export interface ConfirmDialogProps {
  opened: boolean;
  /** Names the thing. */
  title: string;
  /** Names the loss. */
  children: ReactNode;
  /** The word of the loss itself: `Revert`. */
  confirm: string;
  cancel: string;
  onConfirm: () => void;
  onCancel: () => void;
  /** A way that loses less; it is offered first and filled. */
  lesser?: { word: string; onClick: () => void } | undefined;
}

/** Asks once more before something is lost. The dangerous way is never the filled button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirm, cancel, onConfirm, onCancel, lesser } = props;
  return (
    <Modal opened={opened} onClose={onCancel} title={title} withCloseButton={false} size={460}>
      <div className={classes.dialogText}>{children}</div>
      <div className={classes.dialogSteps}>
        <Button variant="subtle" onClick={onCancel} data-autofocus={lesser ? undefined : true}>
          {cancel}
        </Button>
        <Button variant="danger" onClick={onConfirm} data-testid="confirm">
          {confirm}
        </Button>
        {lesser ? (
          <Button variant="filled" onClick={lesser.onClick} data-autofocus>
            {lesser.word}
          </Button>
        ) : null}
      </div>
    </Modal>
  );
}
