import type { DraftRule } from '@virlab/contracts';
import { Button, Modal } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';
import type { Clash } from './use-rule-keeping';

export interface ClashDialogProps {
  clash: Clash | undefined;
  mine: string;
  onClose: () => void;
  onKeepMine: () => void;
  onTakeTheirs: (theirs: DraftRule) => void;
}

/** Somebody else changed the rule meanwhile: both texts beside each other, and a choice that loses neither. */
export function ClashDialog({ clash, mine, onClose, onKeepMine, onTakeTheirs }: ClashDialogProps) {
  const { rule: texts } = useTexts().staff;
  const theirs = clash?.theirs;
  return (
    <Modal
      opened={clash !== undefined}
      onClose={onClose}
      title={texts.changedTitle}
      size={920}
      closeButtonProps={{ 'aria-label': texts.later }}
    >
      <p>{theirs ? texts.changedLead : texts.removedLead}</p>
      <div className={classes.texts}>
        {theirs ? <Side title={texts.theirs} text={theirs.yaml} other={mine} /> : null}
        <Side title={texts.mine} text={mine} other={theirs?.yaml ?? ''} />
      </div>
      <div className={classes.choices}>
        <Button variant="subtle" onClick={onClose}>
          {texts.later}
        </Button>
        {theirs ? <Button onClick={() => onTakeTheirs(theirs)}>{texts.takeTheirs}</Button> : null}
        <Button variant="filled" data-autofocus onClick={onKeepMine}>
          {texts.keepMine}
        </Button>
      </div>
    </Modal>
  );
}

function Side({ title, text, other }: { title: string; text: string; other: string }) {
  const there = new Set(other.split('\n'));
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <pre tabIndex={0}>
        {text.split('\n').map((line, index) => (
          <span key={index} data-own={!there.has(line)}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
}
