import type { Session } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { afterSignOut } from './after-sign-out';
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

/** What somebody who signs out wishes, beside signing out here. */
export interface SignOutWish {
  everywhere?: boolean;
  /** Goes on to the university's own sign-out, when it has one. */
  atUniversity?: boolean;
}

/** Signs out here, and goes on to where the wish leads: the university, or the page that says what is over. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ everywhere = false, atUniversity = false }: SignOutWish) =>
      api.signOut({
        ...(everywhere ? { everywhere: 'true' as const } : {}),
        ...(atUniversity ? { atUniversity: 'true' as const } : {}),
      }),
    onSuccess: ({ continueAt }, wish) => {
      const session = client.getQueryData<Session>(keys.session);
      window.location.assign(continueAt ?? afterSignOut(wish, session));
    },
  });
}

/** What Virlab knows about the person who asks. */
export function useOwnRecord() {
  return useQuery({ queryKey: keys.ownRecord, queryFn: ({ signal }) => api.ownRecord(signal) });
}

/** Where the person who asks is signed in. */
export function useOwnSessions() {
  return useQuery({ queryKey: keys.ownSessions, queryFn: ({ signal }) => api.ownSessions(signal) });
}

/** Ends another session of the same person. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ref: string) => api.endSession(ref),
    onSettled: () => client.invalidateQueries({ queryKey: keys.ownSessions }),
  });
}

/** Ends every session of somebody else. */
export function useEndSessionsOf() {
  return useMutation({ mutationFn: (personId: string) => api.endSessionsOf(personId) });
}
