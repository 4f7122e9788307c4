import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Every way to sign in that this server has. */
export function useSignInOptions() {
  return useQuery({
    queryKey: keys.signInOptions,
    queryFn: ({ signal }) => api.signInOptions(signal),
    staleTime: 300_000,
  });
}

/** What is particular to one refused sign-in; known for an hour. */
export function useSignInRefusal(reference: string) {
  return useQuery({
    queryKey: keys.signInRefusal(reference),
    queryFn: ({ signal }) => api.signInRefusal(reference, signal),
    enabled: reference !== '',
    staleTime: Infinity,
    retry: false,
  });
}

/** Whom to turn to at a university. */
export function useSignInProvider(entityId: string) {
  return useQuery({
    queryKey: keys.signInProvider(entityId),
    queryFn: ({ signal }) => api.signInProvider(entityId, signal),
    enabled: entityId !== '',
    staleTime: 300_000,
    retry: false,
  });
}
