import type { ClassView, NotReady, Readiness, StateShape } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button, Table } from '@mantine/core';
import {
  Card,
  RowsLoading,
  StateGlyph,
  StateWord,
  TableFrame,
  type Unit,
  UnitStrip,
  WithSide,
} from '@virlab/ui';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useActOnMachine } from '../../data/classes';
import { useReadiness } from '../../data/lessons';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { ClassJobCards } from './class-job-cards';
import { LessonPlan } from './lesson-plan';
import classes from './lessons.module.css';
import { ReadyChart } from './ready-chart';
import type { JobOrders } from './use-job-orders';

/** Who is ready for the next lesson, who is not, why, and whose turn it is; what prepares the class is a job beside it. */
export function ReadinessTab({ view, orders }: { view: ClassView; orders: JobOrders }) {
  const { shell, staff } = useTexts();
  const texts = staff.class.lessons;
  const board = useReadiness(view.id, {});
  if (!board.data) {
    if (board.error instanceof ApiError) return <ProblemPage problem={board.error.problem} />;
    return <RowsLoading rows={3} height={120} label={shell.loading} longLabel={shell.loadingLong} />;
  }
  const { data } = board;
  return (
    <WithSide
      width={296}
      sideLabel={texts.plan.title}
      side={
        <>
          <ClassJobCards orders={orders} members={view.members} />
          <LessonPlan view={view} readiness={data} mayPrepare={isAnyLeft(data.counts)} />
        </>
      }
    >
      <div className={classes.stack}>
        <Summary readiness={data} />
        <NotReadyTable view={view} readiness={data} />
        {data.lesson ? <ReadyChart readiness={data} /> : null}
      </div>
    </WithSide>
  );
}

function Summary({ readiness }: { readiness: Readiness }) {
  const { staff } = useTexts();
  const texts = staff.class.lessons;
  const format = useFormat();
  const now = useNow(10_000);
  const { counts, lesson, begunAt, prestartAt } = readiness;
  const all = format.number(counts.all);
  const bell = lesson ? Date.parse(lesson.from) : 0;
  return (
    <Card padded>
      <div className={classes.head}>
        <p className={classes.figure}>
          <b className="vl-num">{format.number(counts.ready)}</b>{' '}
          {lesson ? texts.readyBy(all, format.time(lesson.readyBy)) : texts.readyNow(all)}
        </p>
        <p className={classes.bell}>
          {lesson ? <b>{bell > now ? texts.toBell(format.duration(bell - now)) : texts.lessonOn}</b> : null}
          <span className="vl-small vl-muted">
            {begunAt
              ? texts.begun(format.time(begunAt))
              : prestartAt && Date.parse(prestartAt) > now
                ? texts.willBegin(format.since(prestartAt, now))
                : ''}
          </span>
        </p>
      </div>
      <UnitStrip units={unitsOf(readiness)} label={texts.strip(format.number(counts.ready), all)} />
      <ul className={classes.counts}>
        {SHAPES.filter(({ group }) => counts[group] > 0).map(({ group, shape }) => (
          <li key={group}>
            <StateGlyph shape={shape} /> {texts.counts[group](format.number(counts[group]))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What prepares everybody who is not ready, or tries again what failed; nothing while that is under way, or all are. */
export function PrepareButton({ classId, jobs }: { classId: string; jobs: JobOrders['jobs'] }) {
  const { lessons: texts } = useTexts().staff.class;
  const counts = useReadiness(classId, {}).data?.counts;
  const isPreparing = jobs.jobs.some(({ action, endedAt }) => action === 'prepare' && endedAt === undefined);
  if (!counts || isPreparing || !isAnyLeft(counts)) return null;
  return (
    <Button
      variant="filled"
      leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
      aria-disabled={jobs.isAsking}
      onClick={() => jobs.isAsking || jobs.prepare()}
    >
      {counts.failed > 0 && counts.off === 0 ? texts.retry : texts.prepare}
    </Button>
  );
}

function isAnyLeft({ off, failed, cannot }: Readiness['counts']): boolean {
  return off + failed + cannot > 0;
}

type Group = keyof Omit<Readiness['counts'], 'all'>;

const SHAPES: readonly { group: Group; shape: StateShape; unit: Unit }[] = [
  { group: 'ready', shape: 'running', unit: 'ready' },
  { group: 'underWay', shape: 'starting', unit: 'underway' },
  { group: 'off', shape: 'stopped', unit: 'off' },
  { group: 'failed', shape: 'failed', unit: 'failed' },
  { group: 'cannot', shape: 'locked', unit: 'cannot' },
];

/** One unit for each learner; they add up to all. */
function unitsOf({ counts }: Readiness): Unit[] {
  return SHAPES.flatMap(({ group, unit }) => Array.from({ length: counts[group] }, () => unit));
}

function NotReadyTable({ view, readiness }: { view: ClassView; readiness: Readiness }) {
  const { staff, states } = useTexts();
  const texts = staff.class.lessons;
  const { notReady, counts } = readiness;
  return (
    <Card title={texts.notReady}>
      {notReady.length === 0 ? (
        <p className={classes.quiet}>{counts.all === 0 ? staff.class.empty : texts.allReady}</p>
      ) : (
        <TableFrame label={texts.notReady}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.columns.student}</Table.Th>
                <Table.Th>{texts.columns.state}</Table.Th>
                <Table.Th>{texts.columns.cause}</Table.Th>
                <Table.Th>{texts.columns.turn}</Table.Th>
                <Table.Th>
                  <span className="vl-hidden">{texts.columns.step}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {notReady.map((one) => (
                <Table.Tr key={one.person.id}>
                  <Table.Td className="vl-strong">{one.person.displayName}</Table.Td>
                  <Table.Td>
                    <StateWord state={shapeOf(one)}>{states[shapeOf(one)]}</StateWord>
                  </Table.Td>
                  <Table.Td>
                    <CauseWords one={one} />
                  </Table.Td>
                  <Table.Td className={one.turn === 'virlab' ? 'vl-muted' : 'vl-strong'}>
                    {texts.turns[one.turn]}
                  </Table.Td>
                  <Table.Td className={classes.step}>
                    <Step one={one} view={view} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
    </Card>
  );
}

function shapeOf({ cause, state }: NotReady): StateShape {
  if (cause === 'never-signed-in') return 'absent';
  if (cause === 'takes-one') return 'stopped';
  if (cause === 'no-machine' || cause === 'access-ended') return 'locked';
  return state ?? 'locked';
}

function CauseWords({ one: { cause, detail, expectedAt } }: { one: NotReady }) {
  const { staff, errors } = useTexts();
  const texts = staff.class.lessons;
  const format = useFormat();
  const failure =
    cause === 'failed' && detail !== undefined && detail in errors
      ? errors[detail as keyof typeof errors].title
      : texts.causes[cause];
  return expectedAt ? `${failure}, ${texts.expected(format.time(expectedAt))}` : failure;
}

/** The one step that helps, where the reader can take it. */
function Step({ one, view }: { one: NotReady; view: ClassView }) {
  const { staff } = useTexts();
  const texts = staff.class.lessons;
  const mayAsk = useSession().abilities.includes('policy.read');
  const act = useActOnMachine();
  const [failure, setFailure] = useState('');
  const { step, machineId, person } = one;
  if (step === 'see-why') {
    if (!mayAsk) return null;
    const query = new URLSearchParams({ person: person.id, target: `class:${view.id}` });
    return (
      <Button size="xs" component={Link} to={`/policy/why?${query}`}>
        {texts.steps[step]}
      </Button>
    );
  }
  if (!step || machineId === undefined) return null;
  const run = () => {
    setFailure('');
    act(machineId, step === 'resume' ? 'resume' : 'start').catch((error: unknown) =>
      setFailure(error instanceof ApiError ? error.problem.title : String(error)),
    );
  };
  return (
    <>
      <Button size="xs" onClick={run} aria-label={`${texts.steps[step]}: ${person.displayName}`}>
        {texts.steps[step]}
      </Button>
      {failure ? (
        <p className="vl-small" role="alert">
          {failure}
        </p>
      ) : null}
    </>
  );
}
