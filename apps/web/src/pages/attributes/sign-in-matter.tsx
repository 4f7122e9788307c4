import { ApiError } from '@virlab/api-client';
import type { SignInRecord } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Figures, groupReference, Note, RowsLoading } from '@virlab/ui';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSignInRecord } from '../../data/attributes';
import { AskUniversity } from '../../features/attribute-fates/ask-university';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';
import { ValuesTable } from './values-table';

/** One sign-in: who and when, the counts, and one table of everything that came or should have. */
export function SignInMatter({ id }: { id: string }) {
  const { staff, shell, errors } = useTexts();
  const record = useSignInRecord(id);
  if (record.data) return <Matter record={record.data} />;
  if (record.error instanceof ApiError) {
    const { code } = record.error;
    const text =
      code === 'not-found'
        ? staff.attributes.gone
        : (code in errors ? errors[code as keyof typeof errors] : errors.internal).title;
    return (
      <Note tone="hold" role="status">
        <p>{text}</p>
      </Note>
    );
  }
  return <RowsLoading rows={7} height={58} label={shell.loading} longLabel={shell.loadingLong} />;
}

function Matter({ record }: { record: SignInRecord }) {
  const { staff, shell } = useTexts();
  const texts = staff.attributes;
  const format = useFormat();
  const now = useNow(60_000);
  const mayEditPolicy = useSession().abilities.includes('policy.edit');
  const [isAsking, setAsking] = useState(false);
  const { person, university, at, ask, reference, rulesVersion, policyVersion } = record;
  const hasAsk = ask.needed.length + ask.notAccepted.length > 0;
  const rules = rulesVersion === 0 ? texts.shipped : texts.version(format.number(rulesVersion));
  const day = format.since(at, now).includes(',') ? `${format.dayShort(at)}, ` : '';
  return (
    <article
      className={classes.record}
      aria-label={texts.heading(person?.displayName ?? texts.unknown, format.timeExact(at))}
    >
      <header className={classes.head}>
        <div>
          <h2>
            <bdi>{person?.displayName ?? texts.unknown}</bdi>, {day}
            <span className="vl-num">{format.timeExact(at)}</span>
          </h2>
          <p className="vl-small vl-muted">
            {university.title} · <code>{university.entityId}</code> · {record.provider.toUpperCase()}
          </p>
        </div>
        <div className="vl-row">
          {person?.id ? (
            <Button component={Link} to={`/people/${encodeURIComponent(person.id)}`}>
              {texts.person}
            </Button>
          ) : null}
          {mayEditPolicy ? (
            <Button component={Link} to={`/policy/cases/new?signIn=${encodeURIComponent(record.id)}`}>
              {texts.testCase}
            </Button>
          ) : null}
          {hasAsk ? (
            <Button
              variant="filled"
              aria-expanded={isAsking}
              onClick={() => setAsking(!isAsking)}
              leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
            >
              {isAsking ? texts.hide : texts.ask}
            </Button>
          ) : null}
        </div>
      </header>
      {isAsking ? (
        <Card padded label={texts.ask}>
          <AskUniversity ask={ask} filled={false} />
        </Card>
      ) : null}
      <Figures label={texts.figures} figures={figuresOf(record, texts.counts, format.number)} />
      <ValuesTable record={record} />
      <p className="vl-small vl-muted">
        {policyVersion === undefined
          ? texts.readOnly(rules)
          : texts.read(rules, texts.version(format.number(policyVersion)))}{' '}
        · {shell.reference(groupReference(reference))}
      </p>
    </article>
  );
}

function figuresOf(
  { values, unmapped, lacking }: SignInRecord,
  words: Record<'came' | 'decoded' | 'kept' | 'dropped' | 'unmapped' | 'missing', string>,
  write: (value: number) => string,
) {
  const thrownAway = unmapped.reduce((sum, { count }) => sum + count, 0);
  const of = (fate: SignInRecord['values'][number]['fate']) =>
    values.filter((one) => one.fate === fate).length;
  const decoded = values.filter(
    (one) => one.fate !== 'dropped' || one.value !== undefined || one.hidden,
  ).length;
  const dropped = of('dropped');
  const missing = lacking.filter(({ came }) => !came);
  return [
    { value: write(values.length + thrownAway), words: words.came },
    { value: write(decoded), words: words.decoded },
    { value: write(of('kept')), words: words.kept },
    { value: write(dropped), words: words.dropped, ...(dropped > 0 ? { tone: 'bad' as const } : {}) },
    { value: write(thrownAway), words: words.unmapped, tone: 'off' as const },
    {
      value: write(missing.length),
      words: words.missing,
      ...(missing.length > 0 ? { tone: 'accent' as const } : {}),
    },
  ];
}
