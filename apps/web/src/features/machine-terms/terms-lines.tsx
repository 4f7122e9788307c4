import type { Machine } from '@virlab/contracts';
import { Button, Tooltip } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { useState } from 'react';
import { useTerms } from '../../data/pools';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine-terms.module.css';
import { RefusalNote } from './refusal-note';

/**
 * The terms of a machine as short lines, each with the one thing that may be done about it: which lesson it is for, until when it
 * is this person’s (renew), that it is borrowed (give back), when its pool opens, what it waits for, when its disk goes.
 */
export function TermsLines({ machine }: { machine: Machine }) {
  const { machines } = useTexts();
  const { terms: texts } = machines;
  const format = useFormat();
  const now = useNow(60_000);
  const { opensAt, waitsFor, removedAt, limitEndsAt, state, stops, lesson, heldUntil } = machine;
  const isOff = state === 'stopped' || state === 'failed';
  const moment = (at: string) => `${format.day(at, now)}, ${format.time(at)}`;
  const plan = lesson && {
    title: lesson.title,
    when: `${moment(lesson.from)}–${format.time(lesson.to)}`,
    place: lesson.place,
  };
  const endsAt = later(lesson?.shutDownAt, heldUntil);
  const lines = [
    plan ? (
      <p key="lesson">
        {texts.lesson(plan.title, plan.when, plan.place)}
        {endsAt && !isOff && !stops ? ` ${texts.lessonEnds(moment(endsAt))}` : null}
      </p>
    ) : null,
    machine.lease ? <Lease key="lease" machine={machine} lease={machine.lease} moment={moment} /> : null,
    machine.mayGiveBack ? <GiveBack key="shared" machine={machine} /> : null,
    waitsFor && state === 'queued' ? <p key="waits">{texts.waits(waitsFor)}</p> : null,
    opensAt && isOff ? <p key="opens">{texts.closed(moment(opensAt))}</p> : null,
    limitEndsAt && !stops ? <p key="limit">{texts.runsUntil(moment(limitEndsAt))}</p> : null,
    removedAt ? <p key="removed">{texts.removed(format.day(removedAt, now))}</p> : null,
  ].filter((line) => line !== null);
  return lines.length > 0 ? <div className={`${classes.terms} vl-small vl-muted`}>{lines}</div> : null;
}

/** The end of a lesson, or later for whom more time was given. */
function later(shutDownAt: string | undefined, heldUntil: string | undefined): string | undefined {
  if (shutDownAt === undefined || heldUntil === undefined) return shutDownAt;
  return Date.parse(heldUntil) > Date.parse(shutDownAt) ? heldUntil : shutDownAt;
}

function Lease({
  machine,
  lease,
  moment,
}: {
  machine: Machine;
  lease: NonNullable<Machine['lease']>;
  moment: (at: string) => string;
}) {
  const { machines } = useTexts();
  const { terms: texts } = machines;
  const now = useNow(60_000);
  const { renew } = useTerms(machine.id);
  const { allowed, reason, until } = lease.renew;
  const isOver = Date.parse(lease.until) <= now;
  const refusal = machines.refusal(reason ?? 'no-renewals-left');
  return (
    <div className={classes.line}>
      <span>{isOver ? texts.leaseOver(moment(lease.until)) : texts.leaseUntil(moment(lease.until))}</span>
      <Tooltip
        label={refusal}
        disabled={allowed}
        multiline
        maw={280}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button
          size="xs"
          variant="default"
          aria-disabled={!allowed}
          loading={renew.isPending}
          onClick={() => allowed && renew.mutate()}
        >
          {allowed && until && moment(until) !== moment(lease.until)
            ? texts.renewTo(moment(until))
            : texts.renew}
        </Button>
      </Tooltip>
      <span>{allowed ? texts.renewalsLeft(lease.renewalsLeft) : refusal}</span>
      <RefusalNote error={renew.error} />
    </div>
  );
}

function GiveBack({ machine }: { machine: Machine }) {
  const { machines, shell } = useTexts();
  const { terms: texts } = machines;
  const { giveBack } = useTerms(machine.id);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className={classes.line}>
      <span>{texts.shared}</span>
      <Button size="xs" variant="default" loading={giveBack.isPending} onClick={() => setIsAsking(true)}>
        {texts.giveBack}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.giveBackTitle(machine.title)}
        confirm={texts.giveBack}
        cancel={shell.cancel}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          giveBack.mutate();
        }}
      >
        {texts.giveBackLoss}
      </ConfirmDialog>
      <RefusalNote error={giveBack.error} />
    </div>
  );
}
