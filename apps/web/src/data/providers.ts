import type { NewProvider, ProviderChange, ProviderDocument, ProvidersQuery } from '@virlab/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { useWaysInChanged } from './federations';
import { keys } from './keys';

/** Identity providers, a page at a time, with how they are doing. */
export function useProviders(query: ProvidersQuery) {
  return useQuery({
    queryKey: keys.providersPage(query),
    queryFn: ({ signal }) => api.providers(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** How many identity providers need somebody; undefined until it is known. Only for who may read them. */
export function useProvidersThatNeedYou(): number | undefined {
  const query: ProvidersQuery = { show: 'need-you', limit: 1 };
  const { data } = useQuery({
    queryKey: keys.providersPage(query),
    queryFn: ({ signal }) => api.providers(query, signal),
    staleTime: 60_000,
  });
  return data?.counts.needYou;
}

/** One identity provider with everything its metadata says. */
export function useProvider(entityId: string) {
  return useQuery({
    queryKey: keys.provider(entityId),
    queryFn: ({ signal }) => api.provider(entityId, signal),
  });
}

/** Looks at one provider's metadata without trusting it. */
export function usePreviewProvider() {
  return useMutation({
    mutationFn: ({ from, signal }: { from: ProviderDocument; signal?: AbortSignal }) =>
      api.previewProvider(from, signal),
  });
}

/** Registers one provider whose keys were confirmed. */
export function useAddProvider() {
  const changed = useWaysInChanged();
  return useMutation({
    mutationFn: (provider: NewProvider) => api.addProvider(provider),
    onSuccess: changed,
  });
}

/** Changes the settings of one provider, or removes a registered one. */
export function useProviderSteps(entityId: string) {
  const client = useQueryClient();
  const changed = useWaysInChanged();
  return {
    change: useMutation({
      mutationFn: (change: ProviderChange) => api.changeProvider(entityId, change),
      onSuccess: (provider) => client.setQueryData(keys.provider(entityId), provider),
      onSettled: changed,
    }),
    remove: useMutation({ mutationFn: () => api.removeProvider(entityId), onSuccess: changed }),
  };
}
