import { ApiError } from '@virlab/api-client';
import type { Machine } from '@virlab/contracts';
import { MoreMenu } from '@virlab/ui';
import { useParams } from 'react-router';
import { useMachine } from '../../data/machines';
import { AnnouncementBanner } from '../../features/announcements/announcement-banner';
import { ConsoleWindow } from '../../features/console/console-window';
import { useMachineActions } from '../../features/machine-actions/use-machine-actions';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './console-page.module.css';

/** A machine's screen in the full window. */
export default function ConsolePage() {
  const { id = '' } = useParams();
  const { machines, states } = useTexts();
  const query = useMachine(id);
  const machine = query.data;
  usePageTitle(machine ? `${states[machine.state]}: ${machine.title}` : machines.title);
  if (query.error instanceof ApiError && (!machine || query.error.problem.status === 404)) {
    return (
      <main id="main">
        <ProblemPage problem={query.error.problem} />
      </main>
    );
  }
  return <main id="main">{machine ? <Window machine={machine} /> : <PageLoading />}</main>;
}

function Window({ machine }: { machine: Machine }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const now = useNow(30_000);
  const actions = useMachineActions(machine);
  const until = machine.grant?.validUntil;
  return (
    <>
      <h1 className="vl-hidden">{machine.title}</h1>
      <ConsoleWindow
        machine={machine}
        facts={
          until ? (
            <span className="vl-num vl-small vl-muted vl-nowrap vl-wide-only">
              {texts.left(format.duration(Date.parse(until) - now))}
            </span>
          ) : null
        }
        power={<MoreMenu actions={actions.all} label={texts.more(machine.title)} />}
      />
      <AnnouncementBanner className={classes.announced} />
      {actions.dialog}
    </>
  );
}
