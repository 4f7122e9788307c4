import { ApiError } from '@virlab/api-client';
import type { Machine } from '@virlab/contracts';
import { ActionIcon } from '@mantine/core';
import { Note, StateWord } from '@virlab/ui';
import { IconAlertTriangle, IconArrowLeft, IconClock, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMachine } from '../../data/machines';
import { ConsoleFrame } from '../../features/console/console-frame';
import { MachineSnapshots } from '../../features/machine-snapshots/machine-snapshots';
import { AnnouncementBanner } from '../../features/announcements/announcement-banner';
import { AnnouncedStop } from '../../features/machine-terms/announced-stop';
import { useMachineActions } from '../../features/machine-actions/use-machine-actions';
import { rememberMachine } from '../../shell/last-machine';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { AboutMachine } from './about-machine';
import classes from './machine.module.css';
import { PowerControl } from './power-control';

/** One machine: its state, its power, its screen. */
export default function MachinePage() {
  const { id = '' } = useParams();
  const { machines, states } = useTexts();
  const query = useMachine(id);
  const machine = query.data;
  usePageTitle(machine ? `${states[machine.state]}: ${machine.title}` : machines.title);

  useEffect(() => {
    if (machine) rememberMachine(machine.id);
  }, [machine]);

  if (query.error instanceof ApiError && (!machine || query.error.problem.status === 404)) {
    return <ProblemPage problem={query.error.problem} />;
  }
  return machine ? <MachineView machine={machine} /> : <PageLoading />;
}

const PANEL_KEPT_AS = 'virlab-side-panel';

function MachineView({ machine }: { machine: Machine }) {
  const { machines: texts, states } = useTexts();
  const actions = useMachineActions(machine);
  const [isPanelShown, setIsPanelShown] = useState(() => localStorage.getItem(PANEL_KEPT_AS) !== 'hidden');
  const togglePanel = () => {
    localStorage.setItem(PANEL_KEPT_AS, isPanelShown ? 'hidden' : 'shown');
    setIsPanelShown(!isPanelShown);
  };
  const isComing =
    machine.state === 'starting' || machine.state === 'queued' || machine.state === 'reverting';
  return (
    <>
      <div className={classes.head}>
        <div className={classes.names}>
          <ActionIcon
            component={Link}
            to="/machines"
            size="xs"
            aria-label={texts.page.back}
            title={texts.page.back}
          >
            <IconArrowLeft size={18} stroke={1.75} />
          </ActionIcon>
          <h1 className={classes.title}>{machine.title}</h1>
          {machine.class ? (
            <span className="vl-muted vl-wide-only">
              {machine.class.code} {machine.class.title}
            </span>
          ) : null}
        </div>
        <span role="status" data-testid="machine-state" data-state={machine.state}>
          <StateWord state={machine.state}>{states[machine.state]}</StateWord>
        </span>
        <Left until={machine.lease?.until ?? machine.grant?.validUntil} />
        <div className={classes.power}>
          <PowerControl machine={machine} actions={actions} />
        </div>
      </div>
      {machine.stops ? (
        <div className={classes.failure}>
          <AnnouncedStop machine={machine} />
        </div>
      ) : null}
      <AnnouncementBanner className={classes.failure} />
      {actions.failure ? (
        <div className={classes.failure}>
          <Note
            tone="bad"
            role="alert"
            icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {actions.failure}
          </Note>
        </div>
      ) : null}
      <div className={classes.columns} data-panel={isPanelShown}>
        <ConsoleFrame machine={machine} isPanelShown={isPanelShown} onTogglePanel={togglePanel} />
        {isPanelShown ? (
          <aside className={classes.panel} aria-label={texts.page.panel}>
            <AboutMachine machine={machine} />
            <MachineSnapshots machine={machine} />
            {isComing ? (
              <Note icon={<IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />}>
                <p>
                  {texts.page.mayClose} <Link to="/machines">{texts.title}</Link> {texts.page.mayCloseEnd}
                </p>
              </Note>
            ) : null}
          </aside>
        ) : null}
      </div>
      {actions.dialog}
    </>
  );
}

function Left({ until }: { until: string | undefined }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const now = useNow(30_000);
  if (!until) return null;
  return (
    <span className={classes.left}>
      <IconClock size={16} stroke={1.75} aria-hidden="true" />
      <b>{texts.left(format.duration(Date.parse(until) - now))}</b>
    </span>
  );
}
