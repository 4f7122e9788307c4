import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** How often counts and memory are asked anew; health itself comes by live events. */
const REFRESH_MS = 15_000;

/** Every host with its health and what it was proved to run guests by. */
export function useHosts() {
  return useQuery({
    queryKey: keys.hosts,
    queryFn: ({ signal }) => api.hosts(signal),
    refetchInterval: REFRESH_MS,
  });
}
