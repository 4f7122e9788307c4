import type { UsageQuery } from '@virlab/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Machine hours of a span; what was shown before stays until the answer is there. */
export function useUsage(query: UsageQuery) {
  return useQuery({
    queryKey: keys.usage(query),
    queryFn: ({ signal }) => api.usage.sums(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** Where the same lies as a table for a spreadsheet. */
export function usageCsvAddress(query: UsageQuery): string {
  return api.usage.csvAddress(query);
}
