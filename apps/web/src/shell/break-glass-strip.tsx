import type { BreakGlass } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { IconAlarm } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useBreakGlass, useEndBreakGlass } from '../data/grants';
import { useSignOut } from '../data/session';
import { useTexts } from '../texts/texts-provider';
import { useAnnounce } from './announcer';
import classes from './break-glass-strip.module.css';
import { useFormat, useSession } from './session-context';
import { useNow } from './use-now';

type Active = BreakGlass['active'][number];

/**
 * Says to everybody who looks after Virlab that somebody is in by break-glass: who, why, until when. It stands above
 * everything, cannot be closed, and goes when they are out.
 */
export function BreakGlassStrip() {
  const mayKnow = useSession().abilities.includes('audit.read');
  const state = useBreakGlass(mayKnow).data;
  return mayKnow && state ? <BreakGlassLines state={state} /> : null;
}

/** One line for each who is in. */
export function BreakGlassLines({ state: { active } }: { state: BreakGlass }) {
  const { breakGlass } = useTexts();
  const format = useFormat();
  const announce = useAnnounce();
  const said = active
    .filter(({ isOwn }) => !isOwn)
    .map(({ account, endsAt }) => breakGlass.strip.other(account, format.time(endsAt)))
    .join(' ');
  useEffect(() => {
    if (said) announce(said, true);
  }, [said, announce]);
  if (active.length === 0) return null;
  return (
    <section className={classes.strip} aria-label={breakGlass.strip.label}>
      {active.map((one) => (
        <Line key={one.id} one={one} />
      ))}
    </section>
  );
}

function Line({ one }: { one: Active }) {
  const { breakGlass, shell } = useTexts();
  const texts = breakGlass.strip;
  const format = useFormat();
  const now = useNow(1_000);
  const end = useEndBreakGlass();
  const signOut = useSignOut();
  const [isAsking, setAsking] = useState(false);
  const { id, account, reason, endsAt, isOwn, isDrill } = one;
  return (
    <div className={classes.line}>
      <IconAlarm size={16} stroke={1.75} aria-hidden="true" />
      <p className={classes.words}>
        <b className="vl-num">
          {isOwn
            ? texts.own(format.duration(Math.max(0, Date.parse(endsAt) - now)))
            : texts.other(account, format.time(endsAt))}
        </b>{' '}
        {isDrill ? `${texts.drill}. ` : ''}
        {texts.reason(reason)}
      </p>
      <Button
        size="xs"
        loading={end.isPending || signOut.isPending}
        onClick={() => (isOwn ? signOut.mutate({}) : setAsking(true))}
        {...(isOwn ? {} : { 'aria-label': texts.endOther(account) })}
      >
        {texts.endNow}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.endOtherTitle(account)}
        confirm={texts.endNow}
        cancel={shell.cancel}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          end.mutate(id);
        }}
      >
        <p>{texts.endOtherText}</p>
      </ConfirmDialog>
    </div>
  );
}
