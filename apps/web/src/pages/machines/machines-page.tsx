import { ApiError } from '@virlab/api-client';
import type { MachineList } from '@virlab/contracts';
import { Card, Page, PageHeader, Section } from '@virlab/ui';
import { useMachines } from '../../data/machines';
import { AnnouncementBanner } from '../../features/announcements/announcement-banner';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { useHero } from './choose-hero';
import { LabSection, labsOf } from './lab-section';
import { LockedRow } from './locked-row';
import { MachineHero } from './machine-hero';
import { MachineRow } from './machine-row';
import { MachinesLoading } from './machines-loading';
import { NoMachines } from './no-machines';
import { SharedRow } from './shared-row';

/** My machines: to the screen in one click, how long there is left, and why not. */
export default function MachinesPage() {
  const { machines: texts } = useTexts();
  const list = useMachines();
  const isEmpty = list.data?.machines.length === 0 && !list.data.shared?.length;
  usePageTitle(isEmpty ? texts.empty.title : texts.title);
  if (!list.data) {
    if (list.error instanceof ApiError) return <ProblemPage problem={list.error.problem} />;
    return <MachinesLoading />;
  }
  return isEmpty ? <NoMachines list={list.data} /> : <Machines list={list.data} />;
}

function Machines({ list }: { list: MachineList }) {
  const { machines: texts } = useTexts();
  const format = useFormat();
  const single = list.machines.filter(({ lab }) => lab === undefined);
  const hero = useHero(single);
  const others = single.filter((machine) => machine !== hero);
  const shared = list.shared ?? [];
  const running = list.machines.filter(({ state }) => state === 'running');
  const [only] = running;
  const sentence =
    running.length === 0 || !only
      ? texts.noneRuns
      : running.length === 1
        ? texts.oneRuns(only.title)
        : texts.someRun(format.number(running.length), format.number(list.machines.length));
  return (
    <Page>
      <PageHeader title={texts.title}>{sentence}</PageHeader>
      <AnnouncementBanner />
      {hero ? <MachineHero machine={hero} /> : null}
      {others.length > 0 ? (
        <Section title={texts.other}>
          <Card>
            {others.map((machine) => (
              <MachineRow key={machine.id} machine={machine} />
            ))}
          </Card>
        </Section>
      ) : null}
      {labsOf(list.machines).map((lab) => (
        <LabSection key={lab[0]?.lab} machines={lab} />
      ))}
      {shared.length > 0 ? (
        <Section title={texts.terms.toTake}>
          <Card>
            {shared.map((pool) => (
              <SharedRow key={pool.pool.id} shared={pool} />
            ))}
          </Card>
        </Section>
      ) : null}
      {list.locked.length > 0 ? (
        <Section title={texts.locked.title}>
          <Card>
            {list.locked.map((pool) => (
              <LockedRow key={pool.pool.id} locked={pool} />
            ))}
          </Card>
        </Section>
      ) : null}
    </Page>
  );
}
