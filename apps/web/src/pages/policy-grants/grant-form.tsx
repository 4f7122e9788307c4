import { ApiError } from '@virlab/api-client';
import type { ManualGrant } from '@virlab/contracts';
import { Button, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { Card, Section } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { useGiveGrant } from '../../data/grants';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { campusText, END_CHOICES, type EndChoice, endOf } from './grant-ends';
import classes from './policy-grants.module.css';
import { useGrantChoices } from './use-grant-choices';

const DAY_MS = 86_400_000;
const PARTS = ['learner', 'ta', 'teacher'] as const;
const LEAST_REASON = 3;

export interface GrantFormProps {
  longestDays: number;
  /** What the address names already; a target as `pool:linux`. */
  begin: { person: string; class: string; target: string };
  onGiven: (grant: ManualGrant) => void;
  onClose: () => void;
}

/** Whom, what, until when and why. */
export function GrantForm({ longestDays, begin, onGiven, onClose }: GrantFormProps) {
  const { form: texts } = useTexts().staff.grants;
  const format = useFormat();
  const { campusTimeZone } = useSession();
  const now = useNow(30_000);
  const give = useGiveGrant();
  const choices = useGrantChoices();
  const [to, setTo] = useState(
    begin.person ? `person:${begin.person}` : begin.class ? `class:${begin.class}` : '',
  );
  const [target, setTarget] = useState(begin.target);
  const [as, setAs] = useState<(typeof PARTS)[number]>('learner');
  const [vms, setVms] = useState<number | string>(1);
  const [choice, setChoice] = useState<EndChoice>('lesson');
  const [typed, setTyped] = useState(() => campusText(now + DAY_MS, campusTimeZone));
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const end = endOf(choice, typed, now, campusTimeZone);
  const isReady = to !== '' && target !== '' && !Number.isNaN(end) && reason.trim().length >= LEAST_REASON;
  const missing = (is: boolean, word: string) => (isTried && is ? word : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isReady) return;
    const [kind = 'person'] = to.split(':', 1);
    give.mutate(
      {
        to: { kind: kind === 'class' ? 'class' : 'person', id: to.slice(kind.length + 1) },
        target,
        ...(target.startsWith('class:') ? { as } : {}),
        ...(target.startsWith('pool:') && typeof vms === 'number' ? { vms } : {}),
        reason: reason.trim(),
        validUntil: new Date(end).toISOString(),
      },
      { onSuccess: onGiven },
    );
  };
  return (
    <Section title={texts.title}>
      <Card padded>
        <form className={classes.form} onSubmit={submit} noValidate>
          <Select
            label={texts.to}
            placeholder={texts.toPlaceholder}
            data={choices.receivers}
            value={to || null}
            onChange={(chosen) => {
              setTo(chosen ?? '');
              // What is given to a class is no membership of one.
              if (chosen?.startsWith('class:') && target.startsWith('class:')) setTarget('');
            }}
            error={missing(to === '', texts.missing.to)}
            searchable
            limit={50}
            nothingFoundMessage={texts.noneFound}
            filter={choices.byWords}
            withScrollArea={false}
            classNames={{ options: classes.options }}
          />
          <Select
            label={texts.right}
            placeholder={texts.rightPlaceholder}
            data={choices.rightsFor(to)}
            value={target || null}
            onChange={(chosen) => setTarget(chosen ?? '')}
            error={missing(target === '', texts.missing.right)}
            searchable
            withScrollArea={false}
            classNames={{ options: classes.options }}
          />
          {target.startsWith('class:') ? (
            <Select
              label={texts.as}
              data={PARTS.map((part) => ({ value: part, label: texts.parts[part] }))}
              value={as}
              onChange={(part) => setAs(PARTS.find((one) => one === part) ?? 'learner')}
              allowDeselect={false}
            />
          ) : null}
          {target.startsWith('pool:') ? (
            <NumberInput
              className={classes.few}
              label={texts.vms}
              min={1}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              value={vms}
              onChange={setVms}
            />
          ) : null}
          <fieldset className={classes.until}>
            <legend>{texts.until}</legend>
            <SegmentedControl
              className={classes.ends}
              aria-label={texts.until}
              data={END_CHOICES.map((one) => ({ value: one, label: texts.ends[one] }))}
              value={choice}
              onChange={(chosen) => setChoice(END_CHOICES.find((one) => one === chosen) ?? 'lesson')}
            />
            {choice === 'other' ? (
              <TextInput
                type="datetime-local"
                label={texts.other}
                description={texts.otherHint(format.number(longestDays))}
                value={typed}
                min={campusText(now, campusTimeZone)}
                max={campusText(now + longestDays * DAY_MS, campusTimeZone)}
                onChange={(event) => setTyped(event.currentTarget.value)}
                error={missing(Number.isNaN(end), texts.missing.until)}
              />
            ) : null}
            {Number.isNaN(end) ? null : <p className={classes.second}>{texts.endsAt(format.stamp(end))}</p>}
          </fieldset>
          <Textarea
            className={classes.wide}
            label={texts.reason}
            description={texts.reasonHint}
            value={reason}
            maxLength={500}
            rows={2}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={missing(reason.trim().length < LEAST_REASON, texts.missing.reason)}
          />
          {give.error instanceof ApiError ? (
            <div className={classes.wide}>
              <ProblemNote problem={give.error.problem} />
            </div>
          ) : null}
          <div className={`${classes.steps} ${classes.wide}`}>
            <Button type="submit" variant="filled" loading={give.isPending}>
              {texts.submit}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {texts.close}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
