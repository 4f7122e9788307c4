import type { LockedPool } from '@virlab/contracts';
import { Button, Modal } from '@mantine/core';
import { CopyButton, EmptyFrame, StateGlyph, TextBlock } from '@virlab/ui';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { lockedWords } from './locked-words';
import classes from './machines.module.css';

/** A pool that is not open to this person: a dashed frame, the reason, its owner, and the step. */
export function LockedRow({ locked }: { locked: LockedPool }) {
  const texts = useTexts();
  const format = useFormat();
  const { user, university } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const reader = { displayName: user.displayName, university: university.title };
  const { reason, owner, text } = lockedWords(locked, reader, texts, format);
  const words = texts.machines.locked;
  return (
    <div className={classes.row} data-locked data-pool={locked.pool.id}>
      <EmptyFrame>
        <StateGlyph shape={locked.status === 'outOfWindow' ? 'queued' : 'locked'} size={20} plain />
      </EmptyFrame>
      <div className={classes.rowText}>
        <h3>{locked.pool.title}</h3>
        <p className="vl-small">{reason}</p>
        <p className="vl-small vl-muted">{owner}</p>
      </div>
      {text ? (
        <div className={classes.ask}>
          <Button
            leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => setIsOpen(true)}
            fullWidth
          >
            {words.textButton}
          </Button>
          <Modal
            opened={isOpen}
            onClose={() => setIsOpen(false)}
            title={words.textTitle(locked.pool.title)}
            size={520}
            closeButtonProps={{ 'aria-label': texts.shell.close }}
          >
            <div className="vl-stack">
              <TextBlock>{text}</TextBlock>
              <div className="vl-row">
                <CopyButton
                  variant="filled"
                  text={text}
                  word={texts.shell.copyText}
                  copiedWord={texts.shell.copied}
                />
                <Button variant="subtle" onClick={() => setIsOpen(false)}>
                  {texts.shell.close}
                </Button>
              </div>
            </div>
          </Modal>
        </div>
      ) : null}
    </div>
  );
}
