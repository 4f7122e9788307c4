import type { Machine, Snapshots } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { Card, Note } from '@virlab/ui';
import { IconAlertTriangle, IconCamera } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useSnapshotOrders, useSnapshots } from '../../data/snapshots';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine-snapshots.module.css';
import { SnapshotRow } from './snapshot-row';
import { TakeSnapshot } from './take-snapshot';
import { useRefusal } from './use-refusal';

/** The snapshots of a machine: what is kept, taking one, going back to one. Nothing where its pool keeps none. */
export function MachineSnapshots({ machine }: { machine: Machine }) {
  const { machines } = useTexts();
  const texts = machines.snapshots;
  const { data, error, refetch } = useSnapshots(machine.id);
  if (data) {
    const isOff = data.most === 0 && data.snapshots.length === 0;
    return isOff ? null : <Panel machine={machine} view={data} />;
  }
  const isHidden =
    error instanceof ApiError && (error.problem.status === 403 || error.problem.status === 404);
  if (!error || isHidden) return null;
  return (
    <Card title={texts.title} icon={<Icon />} padded>
      <div className={classes.body}>
        <p role="alert">{texts.unread}</p>
        <Button size="xs" onClick={() => void refetch()}>
          {texts.again}
        </Button>
      </div>
    </Card>
  );
}

function Panel({ machine, view }: { machine: Machine; view: Snapshots }) {
  const { machines } = useTexts();
  const texts = machines.snapshots;
  const format = useFormat();
  const orders = useSnapshotOrders(machine.id);
  const say = useRefusal();
  const { snapshots, most } = view;
  const kept = snapshots.filter(({ state }) => state !== 'failed').length;
  const failure = [orders.take, orders.restore, orders.remove].find(({ error }) => error)?.error;
  const body = useRef<HTMLDivElement>(null);
  const isRemoving = useRef(false);
  // With a row goes the button that was pressed in it; whoever pressed it stays with the snapshots.
  useEffect(() => {
    if (!isRemoving.current || document.activeElement !== document.body) return;
    isRemoving.current = false;
    body.current?.focus();
  }, [snapshots]);
  // One thing at a time: what an earlier order was refused for is over with the next.
  const clear = () => [orders.take, orders.restore, orders.remove].forEach(({ reset }) => reset());
  return (
    <Card
      title={texts.title}
      icon={<Icon />}
      aside={
        most > 0 ? (
          <span className={classes.count}>{texts.kept(format.number(kept), format.number(most))}</span>
        ) : undefined
      }
      padded
    >
      <div ref={body} className={classes.body} data-testid="snapshots" tabIndex={-1}>
        <p role="status" className="vl-small" hidden={!now(machine, view, texts)}>
          {now(machine, view, texts)}
        </p>
        {failure ? (
          <Note
            tone="bad"
            role="alert"
            icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {say(failure)}
          </Note>
        ) : null}
        {snapshots.length === 0 ? (
          <p className="vl-small vl-muted">
            {texts.none} {texts.about}
          </p>
        ) : (
          <ul className={classes.list} aria-label={texts.list}>
            {snapshots.map((snapshot) => (
              <SnapshotRow
                key={snapshot.name}
                snapshot={snapshot}
                machine={machine}
                view={view}
                onRestore={() => {
                  clear();
                  orders.restore.mutate(snapshot.name);
                }}
                onRemove={() => {
                  clear();
                  isRemoving.current = true;
                  orders.remove.mutate(snapshot.name);
                }}
              />
            ))}
          </ul>
        )}
        {most > 0 ? (
          <TakeSnapshot
            machine={machine}
            view={view}
            isAsking={orders.take.isPending}
            onTake={(name) => {
              clear();
              orders.take.mutate(name);
            }}
          />
        ) : null}
        {snapshots.length > 0 ? <p className="vl-small vl-muted">{texts.revertToo}</p> : null}
      </div>
    </Card>
  );
}

function Icon() {
  return <IconCamera size={18} stroke={1.75} aria-hidden="true" />;
}

type Texts = ReturnType<typeof useTexts>['machines']['snapshots'];

/** What goes on with the disk, if anything. */
function now({ state }: Machine, { snapshots }: Snapshots, texts: Texts): string {
  const taking = snapshots.find((one) => one.state === 'taking');
  const removing = snapshots.find((one) => one.state === 'removing');
  if (taking) return texts.nowTaking(taking.name);
  if (removing) return texts.nowRemoving(removing.name);
  return state === 'reverting' ? texts.nowRestoring : '';
}
