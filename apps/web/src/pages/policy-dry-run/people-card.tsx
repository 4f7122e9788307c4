import type { DryRun, RightMove } from '@virlab/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { Card, Pager, RowsLoading, SearchField } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../data/api';
import { useDryRunPeople } from '../../data/dry-runs';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { PeopleTable } from './people-table';
import classes from './policy-dry-run.module.css';
import { useRightTitles } from './use-right-titles';

const PAGE_SIZE = 50;
const WHATS: readonly string[] = ['gain', 'lose', 'change'] satisfies RightMove[];

export interface PeopleCardProps {
  run: DryRun;
  /** The band that is looked at just now. */
  glance: { from: string; to: string } | undefined;
}

/** Everybody whose rights move. What is shown stands in the address, but for a band that is only looked at. */
export function PeopleCard({ run, glance }: PeopleCardProps) {
  const { staff, shell } = useTexts();
  const texts = staff.dryRun.people;
  const format = useFormat();
  const titleOf = useRightTitles(run);
  const [params, setParams] = useSearchParams();
  const what = WHATS.find((one) => one === params.get('what')) as RightMove | undefined;
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const search = params.get('q') ?? '';
  const page = Math.max(1, Number(params.get('page') ?? 1) || 1);
  const change = (changes: Record<string, string>) =>
    setParams(
      (now) => {
        for (const [name, value] of Object.entries({ page: '', ...changes })) {
          if (value === '') now.delete(name);
          else now.set(name, value);
        }
        return now;
      },
      { replace: true },
    );
  const asked = {
    ...(what ? { what } : {}),
    ...(from && to ? { from, to } : {}),
    ...(search ? { search } : {}),
  };
  // Passing over a band is no question yet.
  const looked = useDeferredValue(glance);
  const filter = looked ? { from: looked.from, to: looked.to } : { ...asked, ...(page > 1 ? { page } : {}) };
  const isDone = run.state !== 'running';
  const people = useDryRunPeople(run.id, filter, isDone);
  const counted = (word: string, count: number) => `${word} ${format.number(count)}`;
  const rows = people.data?.rows ?? [];
  const total = people.data?.total ?? 0;
  const first = (page - 1) * PAGE_SIZE;
  if (!isDone) return null;
  return (
    <Card
      title={texts.title}
      aside={
        <Button
          component="a"
          size="xs"
          variant="subtle"
          href={api.dryRuns.peopleCsvUrl(run.id, asked)}
          download
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
        >
          {texts.csv}
        </Button>
      }
    >
      <div className={classes.filters}>
        <SegmentedControl
          withItemsBorders={false}
          aria-label={texts.filter}
          value={what ?? 'all'}
          onChange={(value) => change({ what: value === 'all' ? '' : value, from: '', to: '' })}
          data={[
            { value: 'all', label: texts.all },
            { value: 'gain', label: counted(texts.gain, run.figures.gain) },
            { value: 'lose', label: counted(texts.lose, run.figures.lose) },
            { value: 'change', label: counted(texts.change, run.figures.change) },
          ]}
        />
        {from && to ? (
          <Button size="xs" onClick={() => change({ from: '', to: '' })}>
            {texts.ofBand(titleOf(from), titleOf(to))} ×
          </Button>
        ) : null}
        <SearchField label={texts.search} value={search} onChange={(q) => change({ q })} />
      </div>
      {!people.data ? (
        <RowsLoading rows={5} height={38} label={shell.loading} longLabel={shell.loadingLong} />
      ) : rows.length === 0 ? (
        <div className={classes.noRows}>
          <p>{texts.none}</p>
          <Button size="xs" onClick={() => change({ q: '', what: '', from: '', to: '' })}>
            {texts.showAll}
          </Button>
        </div>
      ) : (
        <>
          <PeopleTable run={run} rows={rows} />
          {looked === undefined && total > PAGE_SIZE ? (
            <Pager
              label={texts.pages}
              words={texts.shown(
                format.number(first + 1),
                format.number(first + rows.length),
                format.number(total),
              )}
              previous={texts.previous}
              next={texts.next}
              onPrevious={page > 1 ? () => change({ page: String(page - 1) }) : undefined}
              onNext={page < people.data.pages ? () => change({ page: String(page + 1) }) : undefined}
            />
          ) : null}
        </>
      )}
    </Card>
  );
}
