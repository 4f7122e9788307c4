import type { Machine, MachineAction, MachineList } from '@virlab/contracts';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';
import { keepMachine, keepMachines, putMachine } from './put-machine';

/** The machines of the person who asks, what is locked to them, and why if there is none. */
export function useMachines() {
  return useQuery({
    queryKey: keys.machines,
    queryFn: ({ signal }) => api.machines(signal),
    structuralSharing: keepMachines,
  });
}

/** One machine; what the list already knows is shown while it is asked. */
export function useMachine(id: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.machine(id),
    queryFn: ({ signal }) => api.machine(id, signal),
    structuralSharing: keepMachine,
    placeholderData: known(client, id),
  });
}

function known(client: QueryClient, id: string): Machine | undefined {
  return client.getQueryData<MachineList>(keys.machines)?.machines.find((machine) => machine.id === id);
}

/** Asks for an action; the answer (202) already carries the new state. Refusals reject with ApiError. */
export function useMachineAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, action }: { id: string; action: MachineAction }) => api.act(id, action),
    onSuccess: (machine) => putMachine(client, machine),
    onError: (_error, { id }) => {
      void client.invalidateQueries({ queryKey: keys.machine(id) });
      void client.invalidateQueries({ queryKey: keys.machines });
    },
  });
}

/** Address of the last picture of a machine; `tick` is anything that changes when a new one is wanted. */
export const screenUrl = api.screenUrl;

/** Asks for a one-use console ticket. */
export const openConsole = api.openConsole;
