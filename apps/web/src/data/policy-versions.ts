import type { RollBack } from '@virlab/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Every published version, newest first. */
export function usePolicyVersions() {
  return useQuery({ queryKey: keys.policyVersions, queryFn: ({ signal }) => api.studio.versions(signal) });
}

/** What differs between two versions, each a number or `draft`; asked once both are known. */
export function usePolicyComparison(from: string, to: string) {
  return useQuery({
    queryKey: keys.policyComparison(from, to),
    queryFn: ({ signal }) => api.studio.compare(from, to, signal),
    enabled: from !== '' && to !== '' && from !== to,
    placeholderData: keepPreviousData,
  });
}

/** Publishes an old version again. */
export function useRollBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, wish }: { version: number; wish: RollBack }) =>
      api.studio.rollBack(version, wish),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policy }),
  });
}

/** What a dry run holds against publishing without a typed word; asked once its id is known. */
export function useBrakes(dryRunId: string | undefined) {
  const dryRun = useQuery({
    queryKey: keys.dryRun(dryRunId ?? ''),
    queryFn: ({ signal }) => api.studio.dryRun(dryRunId ?? '', signal),
    enabled: dryRunId !== undefined,
  });
  return dryRunId === undefined ? [] : (dryRun.data?.brakes ?? []);
}
