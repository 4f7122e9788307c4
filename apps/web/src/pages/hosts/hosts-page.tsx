import { ApiError } from '@virlab/api-client';
import type { Host } from '@virlab/contracts';
import { Card, Page, PageHeader, RowsLoading, TextBlock } from '@virlab/ui';
import { useHosts } from '../../data/hosts';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { HostNotes } from './host-notes';
import classes from './hosts.module.css';
import { HostsTable } from './hosts-table';

/** The hosts that run machines: do they answer, what was proved of them, how full they are. */
export default function HostsPage() {
  const { staff, shell } = useTexts();
  const hosts = useHosts();
  usePageTitle(staff.hosts.title);
  if (hosts.data) return <Hosts hosts={hosts.data.hosts} />;
  if (hosts.error instanceof ApiError) return <ProblemPage problem={hosts.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.hosts.title}> </PageHeader>
      <RowsLoading rows={4} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Hosts({ hosts }: { hosts: readonly Host[] }) {
  const { hosts: texts } = useTexts().staff;
  if (hosts.length === 0) {
    return (
      <Page width="fluid">
        <PageHeader title={texts.title} />
        <Card padded>
          <div className={classes.none}>
            <p>{texts.none}</p>
            <TextBlock>{texts.noneStep}</TextBlock>
          </div>
        </Card>
      </Page>
    );
  }
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}>
        <Finding hosts={hosts} />
      </PageHeader>
      <HostsTable hosts={hosts} />
      <HostNotes hosts={hosts} />
    </Page>
  );
}

/** The finding of the page in a sentence, what needs somebody first. */
function Finding({ hosts }: { hosts: readonly Host[] }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const count = (health: Host['health']) => hosts.filter((host) => host.health === health).length;
  const silent = count('silent');
  const unproved = count('unproved');
  const sum = (of: (host: Host) => number) => format.number(hosts.reduce((all, host) => all + of(host), 0));
  return (
    <>
      <b className={classes.finding}>
        {silent > 0
          ? texts.silent(format.number(silent), silent === 1)
          : texts.allAnswer(format.number(hosts.length), hosts.length === 1)}
      </b>{' '}
      {unproved > 0 ? `${texts.unproved(format.number(unproved), unproved === 1)} ` : ''}
      {texts.running(
        sum(({ machines }) => machines.running),
        sum(({ machines }) => machines.known),
      )}
    </>
  );
}
