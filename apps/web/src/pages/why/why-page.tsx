import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { Card, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { IconTestPipe } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { usePeople } from '../../data/people';
import { usePolicyTargets, useTargetHolders, useWhy, type WhyQuestion } from '../../data/policy';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { ProblemPage } from '../../shell/problem-page';
import { useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import { Answer } from './answer';
import { AsOf } from './as-of';
import { addressOf, askedIn } from './asked-in';
import { Holders } from './holders';
import { Question } from './question';
import classes from './why.module.css';

/** Why somebody has something, or has it not: the question in the address, the answer as a sentence and a tree. */
export default function WhyPage() {
  const { staff, shell } = useTexts();
  const texts = staff.why;
  const { language } = useLanguage();
  const { abilities } = useSession();
  const maySeePeople = abilities.includes('people.read');
  const [params, setParams] = useSearchParams();
  const asked = askedIn(params);
  const isEvent = asked.asOf.kind === 'event';
  const isAsked = isEvent || (asked.person !== '' && asked.target !== '');
  const people = usePeople(maySeePeople);
  const targets = usePolicyTargets();
  const why = useWhy(asked, language);
  const holders = useTargetHolders(asked.target, !isAsked && asked.person === '');
  usePageTitle(texts.title);

  const failed = why.error instanceof ApiError && !why.data ? why.error : undefined;
  const isGone = failed?.code === 'decision-not-kept';
  const isVague = failed?.code === 'policy-target-unknown' && isEvent && asked.target === '';
  const error = (isGone || isVague ? null : failed) ?? people.error ?? targets.error;
  if (error instanceof ApiError) return <ProblemPage problem={error.problem} />;

  // What the address leaves open is what the event was about.
  const shown = why.data
    ? {
        person: why.data.person.id,
        target: `${why.data.target.kind}:${why.data.target.ref}`,
        asOf: asked.asOf,
      }
    : asked;
  const ask = (change: Partial<WhyQuestion>) => {
    // An event is about one person, so another person is asked about as of now; and so is a decision.
    const isOther = change.person !== undefined && change.person !== shown.person;
    const asOf = isOther && asked.asOf.kind !== 'version' ? { asOf: { kind: 'now' as const } } : {};
    setParams(addressOf({ ...shown, ...asOf, ...change }));
  };
  const mayCase = abilities.includes('policy.edit') && maySeePeople && why.data !== undefined;
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          mayCase ? (
            <Button
              component={Link}
              to={`/policy/cases/new?person=${encodeURIComponent(shown.person)}`}
              leftSection={<IconTestPipe size={16} stroke={1.75} aria-hidden="true" />}
            >
              {texts.saveCase}
            </Button>
          ) : undefined
        }
      />
      <Question
        people={people.data?.people ?? []}
        targets={targets.data?.targets ?? []}
        asked={shown}
        mayAskAboutPeople={maySeePeople}
        asOf={
          why.data ? <AsOf why={why.data} asked={asked.asOf} onAsk={(asOf) => ask({ asOf })} /> : undefined
        }
        onAsk={ask}
      />
      {why.data ? (
        // Another question starts with nothing opened.
        <Answer key={params.toString()} why={why.data} />
      ) : isGone ? (
        <Card padded>
          <div className={classes.gone}>
            <p className="vl-reading">
              <b>{texts.notKept}</b>
              {failed.problem.detail ? `: ${failed.problem.detail}.` : '.'}
            </p>
            {asked.person && asked.target ? (
              <Button variant="filled" onClick={() => ask({ asOf: { kind: 'now' } })}>
                {texts.askNow}
              </Button>
            ) : null}
          </div>
        </Card>
      ) : isVague ? (
        <Card padded>
          <p className="vl-reading vl-muted">{texts.chooseRight}</p>
        </Card>
      ) : holders.data ? (
        <Holders holders={holders.data} />
      ) : holders.error instanceof ApiError ? (
        <ProblemNote problem={holders.error.problem} />
      ) : isAsked || holders.isFetching ? (
        <RowsLoading rows={5} height={56} label={shell.loading} longLabel={shell.loadingLong} />
      ) : (
        <Card padded>
          <p className="vl-reading vl-muted">{texts.begin}</p>
        </Card>
      )}
    </Page>
  );
}
