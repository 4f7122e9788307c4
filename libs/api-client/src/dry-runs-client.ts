import type { DryRun, DryRunPeople, DryRunPeopleQuery, DryRunTraces, NewDryRun } from '@virlab/contracts';
import { type ApiOptions, request } from './http';

const RUNS = '/api/policy/dry-runs';

/** Which of the people of a dry run are meant; without a page the first. */
export type DryRunPeopleFilter = Partial<DryRunPeopleQuery>;

/** Calls about dry runs: what publishing would do to everybody who is known. None of them changes a right. */
export class DryRunsClient {
  constructor(private readonly options: ApiOptions) {}

  /** Begins one: of the draft as it stands, or of an old version. */
  start(of: NewDryRun['of']) {
    return request<DryRun>(this.options, 'POST', RUNS, { of });
  }

  read(id: string, signal?: AbortSignal) {
    return request<DryRun>(this.options, 'GET', placeOf(id), undefined, signal);
  }

  /** Ends one that runs; what it found until then is kept. */
  cancel(id: string) {
    return request<DryRun>(this.options, 'DELETE', placeOf(id));
  }

  people(id: string, filter: DryRunPeopleFilter, signal?: AbortSignal) {
    return request<DryRunPeople>(
      this.options,
      'GET',
      `${placeOf(id)}/people${queryOf(filter)}`,
      undefined,
      signal,
    );
  }

  /** One person under both policies; `target` such as `pool:linux`. */
  traces(id: string, ref: string, target: string, signal?: AbortSignal) {
    const query = new URLSearchParams({ target });
    return request<DryRunTraces>(
      this.options,
      'GET',
      `${placeOf(id)}/people/${encodeURIComponent(ref)}?${query}`,
      undefined,
      signal,
    );
  }

  /** Address of the event stream; each message is a DryRun. */
  eventsUrl(id: string): string {
    return `${this.options.baseUrl ?? ''}${placeOf(id)}/events`;
  }

  /** Address of the table as CSV. */
  peopleCsvUrl(id: string, { page: _, ...filter }: DryRunPeopleFilter): string {
    return `${this.options.baseUrl ?? ''}${placeOf(id)}/people.csv${queryOf(filter)}`;
  }
}

function placeOf(id: string): string {
  return `${RUNS}/${encodeURIComponent(id)}`;
}

function queryOf(filter: DryRunPeopleFilter): string {
  const entries = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
