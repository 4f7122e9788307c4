import type { Machine, Snapshot, Snapshots } from '@virlab/contracts';
import { Button, Tooltip } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine-snapshots.module.css';

const MIB = 1024 ** 2;

export interface SnapshotRowProps {
  snapshot: Snapshot;
  machine: Machine;
  view: Snapshots;
  onRestore: () => void;
  onRemove: () => void;
}

/** One snapshot: its name, when and by whom, and going back to it or deleting it, each asked twice. */
export function SnapshotRow({ snapshot, machine, view, onRestore, onRemove }: SnapshotRowProps) {
  const { machines, shell } = useTexts();
  const texts = machines.snapshots;
  const format = useFormat();
  const [asked, setAsked] = useState<'restore' | 'remove'>();
  // The words stay while the dialog fades.
  const [shown, setShown] = useState<'restore' | 'remove'>('restore');
  const { name, state, takenAt, by, bytes } = snapshot;
  const moment = takenAt ? format.stamp(takenAt) : '';
  const ask = (what: 'restore' | 'remove') => {
    setShown(what);
    setAsked(what);
  };
  const refusal = ({ allowed, reason }: Snapshots['restore']) =>
    allowed ? undefined : machines.refusal(reason ?? 'not-entitled');
  const isRestore = shown === 'restore';
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p>
          <b>{name}</b>
        </p>
        <p className="vl-small vl-muted">
          {state !== 'kept'
            ? texts[state]
            : bytes === undefined
              ? texts.takenAt(moment, by)
              : texts.takenOf(moment, by, `${format.number(Math.max(1, Math.round(bytes / MIB)))} MiB`)}
        </p>
      </div>
      {state === 'kept' || state === 'failed' ? (
        <div className={classes.steps}>
          {state === 'kept' ? (
            <Step
              word={texts.restore}
              label={texts.restoreNamed(name)}
              refusal={refusal(view.restore)}
              onClick={() => ask('restore')}
            />
          ) : null}
          <Step
            word={state === 'failed' ? texts.dismiss : texts.remove}
            label={state === 'failed' ? texts.dismissNamed(name) : texts.removeNamed(name)}
            refusal={refusal(view.remove)}
            onClick={() => (state === 'failed' ? onRemove() : ask('remove'))}
          />
        </div>
      ) : null}
      <ConfirmDialog
        opened={asked !== undefined}
        title={isRestore ? texts.restoreTitle(name) : texts.removeTitle(name)}
        confirm={isRestore ? texts.restore : texts.remove}
        cancel={shell.cancel}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          setAsked(undefined);
          if (asked === 'restore') onRestore();
          else if (asked === 'remove') onRemove();
        }}
      >
        {isRestore ? (
          <>
            <p>{texts.restoreLoss(moment)}</p>
            {machine.state === 'running' || machine.state === 'paused' ? <p>{texts.restoreRunning}</p> : null}
          </>
        ) : (
          <p>{texts.removeLoss}</p>
        )}
      </ConfirmDialog>
    </li>
  );
}

interface StepProps {
  word: string;
  label: string;
  refusal: string | undefined;
  onClick: () => void;
}

/** A step that says why when it cannot be done now; it keeps its place in the tab order for that. */
function Step({ word, label, refusal, onClick }: StepProps) {
  return (
    <Tooltip
      label={refusal}
      disabled={refusal === undefined}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        size="xs"
        variant="subtle"
        aria-label={label}
        aria-disabled={refusal !== undefined}
        onClick={() => refusal === undefined && onClick()}
      >
        {word}
      </Button>
    </Tooltip>
  );
}
