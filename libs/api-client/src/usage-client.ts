import type { Usage, UsageQuery } from '@virlab/contracts';
import { type ApiOptions, request } from './http';

/** How long machines were on. */
export class UsageClient {
  constructor(private readonly options: ApiOptions) {}

  /** Machine hours of a span by class, pool or person. */
  sums(query: UsageQuery, signal?: AbortSignal) {
    return request<Usage>(this.options, 'GET', `/api/usage?${asSearch(query)}`, undefined, signal);
  }

  /** Where the same lies as a table for a spreadsheet. */
  csvAddress(query: UsageQuery): string {
    return `/api/usage.csv?${asSearch(query)}`;
  }
}

function asSearch({ from, to, by }: UsageQuery): string {
  return new URLSearchParams({ from, to, by }).toString();
}
