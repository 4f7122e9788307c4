import type { ClassView, StateShape } from '@virlab/contracts';
import { Button, Tabs } from '@mantine/core';
import { BulkBar, Card, Page, PageHeader, WithSide } from '@virlab/ui';
import {
  IconLayoutGrid,
  IconPlayerPlay,
  IconProgressCheck,
  IconSpeakerphone,
  IconTable,
  IconUsers,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { AnnouncementsTab } from './announcements-tab';
import { AttendanceTab } from './attendance-tab';
import { ChosenMember } from './chosen-member';
import classes from './class.module.css';
import { ClassFilters } from './class-filters';
import { ClassJobCards } from './class-job-cards';
import { ClassTable } from './class-table';
import { ClassWall } from './class-wall';
import { JobButtons, JobMenu } from './job-steps';
import { type SeenMember, seenMember } from './member-state';
import { PrepareButton, ReadinessTab } from './readiness-tab';
import { useJobOrders } from './use-job-orders';
import { useSelection } from './use-selection';
import { LessonContext } from './use-time-left';

const VIEWS = ['wall', 'table', 'readiness', 'attendance', 'announcements'] as const;

/** The wall or the table of a class, with filters, a selection, jobs, and the student one looks at. */
export function ClassBoard({ view, title }: { view: ClassView; title: string }) {
  const { staff } = useTexts();
  const texts = staff.class;
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const tab = VIEWS.find((one) => one === params.get('view')) ?? 'wall';
  const isBoard = tab === 'wall' || tab === 'table';
  const state = params.get('state') ?? '';
  const put = (name: string, value: string) =>
    setParams((old) => withParam(old, name, value), { replace: true });

  // Kept while the class is as it was: of 400 tiles only those that change are drawn again.
  const everybody = useMemo(
    () =>
      view.members
        .filter(({ as }) => as === 'learner')
        .map(seenMember)
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [view.members],
  );
  const shown = useMemo(
    () => everybody.filter((seen) => state === '' || seen.state === state),
    [everybody, state],
  );
  const keys = (list: readonly SeenMember[]) => list.map(({ key }) => key);
  const selection = useSelection(keys(everybody), keys(shown));
  const [openKey, setOpenKey] = useState<string>();
  const open = everybody.find(({ key }) => key === openKey);
  const orders = useJobOrders(view);
  const { jobs, order, dialog } = orders;
  const hasJobs = jobs.jobs.length > 0 || jobs.refused !== undefined;

  const selected = everybody.filter(({ key }) => selection.has(key));
  const hidden = selected.filter((seen) => !shown.includes(seen)).length;
  const rest = everybody.filter(({ member }) => mayStart(member.machine));
  const signedIn = everybody.filter(({ member }) => member.signedIn).length;

  const names = {
    ...{ wall: texts.wall, table: texts.table },
    ...texts.lessons.tabs,
  } satisfies Record<typeof tab, string>;
  const { lesson } = view;
  const now = useNow(60_000);
  const lead = [
    ...(lesson
      ? [
          texts.lessons.lead(
            // Only what the title does not say already.
            lesson.title === view.title ? '' : lesson.title,
            format.since(lesson.from, now),
            format.time(lesson.to),
            lesson.place,
          ),
        ]
      : view.pools.map((pool) => pool.title)),
    texts.students(format.number(everybody.length), everybody.length === 1),
    texts.signedIn(format.number(signedIn)),
  ].join(' · ');
  return (
    <Page width="full">
      <div className={classes.page}>
        <PageHeader
          title={title}
          actions={
            everybody.length > 0 ? (
              <>
                <JobMenu isAsking={jobs.isAsking} onChoose={(action) => order(action, everybody, true)} />
                {rest.length > 0 && tab !== 'readiness' ? (
                  <Button
                    leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
                    onClick={() => order('start', rest)}
                  >
                    {rest.length === 1 ? texts.startOne : texts.startRest(format.number(rest.length))}
                  </Button>
                ) : null}
                {tab === 'readiness' ? <PrepareButton classId={view.id} jobs={jobs} /> : null}
                {isBoard ? (
                  <Button
                    variant="filled"
                    leftSection={<IconSpeakerphone size={16} stroke={1.75} aria-hidden="true" />}
                    onClick={() => {
                      selection.clear();
                      put('view', 'announcements');
                    }}
                  >
                    {texts.lessons.announce.action}
                  </Button>
                ) : null}
              </>
            ) : undefined
          }
        >
          {lead}
        </PageHeader>
        {everybody.length === 0 ? (
          <Card padded>
            <p className="vl-strong">{texts.empty}</p>
            <p className="vl-muted">{texts.emptyStep}</p>
          </Card>
        ) : (
          <Tabs
            value={tab}
            onChange={(value) => put('view', value === 'wall' ? '' : (value ?? ''))}
            keepMounted={false}
          >
            <Tabs.List aria-label={texts.views} className={classes.tabs}>
              <Tabs.Tab
                value="wall"
                leftSection={<IconLayoutGrid size={16} stroke={1.75} aria-hidden="true" />}
              >
                {texts.wall}
              </Tabs.Tab>
              <Tabs.Tab value="table" leftSection={<IconTable size={16} stroke={1.75} aria-hidden="true" />}>
                {texts.table}
              </Tabs.Tab>
              <Tabs.Tab
                value="readiness"
                leftSection={<IconProgressCheck size={16} stroke={1.75} aria-hidden="true" />}
              >
                {texts.lessons.tabs.readiness}
              </Tabs.Tab>
              <Tabs.Tab
                value="attendance"
                leftSection={<IconUsers size={16} stroke={1.75} aria-hidden="true" />}
              >
                {texts.lessons.tabs.attendance}
              </Tabs.Tab>
              <Tabs.Tab
                value="announcements"
                leftSection={<IconSpeakerphone size={16} stroke={1.75} aria-hidden="true" />}
              >
                {texts.lessons.tabs.announcements}
              </Tabs.Tab>
            </Tabs.List>
            <h2 className="vl-hidden">{names[tab]}</h2>
            {isBoard ? (
              <LessonContext value={lesson}>
                <WithSide
                  width={296}
                  sticky
                  sideFirst
                  sideLabel={texts.side}
                  // The wall keeps the room of the panel, so that no tile moves when it opens.
                  side={
                    tab === 'table' && !open && !hasJobs ? undefined : (
                      <>
                        {open ? (
                          <ChosenMember
                            key={open.key}
                            seen={open}
                            onClose={() => setOpenKey(undefined)}
                            onExtend={() => order('extend', [open])}
                          />
                        ) : hasJobs ? null : (
                          <p className={classes.hint}>{texts.chosen.none}</p>
                        )}
                        <ClassJobCards orders={orders} members={view.members} />
                      </>
                    )
                  }
                >
                  <div className={classes.board} data-selecting={selected.length > 0}>
                    <ClassFilters
                      everybody={everybody}
                      chosen={state as StateShape | ''}
                      onChoose={(wanted) => put('state', wanted)}
                    />
                    {shown.length === 0 ? (
                      <Card padded>
                        <p>{texts.noneShown}</p>
                        <Button className={classes.clear} onClick={() => put('state', '')}>
                          {texts.showAll}
                        </Button>
                      </Card>
                    ) : null}
                    <Tabs.Panel value="wall">
                      <ClassWall shown={shown} selection={selection} openKey={openKey} onOpen={setOpenKey} />
                    </Tabs.Panel>
                    <Tabs.Panel value="table">
                      {shown.length > 0 ? (
                        <ClassTable
                          code={view.code}
                          all={everybody.length}
                          shown={shown}
                          selection={selection}
                          onOpen={setOpenKey}
                        />
                      ) : null}
                    </Tabs.Panel>
                  </div>
                </WithSide>
              </LessonContext>
            ) : null}
            <Tabs.Panel value="readiness">
              <ReadinessTab view={view} orders={orders} />
            </Tabs.Panel>
            <Tabs.Panel value="attendance">
              <AttendanceTab view={view} />
            </Tabs.Panel>
            <Tabs.Panel value="announcements">
              <AnnouncementsTab
                view={view}
                all={everybody.length}
                selected={selected}
                onClear={selection.clear}
              />
            </Tabs.Panel>
          </Tabs>
        )}
        {selected.length > 0 && isBoard ? (
          <BulkBar
            label={texts.bulk.label}
            words={
              texts.bulk.selected(format.number(selected.length)) +
              (hidden > 0 ? texts.bulk.hidden(format.number(hidden)) : '')
            }
            clearLabel={texts.bulk.clear}
            onClear={selection.clear}
          >
            <JobButtons isAsking={jobs.isAsking} onChoose={(action) => order(action, selected)} />
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconSpeakerphone size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => put('view', 'announcements')}
            >
              {texts.lessons.announce.bulk}
            </Button>
          </BulkBar>
        ) : null}
        {dialog}
      </div>
    </Page>
  );
}

function mayStart(machine: SeenMember['member']['machine']): boolean {
  if (machine?.state !== 'stopped') return false;
  return machine.actions.some(({ action, allowed }) => action === 'start' && allowed);
}

function withParam(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
