import type { ClassView, Readiness } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, KeyValues, Note } from '@virlab/ui';
import { IconCalendarClock, IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useLessons } from '../../data/lessons';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { LessonForm } from './lesson-form';
import classes from './lessons.module.css';

const MIB_A_GIB = 1024;

/** The next lesson as it is planned, and whether the hosts have room for it. */
export function LessonPlan({
  view,
  readiness,
  mayPrepare,
}: {
  view: ClassView;
  readiness: Readiness;
  /** Preparing is the next step of the page then. */
  mayPrepare: boolean;
}) {
  const texts = useTexts().staff.class.lessons;
  const plan = texts.plan;
  const format = useFormat();
  const now = useNow(60_000);
  const lessons = useLessons(view.id).data;
  const [editing, setEditing] = useState<'new' | string>();
  const { lesson, prestartAt } = readiness;
  const planned = lessons?.lessons.find(({ id }) => id === (editing === 'new' ? undefined : editing));
  return (
    <div className={classes.stack}>
      <Card title={plan.title} icon={<IconCalendarClock size={18} stroke={1.75} aria-hidden="true" />} padded>
        {lesson ? (
          <KeyValues
            entries={[
              [plan.bell, format.since(lesson.from, now)],
              [plan.zone, lessons?.timeZone],
              [plan.place, lesson.place],
              [plan.readyBy, format.time(lesson.readyBy)],
              [plan.prestart, prestartAt ? plan.prestartAt(format.time(prestartAt)) : ''],
              [plan.shutDown, lesson.shutDownAt ? format.time(lesson.shutDownAt) : plan.never],
            ]}
          />
        ) : (
          <>
            <p className="vl-strong">{plan.none}</p>
            <p className="vl-small vl-muted">
              {lessons?.mayEdit === false ? plan.noneAssistant : plan.noneStep}
            </p>
          </>
        )}
        {lessons?.mayEdit ? (
          <div className={classes.planActions}>
            {lesson ? (
              <Button size="xs" onClick={() => setEditing(lesson.lessonId)}>
                {plan.change}
              </Button>
            ) : null}
            <Button
              size="xs"
              variant={lesson ? 'subtle' : mayPrepare ? 'default' : 'filled'}
              onClick={() => setEditing('new')}
            >
              {plan.add}
            </Button>
          </div>
        ) : null}
      </Card>
      <RoomNote readiness={readiness} />
      {lessons && editing !== undefined ? (
        <LessonForm
          classId={view.id}
          timeZone={lessons.timeZone}
          lesson={planned}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </div>
  );
}

function RoomNote({ readiness: { room } }: { readiness: Readiness }) {
  const texts = useTexts().staff.class.lessons.room;
  const format = useFormat();
  if (!room) return null;
  const gib = (mib: number) => format.number(Math.round((10 * mib) / MIB_A_GIB) / 10);
  const seats = format.number(room.seats);
  const words = room.seats === 0 ? texts.started : texts.all(seats);
  return (
    <Note
      tone={room.fits ? 'ok' : 'bad'}
      icon={<IconServer2 size={18} stroke={1.75} aria-hidden="true" />}
      role="status"
    >
      <b>{room.fits ? words : texts.short(format.number(room.seatsFit), seats)}</b>{' '}
      {room.lacks ? `${texts.lacks[room.lacks]} ` : ''}
      {room.seats === 0
        ? ''
        : texts.free(format.number(room.hosts), gib(room.freeMemoryMiB), gib(room.neededMemoryMiB))}
    </Note>
  );
}
