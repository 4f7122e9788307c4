import type { DryRun, NewDryRun } from '@virlab/contracts';
import type { DryRunPeopleFilter } from '@virlab/api-client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from './api';
import { keys } from './keys';

/** How often a dry run is asked for while its events do not come, in milliseconds. */
const POLL_MS = 1_000;

/** A dry run, followed while it runs: by its events, and by asking where they do not come. */
export function useDryRun(id: string) {
  const client = useQueryClient();
  const [isFollowed, setIsFollowed] = useState(false);
  const query = useQuery({
    queryKey: keys.dryRun(id),
    queryFn: ({ signal }) => api.dryRuns.read(id, signal),
    enabled: id !== '',
    staleTime: 10_000,
    refetchInterval: ({ state }) => (state.data?.state === 'running' && !isFollowed ? POLL_MS : false),
  });
  const isRunning = query.data?.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const events = new EventSource(api.dryRuns.eventsUrl(id));
    const take = ({ data }: MessageEvent<string>) => {
      const run = decode(data);
      if (run === undefined) return;
      setIsFollowed(run.state === 'running');
      client.setQueryData(keys.dryRun(id), run);
      if (run.state === 'running') return;
      events.close();
      void client.invalidateQueries({ queryKey: keys.policyDraft });
    };
    events.addEventListener('message', take);
    events.onerror = () => setIsFollowed(false);
    return () => {
      setIsFollowed(false);
      events.close();
    };
  }, [client, id, isRunning]);
  return query;
}

function decode(text: string): DryRun | undefined {
  try {
    return JSON.parse(text) as DryRun;
  } catch {
    return undefined;
  }
}

/** Begins a dry run; the draft then knows of it. */
export function useStartDryRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (of: NewDryRun['of']) => api.dryRuns.start(of),
    onSuccess: (run) => client.setQueryData(keys.dryRun(run.id), run),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policyDraft }),
  });
}

export function useCancelDryRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.dryRuns.cancel(id),
    onSettled: (_run, _error, id) => client.invalidateQueries({ queryKey: keys.dryRun(id) }),
  });
}

/** Whose rights move, once it is known. What was shown stays until the answer to another question is there. */
export function useDryRunPeople(id: string, filter: DryRunPeopleFilter, enabled = true) {
  return useQuery({
    queryKey: keys.dryRunPeople(id, filter),
    queryFn: ({ signal }) => api.dryRuns.people(id, filter, signal),
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** How one person was decided about under both policies. */
export function useDryRunTraces(id: string, ref: string, target: string) {
  return useQuery({
    queryKey: [...keys.dryRunPeople(id, { ref, target }), 'traces'],
    queryFn: ({ signal }) => api.dryRuns.traces(id, ref, target, signal),
    staleTime: 60_000,
  });
}
