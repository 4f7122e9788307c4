import type { Machine, SharedPool } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abilitiesFor, aMachine } from '../../testing/a-machine';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

const show = (
  machines: Machine[],
  more: Parameters<typeof fakeServer>[0] = {},
  shared: SharedPool[] = [],
) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession() },
    'GET /api/machines': { body: { machines, shared, locked: [] } },
    ...more,
  });
  return { server, ...renderApp('/machines') };
};

describe('the terms of machines', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should announce an end, and put it off by one click', async () => {
    const stops = {
      at: inHours(0.1),
      because: 'idle' as const,
      notYet: { allowed: true, until: inHours(1) },
    };
    const { server } = show([aMachine({ stops })], {
      'POST /api/machines/m1/not-yet': { body: aMachine() },
    });
    await screen.findByText(/This machine shuts down at .*: nobody has used it for a while\./);
    fireEvent.click(screen.getByRole('button', { name: /Not yet/ }));
    await waitFor(() => expect(screen.queryByTestId('announced-stop')).toBeNull());
    expect(server.asked).toContain('POST /api/machines/m1/not-yet');
  });

  it('should say why an end cannot be put off', async () => {
    const notYet = { allowed: false, reason: 'stop-is-fixed' as const };
    show([aMachine({ stops: { at: inHours(0.1), because: 'closing', notYet } })]);
    await screen.findByText('This end cannot be put off.');
    expect(screen.queryByRole('button', { name: /Not yet/ })).toBeNull();
  });

  it('should renew a lease, and say when it may not be any more', async () => {
    const lease = { until: inHours(5), renewalsLeft: 1, renew: { allowed: true, until: inHours(24) } };
    const spent = {
      until: inHours(24),
      renewalsLeft: 0,
      renew: { allowed: false, reason: 'no-renewals-left' as const },
    };
    show([aMachine({ lease })], { 'POST /api/machines/m1/lease': { body: aMachine({ lease: spent }) } });
    fireEvent.click(await screen.findByRole('button', { name: /Renew until/ }));
    await screen.findByText('It has been renewed as often as it may be.');
  });

  it('should say which lesson a machine is for, and when it is shut down after it', async () => {
    const lesson = { title: 'Pipes', place: 'room 2.14', from: inHours(1), to: inHours(2) };
    const ends = { ...lesson, shutDownAt: inHours(2.1) };
    show([aMachine({ lesson: ends, state: 'running' })]);
    await screen.findByText(
      /^Lesson “Pipes”, .*\d:\d\d–\d+:\d\d, room 2\.14\. The machine shuts down after it: .*\.$/,
    );
    cleanup();
    show([aMachine({ lesson: { ...lesson, title: '' }, state: 'stopped' })]);
    expect((await screen.findByText(/^Lesson, /)).textContent).not.toContain('shuts down');
  });

  it('should say when a closed pool opens, and when a disk goes', async () => {
    show([aMachine({ state: 'stopped', opensAt: inHours(9), removedAt: inHours(80) })]);
    await screen.findByText(/Closed now\. Opens /);
    expect(screen.getByText(/Its disk is deleted on .*Copy what you need before\./)).toBeTruthy();
  });

  it('should take a shared machine and open it', async () => {
    const pool = { id: 'lab', title: 'GPU lab' };
    const machine = aMachine({ id: 'm9', title: 'GPU lab', state: 'running', mayGiveBack: true });
    const { router } = show(
      [],
      {
        'POST /api/machines/taken': { body: { machine } },
        'GET /api/machines/m9': { body: machine },
      },
      [{ pool, taken: 3, size: 20, free: true }],
    );
    await screen.findByText(/One is free\./);
    fireEvent.click(screen.getByRole('button', { name: 'Take a machine' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/machines/m9'));
  });

  it('should say how many are before whoever waits', async () => {
    const shared = { pool: { id: 'lab', title: 'GPU lab' }, taken: 20, size: 20, free: false, before: 3 };
    show([], { 'POST /api/machines/taken': { body: { waiting: shared } } }, [shared]);
    await screen.findByText('All 20 are taken. 3 people are before you.');
    expect(screen.queryByRole('button', { name: 'Take a machine' })).toBeNull();
  });

  it('should give a borrowed machine back only after asking', async () => {
    const { server } = show([aMachine({ mayGiveBack: true })], {
      'POST /api/machines/m1/give-back': { status: 204, body: undefined },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Give back' }));
    await screen.findByText('It is shut down and made clean. What is on its disk is lost.');
    expect(server.asked.some((name) => name.startsWith('POST'))).toBe(false);
    fireEvent.click(screen.getByTestId('confirm'));
    await waitFor(() => expect(server.asked).toContain('POST /api/machines/m1/give-back'));
  });

  it('should say in the row why a take or a return was refused', async () => {
    const refused = (reason: string) => problem(409, 'action-not-possible', { context: { reason } });
    const pool = { id: 'lab', title: 'GPU lab' };
    show(
      [aMachine({ mayGiveBack: true })],
      {
        'POST /api/machines/taken': refused('pool-closed'),
        'POST /api/machines/m1/give-back': problem(503, 'internal'),
      },
      [{ pool, taken: 0, size: 1, free: true }],
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Take a machine' }));
    const told = await screen.findByText('It is closed at this time.');
    expect(told.closest('[data-shared="lab"]')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Give back' }));
    fireEvent.click(await screen.findByTestId('confirm'));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    expect(screen.getAllByRole('alert')[0]?.closest('[data-machine="m1"]')).toBeTruthy();
  });

  it('should show a lab with its parts, and start it as one', async () => {
    const part = (id: string, name: string, state: Machine['state'] = 'stopped') =>
      aMachine({
        id,
        title: `Networks: ${name}`,
        part: name,
        lab: 'l1',
        state,
        actions: abilitiesFor(state),
      });
    const { server } = show([part('m1', 'router'), part('m2', 'web')], {
      'POST /api/machines/m1/lab': {
        status: 202,
        body: { machines: [part('m1', 'router', 'starting'), part('m2', 'web', 'starting')] },
      },
    });
    await screen.findByText('2 machines on one network');
    fireEvent.click(screen.getByRole('button', { name: 'Start the lab' }));
    await waitFor(() => expect(server.asked).toContain('POST /api/machines/m1/lab'));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Start the lab' })).toBeNull());
  });
});
