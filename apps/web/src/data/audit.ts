import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ExportAudit } from '@virlab/contracts';
import { api } from './api';
import { keys } from './keys';

/** The trail, newest first, a page at a time; `kind` is a kind of event or its room. */
export function useAudit({ kind, search }: { kind: string; search: string }) {
  return useInfiniteQuery({
    queryKey: keys.audit({ kind, search }),
    queryFn: ({ pageParam, signal }) =>
      api.audit({ kind, search, ...(pageParam === undefined ? {} : { before: pageParam }) }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** The same as CSV; who takes it along says why. */
export function useExportAudit() {
  return useMutation({ mutationFn: (wish: ExportAudit) => api.exportAudit(wish) });
}
