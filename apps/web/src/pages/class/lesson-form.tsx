import type { Lesson, NewLesson } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { Note } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { useRemoveLesson, useSaveLesson } from '../../data/lessons';
import { useTexts } from '../../texts/texts-provider';
import classes from './lessons.module.css';

export interface LessonFormProps {
  classId: string;
  timeZone: string;
  /** The one to change; a new one without. */
  lesson: Lesson | undefined;
  onClose: () => void;
}

/** Plans a lesson, changes or removes it. */
export function LessonForm({ classId, timeZone, lesson, onClose }: LessonFormProps) {
  const { staff, shell } = useTexts();
  const texts = staff.class.lessons.form;
  const save = useSaveLesson(classId);
  const remove = useRemoveLesson(classId);
  const [typed, setTyped] = useState(() => asTyped(lesson));
  const put = (name: keyof Typed) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setTyped((old) => ({ ...old, [name]: value }));
  };
  const error = save.error ?? remove.error;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = asLesson(typed);
    save.mutate({ ...(lesson ? { id: lesson.id } : {}), lesson: wanted }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={texts.title} closeButtonProps={{ 'aria-label': shell.cancel }}>
      <form className={classes.form} onSubmit={onSubmit}>
        <TextInput label={texts.name} value={typed.title} maxLength={128} onChange={put('title')} />
        <TextInput label={texts.place} value={typed.place} maxLength={128} onChange={put('place')} />
        <SegmentedControl
          aria-label={texts.repeats}
          data={[
            { value: 'weekly', label: texts.weekly },
            { value: 'once', label: texts.once },
          ]}
          value={typed.repeats}
          onChange={(repeats) => setTyped((old) => ({ ...old, repeats: repeats as NewLesson['repeats'] }))}
        />
        <div className={classes.pair}>
          <TextInput type="date" required label={texts.date} value={typed.date} onChange={put('date')} />
          {typed.repeats === 'weekly' ? (
            <TextInput type="date" label={texts.lastDate} value={typed.lastDate} onChange={put('lastDate')} />
          ) : null}
        </div>
        <div className={classes.pair}>
          <TextInput type="time" required label={texts.from} value={typed.from} onChange={put('from')} />
          <TextInput type="time" required label={texts.to} value={typed.to} onChange={put('to')} />
        </div>
        <p className="vl-small vl-muted">{texts.zone(timeZone)}</p>
        <TextInput
          type="number"
          min={0}
          max={120}
          required
          label={texts.readyMinutes}
          value={typed.readyMinutes}
          onChange={put('readyMinutes')}
        />
        <TextInput
          type="number"
          min={0}
          max={720}
          label={texts.shutDownMinutes}
          description={texts.shutDownHint}
          value={typed.shutDownMinutes}
          onChange={put('shutDownMinutes')}
        />
        {error instanceof ApiError ? (
          <Note tone="bad" role="alert">
            {[error.problem.title, error.problem.detail].filter(Boolean).join(' ')}
          </Note>
        ) : null}
        <div className={classes.formActions}>
          {lesson ? (
            <Button
              variant="subtle"
              loading={remove.isPending}
              onClick={() => remove.mutate(lesson.id, { onSuccess: onClose })}
            >
              {texts.remove}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" variant="filled" loading={save.isPending}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type Typed = Record<'title' | 'place' | 'date' | 'lastDate' | 'from' | 'to', string> &
  Record<'readyMinutes' | 'shutDownMinutes', string> & { repeats: NewLesson['repeats'] };

function asTyped(lesson: Lesson | undefined): Typed {
  return {
    ...{ title: lesson?.title ?? '', place: lesson?.place ?? '', repeats: lesson?.repeats ?? 'weekly' },
    ...{ date: lesson?.date ?? '', lastDate: lesson?.lastDate ?? '' },
    ...{ from: lesson?.from ?? '10:00', to: lesson?.to ?? '12:00' },
    readyMinutes: String(lesson?.readyMinutes ?? 5),
    shutDownMinutes: String(lesson?.shutDownMinutes ?? ''),
  };
}

function asLesson({ lastDate, readyMinutes, shutDownMinutes, ...rest }: Typed): NewLesson {
  return {
    ...rest,
    lastDate: rest.repeats === 'once' || lastDate === '' ? null : lastDate,
    readyMinutes: Number(readyMinutes),
    shutDownMinutes: shutDownMinutes === '' ? null : Number(shutDownMinutes),
  };
}
