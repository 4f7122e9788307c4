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
