import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';

/** Has what changed asked anew: what is shown now, the rest when it is shown next. */
export function askAnew(client: QueryClient, changed: InvalidateQueryFilters): void {
  const first = askedFirst(client, changed);
  void client.invalidateQueries(changed);
  askOnceMore(client, first);
}

/** The same of what is being asked for the first time only: the rest was put right in its place. */
export function askAnewWhatComes(client: QueryClient, changed: InvalidateQueryFilters): void {
  askOnceMore(client, askedFirst(client, changed));
}

/** The first answer is waited for by TanStack Query, although it may have left before the change. */
function askedFirst(client: QueryClient, changed: InvalidateQueryFilters): Query[] {
  const asked = client.getQueryCache().findAll({ ...changed, fetchStatus: 'fetching' });
  return asked.filter(({ state }) => state.data === undefined);
}

/** Those that will be asked once more already: many changes may come before the first answer. */
const waiting = new WeakSet<Query>();

function askOnceMore(client: QueryClient, queries: readonly Query[]): void {
  for (const query of queries) {
    if (waiting.has(query)) continue;
    waiting.add(query);
    const again = () => {
      waiting.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(again, () => waiting.delete(query));
  }
}
