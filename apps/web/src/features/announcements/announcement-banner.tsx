import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useMarkRead, useOwnAnnouncements } from '../../data/lessons';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './announcement-banner.module.css';

/**
 * What was announced to the reader and is not read yet, above everything else of the page; `className` places it there.
 * Marked as read it is gone on every device of theirs.
 */
export function AnnouncementBanner({ className }: { className?: string | undefined }) {
  const { machines } = useTexts();
  const texts = machines.announcements;
  const format = useFormat();
  const now = useNow(60_000);
  const announce = useAnnounce();
  const read = useMarkRead();
  const list = useOwnAnnouncements().data?.announcements ?? [];
  const latest = list[0];
  const said = latest
    ? `${texts.from(latest.by, latest.class.code || latest.class.title)} ${latest.text}`
    : '';
  useEffect(() => {
    if (said) announce(said);
  }, [said, announce]);
  if (list.length === 0) return null;
  return (
    <section className={className ?? classes.banner} aria-label={texts.label}>
      {list.map(({ id, text, by, at, class: ofClass }) => (
        <Note key={id} tone="busy" icon={<IconSpeakerphone size={18} stroke={1.75} aria-hidden="true" />}>
          <p className={classes.text}>{text}</p>
          <p className={classes.foot}>
            <span>
              {texts.from(by, ofClass.code || ofClass.title)} · {format.since(at, now)}
            </span>
            <Button size="compact-xs" variant="subtle" onClick={() => read.mutate(id)}>
              {texts.read}
            </Button>
          </p>
        </Note>
      ))}
    </section>
  );
}
