import type { ClassView, Machine, MachineList } from '@virlab/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys';

/**
 * Puts one machine, as just heard of, everywhere it is shown: its page, the list, the wall of its class. Places are
 * kept, so that nothing moves while it is looked at.
 */
export function putMachine(client: QueryClient, machine: Machine): void {
  client.setQueryData<Machine>(keys.machine(machine.id), (old) => (old ? newer(old, machine) : machine));
  client.setQueryData<MachineList>(
    keys.machines,
    (list) =>
      list && {
        ...list,
        machines: list.machines.map((old) => (old.id === machine.id ? newer(old, machine) : old)),
      },
  );
  client.setQueriesData<ClassView>(
    // The class itself: what is kept below its key (lessons, readiness, …) has no members.
    { queryKey: keys.classes, predicate: ({ queryKey }) => queryKey.length === keys.class('').length },
    (view) =>
      view && {
        ...view,
        members: view.members.map((member) =>
          member.machine?.id === machine.id ? { ...member, machine: newer(member.machine, machine) } : member,
        ),
      },
  );
}

/** A late message about an earlier activation must not undo what a newer one said. */
function newer(old: Machine, heard: Machine): Machine {
  if (heard.activation < old.activation) return old;
  return heard;
}
