import { ApiError } from '@virlab/api-client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { keys } from './keys';

const MAX_RETRIES = 2;

const isSession = (queryKey: readonly unknown[]) => queryKey[0] === keys.session[0];

/**
 * The cache of everything read from the server. Refusals are not asked again; silence and server faults are, twice.
 * A 401 anywhere makes the session itself be asked anew, and the frame tells the person.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiError && error.problem.status === 401 && !isSession(query.queryKey)) {
          void client.invalidateQueries({ queryKey: keys.session });
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < MAX_RETRIES &&
          (!(error instanceof ApiError) || error.code === 'unreachable' || error.problem.status >= 500),
      },
    },
  });
  return client;
}
