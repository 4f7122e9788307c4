import type { Announcement, ClassView } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { Button, Textarea } from '@mantine/core';
import { Card, Note, RowsLoading } from '@virlab/ui';
import { IconSpeakerphone } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useAnnounceToClass, useAnnouncements } from '../../data/lessons';
import { useAnnounce } from '../../shell/announcer';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './lessons.module.css';
import type { SeenMember } from './member-state';

export interface AnnouncementsTabProps {
  view: ClassView;
  /** How many learners the class has. */
  all: number;
  selected: readonly SeenMember[];
  onClear: () => void;
}

/** What was said to a class, who has read it, and a field to say more. */
export function AnnouncementsTab({ view, all, selected, onClear }: AnnouncementsTabProps) {
  const { shell, staff } = useTexts();
  const texts = staff.class.lessons.announce;
  const said = useAnnouncements(view.id);
  if (!said.data) {
    if (said.error instanceof ApiError) return <ProblemPage problem={said.error.problem} />;
    return <RowsLoading rows={3} height={72} label={shell.loading} longLabel={shell.loadingLong} />;
  }
  const { announcements } = said.data;
  return (
    <div className={classes.stack}>
      <Say view={view} all={all} selected={selected} onClear={onClear} />
      {announcements.length === 0 ? (
        <p className="vl-muted">{texts.none}</p>
      ) : (
        announcements.map((one) => <Said key={one.id} one={one} />)
      )}
    </div>
  );
}

function Say({ view, all, selected, onClear }: AnnouncementsTabProps) {
  const texts = useTexts().staff.class.lessons.announce;
  const format = useFormat();
  const announce = useAnnounce();
  const send = useAnnounceToClass(view.id);
  const [text, setText] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const people = selected.map(({ key }) => key);
    send.mutate(
      { text, ...(people.length > 0 ? { people } : {}) },
      {
        onSuccess: ({ sent }) => {
          setText('');
          announce(texts.sentTo(format.number(sent)));
        },
      },
    );
  };
  const to =
    selected.length > 0 ? texts.toSelected(format.number(selected.length)) : texts.toAll(format.number(all));
  return (
    <Card title={texts.title} icon={<IconSpeakerphone size={18} stroke={1.75} aria-hidden="true" />} padded>
      <form className={classes.form} onSubmit={onSubmit}>
        <Textarea
          label={texts.text}
          required
          rows={3}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.formActions}>
          <span className="vl-small vl-muted">
            {to}
            {selected.length > 0 ? (
              <Button size="compact-xs" variant="subtle" onClick={onClear}>
                {texts.all}
              </Button>
            ) : null}
          </span>
          <Button type="submit" variant="filled" loading={send.isPending} disabled={text.trim() === ''}>
            {texts.send}
          </Button>
        </div>
        {send.error instanceof ApiError ? (
          <Note tone="bad" role="alert">
            {send.error.problem.title}
          </Note>
        ) : null}
      </form>
    </Card>
  );
}

function Said({ one }: { one: Announcement }) {
  const texts = useTexts().staff.class.lessons.announce;
  const format = useFormat();
  const now = useNow(60_000);
  const { text, by, at, sent, read, unreadBy } = one;
  return (
    <Card padded>
      <p className={classes.said}>{text}</p>
      <p className="vl-small vl-muted">
        {[
          texts.by(by, format.since(at, now)),
          texts.sentTo(format.number(sent)),
          texts.read(format.number(read)),
        ].join(' · ')}
      </p>
      {unreadBy.length > 0 && read > 0 ? (
        <p className="vl-small vl-muted">{texts.notReadBy(format.list(unreadBy))}</p>
      ) : null}
    </Card>
  );
}
