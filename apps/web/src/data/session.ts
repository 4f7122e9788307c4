import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Who is signed in, with their abilities. Fails with 401 when nobody is. */
export function useSessionQuery() {
  return useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => api.session(signal),
    staleTime: 60_000,
    refetchInterval: 180_000,
  });
}

/** Signs out here and goes on to the university's own sign-out where it has one. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => api.signOut(),
    onSuccess: ({ continueAt }) => window.location.assign(continueAt ?? '/sign-in'),
  });
}

/** What Virlab knows about the person who asks. */
export function useOwnRecord() {
  return useQuery({ queryKey: keys.ownRecord, queryFn: ({ signal }) => api.ownRecord(signal) });
}

/** Ends another session of the same person. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => api.endSession(sessionId),
    onSettled: () => client.invalidateQueries({ queryKey: keys.ownRecord }),
  });
}
