import type { DiscoveryRequestQuery, SignInOption } from '@virlab/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';
import { useSignInOptions } from './sign-in';

const A_MINUTE = 60_000;

/** Universities that fit what was typed, in the language of the page; the ones before it stay until they are there. */
export function useProviderSearch(typed: string, language: string) {
  return useQuery({
    queryKey: keys.providerSearch(typed, language),
    queryFn: ({ signal }) => api.searchProviders(typed, signal),
    enabled: typed !== '',
    placeholderData: typed === '' ? undefined : keepPreviousData,
    staleTime: A_MINUTE,
    retry: false,
  });
}

/** Of universities that this browser remembers, or that a link names, those that one can sign in through. */
export function useKnownProviders(entityIds: readonly string[], language: string) {
  return useQuery({
    queryKey: keys.knownProviders(entityIds, language),
    queryFn: ({ signal }) => api.knownProviders(entityIds, signal),
    enabled: entityIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: A_MINUTE,
  });
}

/** One university by its entityID; undefined while it is not known, and when nobody can sign in through it. */
export function useSignInOption(entityId: string | undefined, language: string): SignInOption | undefined {
  const options = useSignInOptions();
  const listed = options.data?.options.find(({ id }) => id === entityId);
  const isAsked = entityId !== undefined && entityId !== '' && !options.isPending && listed === undefined;
  const known = useKnownProviders(isAsked ? [entityId] : [], language);
  return listed ?? known.data?.options.find(({ id }) => id === entityId);
}

/** For which other service somebody chooses a university here; not asked when there is none. */
export function useDiscoveryRequest(query: DiscoveryRequestQuery | undefined) {
  return useQuery({
    queryKey: keys.discoveryRequest(query ?? { service: '' }),
    queryFn: ({ signal }) => api.discoveryRequest(query ?? { service: '' }, signal),
    enabled: query !== undefined,
    staleTime: Infinity,
    retry: false,
  });
}
