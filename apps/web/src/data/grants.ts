import type { NewManualGrant, OpenBreakGlass } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** How often the alarm is asked for when no event comes. */
const ALARM_MS = 60_000;

/** What was given by hand, valid first. */
export function useGrants() {
  return useQuery({ queryKey: keys.grants, queryFn: ({ signal }) => api.grants.list(signal) });
}

/** Gives something by hand. */
export function useGiveGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (grant: NewManualGrant) => api.grants.give(grant),
    onSettled: () => client.invalidateQueries({ queryKey: keys.grants }),
  });
}

/** Takes back what was given by hand. */
export function useRevokeGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.grants.revoke(id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.grants }),
  });
}

/** Who is in by break-glass; `enabled` is false for who may not know. */
export function useBreakGlass(enabled: boolean) {
  return useQuery({
    queryKey: keys.breakGlass,
    queryFn: ({ signal }) => api.grants.breakGlass(signal),
    refetchInterval: ALARM_MS,
    enabled,
  });
}

/** Signs in by break-glass; what follows is a fresh page. */
export function useOpenBreakGlass() {
  return useMutation({ mutationFn: (typed: OpenBreakGlass) => api.grants.openBreakGlass(typed) });
}

/** Ends somebody's break-glass, or one's own. */
export function useEndBreakGlass() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.grants.endBreakGlass(id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.breakGlass }),
  });
}
