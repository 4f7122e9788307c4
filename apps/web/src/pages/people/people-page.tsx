import { ApiError } from '@virlab/api-client';
import type { PersonSummary } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, FilterChips, Page, PageHeader, Pager, RowsLoading, SearchField } from '@virlab/ui';
import { useSearchParams } from 'react-router';
import { usePeople } from '../../data/people';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { countOutcomes, findPeople, OUTCOMES, type Outcome, PAGE_SIZE } from './find-people';
import classes from './people.module.css';
import { PeopleTable } from './people-table';

/** Everybody who has signed in, with what their rights came to. */
export default function PeoplePage() {
  const { staff, shell } = useTexts();
  const people = usePeople();
  usePageTitle(staff.people.title);
  if (people.data) return <People people={people.data.people} />;
  if (people.error instanceof ApiError) return <ProblemPage problem={people.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.people.title}> </PageHeader>
      <RowsLoading rows={10} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function People({ people }: { people: readonly PersonSummary[] }) {
  const { people: texts } = useTexts().staff;
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const asked = {
    search: params.get('q') ?? '',
    outcome: (OUTCOMES as readonly string[]).includes(params.get('outcome') ?? '')
      ? (params.get('outcome') as Outcome)
      : ('' as const),
  };
  const change = (changes: Record<string, string>) => {
    const all = { q: asked.search, outcome: asked.outcome, ...changes };
    setParams(
      Object.entries(all).filter(([, value]) => value !== ''),
      { replace: true },
    );
  };
  const found = findPeople(people, asked);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number(params.get('page') ?? 1) || 1));
  const first = (page - 1) * PAGE_SIZE;
  const shown = found.slice(first, first + PAGE_SIZE);

  const counts = countOutcomes(people);
  const universities = new Set(people.map(({ university }) => university.entityId)).size;
  const count = format.number(people.length);
  const words = { admitted: texts.admitted, refused: texts.refused, dropped: texts.withDropped };
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={<SearchField label={texts.search} value={asked.search} onChange={(q) => change({ q })} />}
      >
        {people.length === 0
          ? texts.nobody
          : texts.lead(
              people.length === 1 ? texts.person(count) : texts.people(count),
              universities === 1 ? texts.oneUniversity : texts.universities(format.number(universities)),
            )}
      </PageHeader>
      {people.length === 0 ? null : (
        <div className={classes.list}>
          <FilterChips
            label={texts.filter}
            chosen={asked.outcome}
            onChoose={(outcome) => change({ outcome })}
            chips={[
              { id: '', word: texts.all, count },
              ...OUTCOMES.filter((one) => counts[one] > 0 || one === asked.outcome).map((one) => ({
                id: one,
                word: words[one],
                count: format.number(counts[one]),
              })),
            ]}
          />
          <Card>
            {shown.length === 0 ? (
              <div className={classes.none}>
                <p>{texts.noneFound}</p>
                <Button onClick={() => setParams({}, { replace: true })}>{texts.clear}</Button>
              </div>
            ) : (
              <>
                <PeopleTable people={shown} />
                <Pager
                  label={texts.pages}
                  words={texts.shown(
                    format.number(first + 1),
                    format.number(first + shown.length),
                    format.number(found.length),
                  )}
                  previous={texts.previous}
                  next={texts.next}
                  onPrevious={page > 1 ? () => change({ page: String(page - 1) }) : undefined}
                  onNext={page < pages ? () => change({ page: String(page + 1) }) : undefined}
                />
              </>
            )}
          </Card>
        </div>
      )}
    </Page>
  );
}
