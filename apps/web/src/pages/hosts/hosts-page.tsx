import { ApiError } from '@virlab/api-client';
import type { Host } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading, TextBlock } from '@virlab/ui';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCapacity, useHosts } from '../../data/hosts';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { PlannedDrainNote } from '../../features/host-mode/planned-drain';
import { useTexts } from '../../texts/texts-provider';
import { CapacityCard } from './capacity-card';
import { shortOf } from './capacity-chart';
import { DiskRoom } from './disk-room';
import { HostNotes } from './host-notes';
import classes from './hosts.module.css';
import { HostsTable } from './hosts-table';

/** How many days the chart shows. */
const DAYS = 3;

/** The hosts that run machines: does the schedule fit, do they answer, what was proved of them, how full they are. */
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
        <PageHeader title={texts.title} actions={<AddHost />} />
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
      <PageHeader title={texts.title} actions={<AddHost />}>
        <Finding hosts={hosts} />
      </PageHeader>
      <div className={classes.stack}>
        <Schedule hosts={hosts} />
        <HostsTable hosts={hosts} />
        <HostNotes hosts={hosts} />
        {hosts.map((host) => (
          <PlannedDrainNote key={host.id} host={host} />
        ))}
      </div>
    </Page>
  );
}

function AddHost() {
  const { adding: texts } = useTexts().staff.hosts;
  const { abilities } = useSession();
  if (!abilities.includes('hosts.write')) return null;
  return (
    <Button
      component={Link}
      to="/hosts/add"
      variant="filled"
      leftSection={<IconPlus size={16} stroke={1.75} />}
    >
      {texts.add}
    </Button>
  );
}

function Schedule({ hosts }: { hosts: readonly Host[] }) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const { data } = useCapacity(DAYS);
  if (!data) return null;
  if (data.lessons.length > 0) return <CapacityCard capacity={data} hosts={hosts} />;
  return (
    <Card padded>
      <p className="vl-muted">{texts.noLessons(format.number(DAYS))}</p>
      <DiskRoom hosts={hosts} />
    </Card>
  );
}

/** The finding of the page in a sentence, what needs somebody first. */
function Finding({ hosts }: { hosts: readonly Host[] }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const worst = useCapacity(DAYS).data?.findings[0];
  const count = (health: Host['health']) => hosts.filter((host) => host.health === health).length;
  const silent = count('silent');
  const unproved = count('unproved');
  const sum = (of: (host: Host) => number) => hosts.reduce((all, host) => all + of(host), 0);
  const known = sum(({ machines }) => machines.known);
  const when = worst && texts.capacity.at(format.weekday(worst.from), format.time(worst.from));
  const answers =
    silent > 0
      ? texts.silent(format.number(silent), silent === 1)
      : texts.allAnswer(format.number(hosts.length), hosts.length === 1);
  return (
    <>
      <b className={classes.finding}>
        {worst && when
          ? texts.capacity.finding[worst.resource](when, shortOf(worst.short, worst.resource, format))
          : answers}
      </b>{' '}
      {worst && silent > 0 ? `${answers} ` : ''}
      {unproved > 0 ? `${texts.unproved(format.number(unproved), unproved === 1)} ` : ''}
      {known > 0
        ? texts.running(format.number(sum(({ machines }) => machines.running)), format.number(known))
        : hosts.length === 1
          ? texts.nothingOnOne
          : texts.nothingOn}
    </>
  );
}
