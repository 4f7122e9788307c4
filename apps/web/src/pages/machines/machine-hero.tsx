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
import { useTexts } from '../../texts/texts-provider';
import { MachineStateWord } from './machine-state-line';
import { MachineTime } from './machine-time';
import classes from './machines.module.css';
import { OpenButton } from './open-button';

/** The machine that comes first, large: its screen, its state, time left, and the one filled button. */
export function MachineHero({ machine }: { machine: Machine }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const now = useNow(30_000);
  const actions = useMachineActions(machine);
  // A lease says by itself until when.
  const until = machine.lease ? undefined : machine.grant?.validUntil;
  return (
    <section
      className={classes.hero}
      aria-labelledby="hero"
      data-machine={machine.id}
      data-state={machine.state}
    >
      <Link className={classes.heroPicture} to={`/machines/${machine.id}`} tabIndex={-1} aria-hidden="true">
        <LiveThumbnail machine={machine} size="full" />
      </Link>
      <div className={classes.heroBody}>
        <div>
          {machine.class ? (
            <p className={classes.eyebrow}>
              {machine.class.code} {machine.class.title}
            </p>
          ) : null}
          <h2 id="hero" className={classes.heroName}>
            {machine.title}
          </h2>
        </div>
        <div className={classes.heroState}>
          <MachineStateWord machine={machine} />
          <span className="vl-small vl-muted">
            {machine.diskSince
              ? texts.sinceOnDisk(format.since(machine.since, now), format.day(machine.diskSince, now))
              : texts.since(format.since(machine.since, now))}
          </span>
        </div>
        <AnnouncedStop machine={machine} />
        <MachineTime machine={machine} layout="row" />
        {machine.failure && (machine.state === 'failed' || machine.state === 'paused') ? (
          <Note tone="bad" icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}>
            {machine.failure.message}
          </Note>
        ) : null}
        <TermsLines machine={machine} />
        <p className="vl-small vl-muted">
          {until ? `${texts.yoursUntil(format.day(until, now))} ` : ''}
          {machine.mayGiveBack ? '' : texts.keeps}
        </p>
        {actions.failure ? (
          <Note
            tone="bad"
            role="alert"
            icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {actions.failure}
          </Note>
        ) : null}
        <div className={classes.heroActions}>
          <OpenButton machine={machine} actions={actions} filled />
          <MoreMenu actions={actions.all} label={texts.more(machine.title)} look="plain" />
        </div>
      </div>
      {actions.dialog}
    </section>
  );
}
