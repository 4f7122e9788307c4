import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Every known person with their rights. `enabled` is false for who may not see people. */
export function usePeople(enabled = true) {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => api.people(signal),
    staleTime: 30_000,
    enabled,
  });
}

/** One person: rights with what gave them, and what was released. Looking is written into the audit trail. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: keys.person(id),
    queryFn: ({ signal }) => api.person(id, signal),
    // Each look is an event of the trail; coming back to the window is not one.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
