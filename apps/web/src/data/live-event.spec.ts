import type { MachineList } from '@virlab/contracts';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMachine } from '../testing/a-machine';
import { aSession } from '../testing/a-session';
import { keys } from './keys';
import { applyLiveEvent } from './live-event';

describe('a live event', () => {
  let client: QueryClient;
  const first = aMachine({ id: 'm1' });
  const second = aMachine({ id: 'm2', state: 'stopped' });
  const list = () => client.getQueryData<MachineList>(keys.machines)?.machines ?? [];
  const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;

  beforeEach(() => {
    client = new QueryClient();
    client.setQueryData(keys.session, aSession());
    client.setQueryData(keys.machines, { machines: [first, second], locked: [] });
    client.setQueryData(keys.machine('m2'), second);
    client.setQueryData(keys.class('cs101'), {
      id: 'cs101',
      code: 'CS101',
      title: 'Operating systems',
      pools: [],
      members: [
        { person: { id: 'u2', displayName: 'Wei' }, as: 'learner', signedIn: true },
        { person: { id: 'u1', displayName: 'Ana' }, as: 'learner', signedIn: true, machine: second },
      ],
    });
  });

  it('should patch the machine in its place, on its page and on the wall', () => {
    const running = aMachine({ id: 'm2', state: 'running', activation: 4 });
    applyLiveEvent(client, { type: 'machine', machine: running });
    expect(list()).toEqual([first, running]);
    expect(client.getQueryData(keys.machine('m2'))).toEqual(running);
    expect(client.getQueryData(keys.class('cs101'))).toMatchObject({
      members: [{}, { machine: { state: 'running' } }],
    });
    expect(isStale(keys.machines)).toBe(false);
  });

  it('should not let a late message about an earlier state undo a newer one', () => {
    applyLiveEvent(client, {
      type: 'machine',
      machine: aMachine({ id: 'm2', state: 'running', revision: 12 }),
    });
    applyLiveEvent(client, {
      type: 'machine',
      machine: aMachine({ id: 'm2', state: 'starting', revision: 11 }),
    });
    expect(list()[1]?.state).toBe('running');
  });

  it('should ask for the list anew when an own machine is new', () => {
    applyLiveEvent(client, { type: 'machine', machine: aMachine({ id: 'm3' }) });
    expect(isStale(keys.machines)).toBe(true);
  });

  it('should leave the own list alone when a student of the class moves', () => {
    const other = aMachine({ id: 'm9', owner: { id: 'u9', displayName: 'Wei' } });
    applyLiveEvent(client, { type: 'machine', machine: other });
    expect(isStale(keys.machines)).toBe(false);
  });

  it('should ask for the session anew when it ended', () => {
    applyLiveEvent(client, { type: 'session-ended', code: 'session-ended' });
    expect(isStale(keys.session)).toBe(true);
  });

  it('should ask for the set anew when it changed, and for one class only', () => {
    applyLiveEvent(client, { type: 'machines-changed' });
    expect(isStale(keys.machines)).toBe(true);
    applyLiveEvent(client, { type: 'class-changed', classId: 'cs101' });
    expect(isStale(keys.class('cs101'))).toBe(true);
  });
});
