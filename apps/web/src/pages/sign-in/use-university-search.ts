import type { FoundProvider } from '@virlab/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useProviderSearch } from '../../data/discovery';
import { useLanguage } from '../../texts/texts-provider';
import { askedFor } from './asked-for';

/** Two letters of a fast hand come together; results are there within 100 ms all the same. */
const PAUSE_MS = 40;
const NONE: readonly FoundProvider[] = [];

/** What a search field shows: the results of what is typed, or of the letters before while those are on their way. */
export interface UniversitySearchState {
  typed: string;
  type: (typed: string) => void;
  found: readonly FoundProvider[];
  /** Number of universities that are searched. */
  total: number;
  hasClose: boolean;
  /** True when `found` belongs to what is typed now. */
  isCurrent: boolean;
  isFailed: boolean;
}

export function useUniversitySearch(): UniversitySearchState {
  const { language } = useLanguage();
  const [typed, type] = useState('');
  const asked = askedFor(typed);
  const [settled] = useDebouncedValue(asked, PAUSE_MS);
  const query = asked === '' ? '' : settled;
  const search = useProviderSearch(query, language);
  const data = query === '' ? undefined : search.data;
  return {
    typed,
    type,
    found: data?.results ?? NONE,
    total: data?.total ?? 0,
    hasClose: data?.hasClose ?? false,
    isCurrent: query === asked && data !== undefined && !search.isPlaceholderData,
    isFailed: query !== '' && search.isError,
  };
}
