import type { ActOnLab, Machine, NewPool, PoolDetail, SavePool } from '@virlab/contracts';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';
import { putMachine } from './put-machine';

/** How often somebody who waits for a machine asks again; the place in the queue lapses after three minutes. */
const ASK_AGAIN_MS = 20_000;

/** One pool, for its operators. */
export function usePool(id: string) {
  return useQuery({ queryKey: keys.pool(id), queryFn: ({ signal }) => api.pools.one(id, signal) });
}

/** What a new pool may be made of. */
export function usePoolChoices() {
  return useQuery({ queryKey: keys.poolChoices, queryFn: ({ signal }) => api.pools.choices(signal) });
}

/** Adds a pool; refusals reject with ApiError, its faults by field. */
export function useAddPool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pool: NewPool) => api.pools.add(pool),
    onSuccess: (pool: PoolDetail) => client.setQueryData(keys.pool(pool.id), pool),
    onSettled: () => client.invalidateQueries({ queryKey: keys.pools, exact: true }),
  });
}

/** Takes a pool away; while something needs it the server says what. */
export function useRemovePool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.pools.remove(id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.pools, exact: true }),
  });
}

/** Saves a pool; refusals reject with ApiError, its faults by field. */
export function useSavePool(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pool: SavePool) => api.pools.save(id, pool),
    onSuccess: (pool: PoolDetail) => client.setQueryData(keys.pool(id), pool),
    onSettled: () => client.invalidateQueries({ queryKey: ['pools'] }),
  });
}

/** Asks for a machine of a shared pool. */
export function useTakeMachine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pool: string) => api.pools.take(pool),
    onSettled: () => client.invalidateQueries({ queryKey: keys.machines }),
  });
}

/** Keeps the place in the queue of a pool while its page is looked at. */
export function useKeepPlace(pool: string, isWaiting: boolean) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['machines', 'place', pool],
    queryFn: async () => {
      const taken = await api.pools.take(pool);
      await client.invalidateQueries({ queryKey: keys.machines, exact: true });
      return taken;
    },
    enabled: isWaiting,
    refetchInterval: ASK_AGAIN_MS,
    staleTime: ASK_AGAIN_MS,
  });
}

/** What a person may do about the terms of a machine. */
export function useTerms(id: string) {
  const client = useQueryClient();
  const onSuccess = (machine: Machine) => putMachine(client, machine);
  const onError = () => forget(client, id);
  return {
    renew: useMutation({ mutationFn: () => api.pools.renew(id), onSuccess, onError }),
    notYet: useMutation({ mutationFn: () => api.pools.notYet(id), onSuccess, onError }),
    giveBack: useMutation({
      mutationFn: () => api.pools.giveBack(id),
      onSettled: () => client.invalidateQueries({ queryKey: keys.machines }),
    }),
    lab: useMutation({
      mutationFn: (action: ActOnLab['action']) => api.pools.actOnLab(id, action),
      onSuccess: ({ machines }) => machines.forEach((machine) => putMachine(client, machine)),
      onError,
    }),
  };
}

function forget(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: keys.machine(id) });
  void client.invalidateQueries({ queryKey: keys.machines });
}
