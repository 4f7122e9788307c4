import type { ProviderFilter, ProvidersPage } from '@virlab/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { Card, Pager, SearchField } from '@virlab/ui';
import { useEffect, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { ProvidersTable } from './providers-table';
import classes from './providers.module.css';
import { PROVIDER_FILTERS } from './provider-filters';

/** What the list shows; all of it stands in the address. */
export interface Asked {
  show: ProviderFilter;
  search: string;
  page: number;
}

export interface ProviderListProps {
  page: ProvidersPage;
  asked: Asked;
  change: (changes: Partial<Asked>) => void;
  pageSize: number;
}

/** Providers with search and filter, fifty at a time. */
export function ProviderList({ page, asked, change, pageSize }: ProviderListProps) {
  const { federation: texts } = useTexts().staff;
  const format = useFormat();
  const { providers, found, counts } = page;
  const numbers = { 'in-use': counts.inUse, 'need-you': counts.needYou, all: counts.all };
  const first = (asked.page - 1) * pageSize;
  return (
    <div className={classes.list}>
      <div className={classes.filters}>
        <Search key={asked.search} value={asked.search} onSearch={(search) => change({ search })} />
        <div className={classes.shows}>
          <SegmentedControl
            withItemsBorders={false}
            aria-label={texts.show}
            value={asked.show}
            onChange={(show) => change({ show: show as ProviderFilter })}
            data={PROVIDER_FILTERS.map((value) => ({
              value,
              label: texts.shows[value](format.number(numbers[value])),
            }))}
          />
        </div>
      </div>
      <Card>
        {providers.length === 0 ? (
          <div className={classes.none}>
            <p>
              {asked.search ? texts.none : asked.show === 'need-you' ? texts.noneNeedYou : texts.noneInUse}
            </p>
            <Button onClick={() => change({ search: '', show: 'all' })}>{texts.clear}</Button>
          </div>
        ) : (
          <>
            <ProvidersTable providers={providers} />
            {found > pageSize ? (
              <Pager
                label={texts.pages}
                words={texts.shown(
                  format.number(first + 1),
                  format.number(first + providers.length),
                  format.number(found),
                )}
                previous={texts.previous}
                next={texts.next}
                onPrevious={asked.page > 1 ? () => change({ page: asked.page - 1 }) : undefined}
                onNext={first + providers.length < found ? () => change({ page: asked.page + 1 }) : undefined}
              />
            ) : null}
          </>
        )}
      </Card>
    </div>
  );
}

/** Typing is not a question at every letter. */
const TYPING_MS = 250;

function Search({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const { federation: texts } = useTexts().staff;
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <SearchField label={texts.search} placeholder={texts.searchHint} value={typed} onChange={setTyped} />
  );
}
