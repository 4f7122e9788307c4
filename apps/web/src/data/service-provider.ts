import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** What we are to a federation, and what it would object to. */
export function useServiceProvider() {
  return useQuery({ queryKey: keys.serviceProvider, queryFn: ({ signal }) => api.serviceProvider(signal) });
}
