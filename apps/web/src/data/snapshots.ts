import type { Machine } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';
import { putMachine } from './put-machine';

/** What is kept of a machine's disk, and what may be done now; live events about the machine have it read anew. */
export function useSnapshots(machineId: string) {
  return useQuery({
    queryKey: keys.snapshots(machineId),
    queryFn: ({ signal }) => api.jobs.snapshots(machineId, signal),
  });
}

/** Takes, restores or removes a snapshot by its name; the answer (202) comes before it is done. Rejects with ApiError. */
export function useSnapshotOrders(machineId: string) {
  const client = useQueryClient();
  const onSuccess = (machine: Machine) => putMachine(client, machine);
  const onSettled = () => client.invalidateQueries({ queryKey: keys.snapshots(machineId) });
  const order = (ask: (id: string, name: string) => Promise<Machine>) => ({
    mutationFn: (name: string) => ask(machineId, name),
    onSuccess,
    onSettled,
  });
  return {
    take: useMutation(order((id, name) => api.jobs.takeSnapshot(id, name))),
    restore: useMutation(order((id, name) => api.jobs.restoreSnapshot(id, name))),
    remove: useMutation(order((id, name) => api.jobs.removeSnapshot(id, name))),
  };
}
