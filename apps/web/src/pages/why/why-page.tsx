import { ApiError } from '@virlab/api-client';
import { Card, Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useSearchParams } from 'react-router';
import { usePeople } from '../../data/people';
import { usePolicyTargets, useWhy } from '../../data/policy';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import { Answer } from './answer';
import { Question } from './question';

/** Why somebody has something, or has it not: the question in the address, the answer as a sentence and a tree. */
export default function WhyPage() {
  const { staff, shell } = useTexts();
  const texts = staff.why;
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const asked = { person: params.get('person') ?? '', target: params.get('target') ?? '' };
  const people = usePeople();
  const targets = usePolicyTargets();
  const why = useWhy(asked.person, asked.target, language);
  usePageTitle(texts.title);

  const error = why.error ?? people.error ?? targets.error;
  if (error instanceof ApiError && !why.data) return <ProblemPage problem={error.problem} />;
  const isAsked = asked.person !== '' && asked.target !== '';
  return (
    <Page width="fluid">
      <PageHeader title={texts.title} />
      <Question
        people={people.data?.people ?? []}
        targets={targets.data?.targets ?? []}
        asked={asked}
        {...(why.data ? { version: why.data.policyVersion } : {})}
        onAsk={(question) => setParams({ ...asked, ...question })}
      />
      {why.data ? (
        // Another question starts with nothing opened.
        <Answer key={`${asked.person} ${asked.target}`} why={why.data} />
      ) : isAsked ? (
        <RowsLoading rows={5} height={56} label={shell.loading} longLabel={shell.loadingLong} />
      ) : (
        <Card padded>
          <p className="vl-reading vl-muted">{texts.begin}</p>
        </Card>
      )}
    </Page>
  );
}
