import type { SharedPool } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { EmptyFrame, StateGlyph } from '@virlab/ui';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useMachineAction } from '../../data/machines';
import { useKeepPlace, useTakeMachine } from '../../data/pools';
import { RefusalNote } from '../../features/machine-terms/refusal-note';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './machines.module.css';

/** A pool of which this person may take a machine: whether one is free, and who comes before. */
export function SharedRow({ shared }: { shared: SharedPool }) {
  const { terms: texts } = useTexts().machines;
  const format = useFormat();
  const now = useNow(60_000);
  const navigate = useNavigate();
  const take = useTakeMachine();
  const action = useMachineAction();
  const { pool, free, size, before, opensAt } = shared;
  useKeepPlace(pool.id, before !== undefined && !opensAt);
  const error = take.error ?? action.error;
  const takeAndOpen = async () => {
    try {
      const { machine } = await take.mutateAsync(pool.id);
      if (!machine) return;
      if (machine.state === 'stopped') await action.mutateAsync({ id: machine.id, action: 'start' });
      await navigate(`/machines/${machine.id}`);
    } catch {
      // The row says why.
    }
  };
  const standing = opensAt
    ? texts.closed(`${format.day(opensAt, now)}, ${format.time(opensAt)}`)
    : free
      ? texts.free
      : size === undefined
        ? texts.noneFree
        : texts.allTaken(format.number(size), size === 1);
  return (
    <div className={classes.row} data-locked data-shared={pool.id}>
      <EmptyFrame>
        <StateGlyph shape={free && !opensAt ? 'stopped' : 'queued'} size={20} plain />
      </EmptyFrame>
      <div className={classes.rowText}>
        <h3>{pool.title}</h3>
        <p className="vl-small" role="status">
          {standing} {before === undefined ? '' : texts.before(before)}
        </p>
        {before === undefined ? null : <p className="vl-small vl-muted">{texts.keepsAsking}</p>}
      </div>
      {opensAt || before !== undefined ? null : (
        <div className={classes.ask}>
          <Button
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
            loading={take.isPending || action.isPending}
            onClick={() => void takeAndOpen()}
            fullWidth
          >
            {texts.take}
          </Button>
        </div>
      )}
      {error ? (
        <div className={classes.rowNote}>
          <RefusalNote error={error} />
        </div>
      ) : null}
    </div>
  );
}
