import type { Attendance, ClassView, LessonOccurrence } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { Card, Note, RowsLoading, TableFrame } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAttendance, useExportAttendance, useLessons } from '../../data/lessons';
import { downloadCsv } from '../../shell/download-csv';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './lessons.module.css';

/** Who was there in a lesson: signed in from when to when, and for how long their machine was on. */
export function AttendanceTab({ view }: { view: ClassView }) {
  const { shell, staff } = useTexts();
  const texts = staff.class.lessons.attendance;
  const format = useFormat();
  const now = useNow(60_000);
  const [params, setParams] = useSearchParams();
  const [lesson, from] = (params.get('lesson') ?? '').split('@');
  const found = useAttendance(view.id, lesson && from ? { lesson, from } : {});
  const recent = useLessons(view.id).data?.recent ?? [];
  if (!found.data) {
    if (found.error instanceof ApiError) return <ProblemPage problem={found.error.problem} />;
    return <RowsLoading rows={4} height={48} label={shell.loading} longLabel={shell.loadingLong} />;
  }
  const { data } = found;
  if (!data.lesson) {
    return (
      <Card padded>
        <p>{texts.none}</p>
      </Card>
    );
  }
  const choose = (value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set('lesson', value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className={classes.stack}>
      <NativeSelect
        className={classes.select}
        label={texts.lesson}
        value={refOf(data.lesson)}
        onChange={(event) => choose(event.currentTarget.value)}
        data={(recent.length > 0 ? recent : [data.lesson]).map((one) => ({
          value: refOf(one),
          label: [format.since(one.from, now), one.title].filter((part) => part !== '').join(' · '),
        }))}
      />
      <AttendanceTable attendance={data} />
      {data.mayExport ? <Export view={view} lesson={data.lesson} /> : null}
    </div>
  );
}

function refOf({ lessonId, from }: LessonOccurrence): string {
  return `${lessonId}@${from}`;
}

function AttendanceTable({ attendance }: { attendance: Attendance }) {
  const texts = useTexts().staff.class.lessons.attendance;
  const format = useFormat();
  return (
    <Card>
      <TableFrame label={texts.lesson}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.columns.student}</Table.Th>
              <Table.Th>{texts.columns.from}</Table.Th>
              <Table.Th>{texts.columns.to}</Table.Th>
              <Table.Th className={classes.right}>{texts.columns.minutes}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {attendance.attendees.map(({ person, signedInFrom, signedInTo, machineMinutes }) => (
              <Table.Tr key={person.id}>
                <Table.Td className="vl-strong">{person.displayName}</Table.Td>
                {signedInFrom && signedInTo ? (
                  <>
                    <Table.Td className="vl-num">{format.time(signedInFrom)}</Table.Td>
                    <Table.Td className="vl-num">{format.time(signedInTo)}</Table.Td>
                  </>
                ) : (
                  <Table.Td colSpan={2} className="vl-muted">
                    {texts.notThere}
                  </Table.Td>
                )}
                <Table.Td className={`${classes.right} vl-num`}>
                  {texts.minutes(format.number(machineMinutes))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function Export({ view, lesson }: { view: ClassView; lesson: LessonOccurrence }) {
  const texts = useTexts().staff.class.lessons.attendance;
  const run = useExportAttendance(view.id);
  const [reason, setReason] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate(
      { lesson: lesson.lessonId, from: lesson.from, reason },
      { onSuccess: (csv) => downloadCsv(csv, `${view.code || 'class'}-${lesson.from.slice(0, 10)}.csv`) },
    );
  };
  return (
    <form className={classes.export} onSubmit={onSubmit}>
      <TextInput
        label={texts.reason}
        description={texts.reasonHint}
        required
        minLength={3}
        maxLength={256}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        type="submit"
        loading={run.isPending}
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
      >
        {texts.export}
      </Button>
      {run.error instanceof ApiError ? (
        <Note tone="bad" role="alert">
          {run.error.problem.title}
        </Note>
      ) : null}
    </form>
  );
}
