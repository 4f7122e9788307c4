import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { aMachine } from '../testing/a-machine';
import { keys } from './keys';
import { putMachine } from './put-machine';

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
