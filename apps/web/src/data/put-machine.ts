import type { ClassView, Machine, MachineList } from '@virlab/contracts';
import { type QueryClient, replaceEqualDeep } from '@tanstack/react-query';
import { keys } from './keys';

/**
 * Puts one machine, as just heard of, everywhere it is shown: its page, the list, the wall of its class. Places are
 * kept, so that nothing moves while it is looked at.
 */
export function putMachine(client: QueryClient, machine: Machine): void {
  client.setQueryData<Machine>(keys.machine(machine.id), (old) => newer(old, machine));
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

/** How an answer about one machine is kept: what the stream said while it was on its way is not undone by it. */
export function keepMachine(old: unknown, answer: unknown): unknown {
  return replaceEqualDeep(old, newer(old as Machine | undefined, answer as Machine));
}

/** The same for the list of one's own machines. */
export function keepMachines(old: unknown, answer: unknown): unknown {
  const before = byId((old as MachineList | undefined)?.machines ?? []);
  const list = answer as MachineList;
  const machines = list.machines.map((machine) => newer(before.get(machine.id), machine));
  return replaceEqualDeep(old, { ...list, machines });
}

/** The same for a class. */
export function keepClass(old: unknown, answer: unknown): unknown {
  const before = byId(
    ((old as ClassView | undefined)?.members ?? []).flatMap(({ machine }) => machine ?? []),
  );
  const view = answer as ClassView;
  const members = view.members.map((member) =>
    member.machine ? { ...member, machine: newer(before.get(member.machine.id), member.machine) } : member,
  );
  return replaceEqualDeep(old, { ...view, members });
}

const byId = (machines: readonly Machine[]) => new Map(machines.map((machine) => [machine.id, machine]));

/** Answers and events overtake each other: the later word is the one about the later revision. */
function newer(old: Machine | undefined, heard: Machine): Machine {
  return old && heard.revision < old.revision ? old : heard;
}
