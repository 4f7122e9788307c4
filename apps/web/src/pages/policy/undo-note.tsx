import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';
import type { Undoable } from './use-attempts';

/** What was done just now, with the way back; it stays until the next thing is done. */
export function UndoNote({ undoable }: { undoable: Undoable | undefined }) {
  const { staff } = useTexts();
  return (
    <div role="status" className={classes.undo}>
      {undoable ? (
        <Note icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden="true" />}>
          <p className={classes.undoText}>
            {undoable.text}
            {undoable.undo ? (
              <Button size="xs" onClick={undoable.undo}>
                {staff.policy.list.undo}
              </Button>
            ) : null}
          </p>
        </Note>
      ) : null}
    </div>
  );
}
