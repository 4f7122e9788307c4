import type { FederationChange, NewFederation, PreviewFederationRequest } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Changes come by live events; this only keeps the times of the next look true. */
const REFRESH_MS = 60_000;

/** Every federation with how its metadata is doing. */
export function useFederations() {
  return useQuery({
    queryKey: keys.federations,
    queryFn: ({ signal }) => api.federations(signal),
    refetchInterval: REFRESH_MS,
  });
}

/** Looks at a federation's metadata without trusting it; it may take as long as the document is large. */
export function usePreviewFederation() {
  return useMutation({
    mutationFn: ({ signal, ...wish }: PreviewFederationRequest & { signal?: AbortSignal }) =>
      api.previewFederation(wish, signal),
  });
}

/** Adds a federation whose keys were confirmed. */
export function useAddFederation() {
  const changed = useWaysInChanged();
  return useMutation({
    mutationFn: (federation: NewFederation) => api.addFederation(federation),
    onSuccess: changed,
  });
}

/** Changes, looks anew at, or removes one federation. */
export function useFederationSteps(id: string) {
  const onSettled = useWaysInChanged();
  return {
    change: useMutation({
      mutationFn: (change: FederationChange) => api.changeFederation(id, change),
      onSettled,
    }),
    refresh: useMutation({ mutationFn: () => api.refreshFederation(id), onSettled }),
    remove: useMutation({ mutationFn: () => api.removeFederation(id), onSettled }),
  };
}

/** Asks everything anew that tells who may sign people in. */
export function useWaysInChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keys.federations });
    void client.invalidateQueries({ queryKey: keys.providers });
  };
}
