import type { Machine, MachineAction } from '@virlab/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './api';
import { keys } from './keys';
import { keepClass, putMachine } from './put-machine';

/** A class with everybody in it. Live events patch the machines of its members. */
export function useClass(id: string) {
  return useQuery({
    queryKey: keys.class(id),
    queryFn: ({ signal }) => api.classView(id, signal),
    structuralSharing: keepClass,
  });
}

/** Asks one machine of many for an action; the answer is put everywhere it is shown. Rejects with ApiError. */
export function useActOnMachine(): (id: string, action: MachineAction) => Promise<Machine> {
  const client = useQueryClient();
  return useCallback(
    async (id, action) => {
      const machine = await api.act(id, action);
      putMachine(client, machine);
      return machine;
    },
    [client],
  );
}
