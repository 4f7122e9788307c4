import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { aMachine } from '../testing/a-machine';
import { keys } from './keys';
import { keepClass, keepMachine, keepMachines, putMachine } from './put-machine';

it('should put a machine into its class, and leave alone what else is kept of that class', () => {
  const client = new QueryClient();
  const stopped = aMachine({ state: 'stopped' });
  const running = { ...stopped, state: 'running' as const };
  const lessons = { timeZone: 'Europe/Lisbon', lessons: [] };
  client.setQueryData(keys.lessons('cs101'), lessons);
  client.setQueryData(keys.class('cs101'), { id: 'cs101', members: [{ machine: stopped }, {}] });
  putMachine(client, running);
  expect(client.getQueryData(keys.class('cs101'))).toMatchObject({
    members: [{ machine: { state: 'running' } }, {}],
  });
  expect(client.getQueryData(keys.lessons('cs101'))).toBe(lessons);
});

const starting = aMachine({ state: 'starting', revision: 11 });
const ready = aMachine({ state: 'running', revision: 12 });

it.each([
  ['a machine', keys.machine('m1'), keepMachine, (machine: unknown) => machine],
  ['the list', keys.machines, keepMachines, (machine: unknown) => ({ machines: [machine], locked: [] })],
  [
    'a class',
    keys.class('cs101'),
    keepClass,
    (machine: unknown) => ({ id: 'cs101', members: [{}, { machine }] }),
  ],
])(
  'should keep what the stream said of %s while an older answer was on its way',
  async (_, queryKey, structuralSharing, of) => {
    const client = new QueryClient();
    client.setQueryData(queryKey, of(aMachine({ state: 'queued', revision: 10 })));
    let answer: (data: unknown) => void = () => undefined;
    const queryFn = () => new Promise((resolve) => (answer = resolve));
    const observer = new QueryObserver(client, { queryKey, queryFn, structuralSharing });
    const stop = observer.subscribe(() => undefined);
    putMachine(client, ready);
    answer(of(starting));
    await client.fetchQuery({ queryKey, queryFn, structuralSharing });
    expect(client.getQueryData(queryKey)).toEqual(of(ready));
    stop();
  },
);

it('should take an answer about a later revision, and keep what it did not change', () => {
  const other = aMachine({ id: 'm2' });
  const before = { machines: [starting, other], locked: [] };
  const after = keepMachines(before, { machines: [ready, { ...other }], locked: [] });
  expect(after).toEqual({ machines: [ready, other], locked: [] });
  expect((after as typeof before).machines[1]).toBe(other);
});
