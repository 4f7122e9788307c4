import type { Host, HostChange, HostCheckRequest, HostModeChange, NewHost } from '@virlab/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** How often counts and memory are asked anew; health itself comes by live events. */
const REFRESH_MS = 15_000;
const CAPACITY_MS = 60_000;

/** Every host with its health and what it was proved to run guests by. */
export function useHosts() {
  return useQuery({
    queryKey: keys.hosts,
    queryFn: ({ signal }) => api.hosts(signal),
    refetchInterval: REFRESH_MS,
  });
}

/** One host. */
export function useHost(id: string) {
  return useQuery({
    queryKey: keys.host(id),
    queryFn: ({ signal }) => api.hostsAdmin.one(id, signal),
    refetchInterval: REFRESH_MS,
  });
}

/** What the lessons of so many days need, beside what the hosts have. */
export function useCapacity(days: number) {
  return useQuery({
    queryKey: keys.capacity(days),
    queryFn: ({ signal }) => api.hostsAdmin.capacity(days, signal),
    refetchInterval: CAPACITY_MS,
  });
}

/** Where each machine of a host goes when it is drained; asked only when `enabled`. */
export function useHostDrain(id: string, enabled = true) {
  return useQuery({
    queryKey: keys.hostDrain(id),
    queryFn: ({ signal }) => api.hostsAdmin.drain(id, signal),
    enabled,
  });
}

/** Hosts that are going to be drained. */
export function usePlannedDrains() {
  return useQuery({
    queryKey: keys.hostDrains,
    queryFn: ({ signal }) => api.hostsAdmin.plannedDrains(signal),
  });
}

/** Plans when a host is drained, and takes that back. */
export function usePlanDrain(id: string) {
  const onSettled = useForget();
  return {
    plan: useMutation({ mutationFn: (at: string) => api.hostsAdmin.planDrain(id, at), onSettled }),
    cancel: useMutation({ mutationFn: () => api.hostsAdmin.cancelDrain(id), onSettled }),
  };
}

/** What is on a host and belongs to no machine. */
export function useHostLeftovers(id: string) {
  return useQuery({
    queryKey: keys.hostLeftovers(id),
    queryFn: ({ signal }) => api.hostsAdmin.leftovers(id, signal),
    refetchInterval: CAPACITY_MS,
  });
}

/** What is wrong with what is typed; what was said before stays until the answer is there. */
export function useHostCheck(typed: HostCheckRequest) {
  return useQuery({
    queryKey: keys.hostCheck(typed),
    queryFn: ({ signal }) => api.hostsAdmin.check(typed, signal),
    placeholderData: keepPreviousData,
    enabled: typed.uri !== '',
  });
}

/** Templates that can be booted for a proof; none for who may not see them. */
export function useBootableTemplates() {
  return useQuery({
    queryKey: keys.bootableTemplates,
    queryFn: ({ signal }) => api.hostsAdmin.bootable(signal),
  });
}

/** Registers a host. */
export function useAddHost() {
  const settled = useForget();
  return useMutation({ mutationFn: (host: NewHost) => api.hostsAdmin.add(host), onSettled: settled });
}

/** What is done to one host: change, mode, removal. */
export function useHostSteps(id: string) {
  const settled = useForget();
  const client = useQueryClient();
  const onSuccess = (host: Host) => client.setQueryData(keys.host(id), host);
  return {
    change: useMutation({
      mutationFn: (change: HostChange) => api.hostsAdmin.change(id, change),
      onSuccess,
      onSettled: settled,
    }),
    setMode: useMutation({
      mutationFn: (mode: HostModeChange) => api.hostsAdmin.setMode(id, mode),
      onSuccess,
      onSettled: settled,
    }),
    remove: useMutation({ mutationFn: () => api.hostsAdmin.remove(id), onSettled: settled }),
  };
}

function useForget() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.hosts });
}
