import type { Machine } from '@virlab/contracts';
import { MoreMenu, Note } from '@virlab/ui';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMachineActions } from '../../features/machine-actions/use-machine-actions';
import { AnnouncedStop } from '../../features/machine-terms/announced-stop';
import { TermsLines } from '../../features/machine-terms/terms-lines';
import { LiveThumbnail } from '../../features/machine-screen/live-thumbnail';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { endedWords } from '../../texts/machines/ended-words';
import { useTexts } from '../../texts/texts-provider';
import { MachineStateWord } from './machine-state-line';
import { MachineTime } from './machine-time';
import classes from './machines.module.css';
import { OpenButton } from './open-button';

/** One of the other machines. */
export function MachineRow({ machine }: { machine: Machine }) {
  const texts = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const ended = endedWords(machine, texts, format, now);
  const actions = useMachineActions(machine);
  return (
    <div className={classes.row} data-machine={machine.id} data-state={machine.state}>
      <LiveThumbnail machine={machine} />
      <div className={classes.rowText}>
        <h3>
          <Link className={classes.name} to={`/machines/${machine.id}`}>
            {machine.title}
          </Link>
        </h3>
        <p className="vl-small vl-muted">
          {machine.class ? `${machine.class.code} · ${machine.class.title}` : machine.name}
        </p>
        <MachineStateWord machine={machine} />
      </div>
      <div className={classes.when}>
        <MachineTime machine={machine} layout="column" />
      </div>
      <div className={classes.rowActions}>
        <OpenButton machine={machine} actions={actions} />
        <MoreMenu actions={actions.all} label={texts.machines.more(machine.title)} />
      </div>
      {machine.stops ? (
        <div className={classes.rowNote}>
          <AnnouncedStop machine={machine} />
        </div>
      ) : null}
      <div className={classes.rowNote}>
        <TermsLines machine={machine} />
      </div>
      {ended ? <p className={`${classes.rowNote} vl-small vl-muted`}>{ended}</p> : null}
      {actions.failure ? (
        <div className={classes.rowNote}>
          <Note
            tone="bad"
            role="alert"
            icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {actions.failure}
          </Note>
        </div>
      ) : null}
      {actions.dialog}
    </div>
  );
}
