import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Machine } from '@virlab/contracts';
import { applyLiveEvent } from '../../data/live-event';
import { aMachine } from '../../testing/a-machine';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const show = (machine: Machine, more: Parameters<typeof fakeServer>[0] = {}) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession() },
    'GET /api/machines/m1': { body: machine },
    ...more,
  });
  return { server, ...renderApp('/machines/m1') };
};

describe('the page of a machine', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should show measured stages while it starts: done, current, to come', async () => {
    show(
      aMachine({
        state: 'starting',
        start: {
          stage: 'power',
          since: new Date(Date.now() - 6_000).toISOString(),
          done: [
            { stage: 'placed', seconds: 0.4 },
            { stage: 'disk', seconds: 1.1 },
          ],
          usualSeconds: 14,
        },
      }),
    );
    await screen.findByText('Getting your machine ready');
    expect(screen.getByText('The screen opens by itself. Usually 14 s.')).toBeTruthy();
    const statuses = [...document.querySelectorAll('[data-stage]')].map((item) =>
      item.getAttribute('data-status'),
    );
    expect(statuses).toEqual(['done', 'done', 'current', 'coming', 'coming']);
    expect(document.querySelector('[data-stage=disk]')?.textContent).toBe('Disk attached1.1 s');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('2');
  });

  it('should say when a start takes three times its usual', async () => {
    const since = new Date(Date.now() - 60_000).toISOString();
    show(aMachine({ state: 'starting', start: { stage: 'disk', since, done: [], usualSeconds: 14 } }));
    await screen.findByText('Disk attached takes longer than usual. We keep trying; nothing is lost.');
  });

  it('should ask for a ticket by itself once the machine runs, and say when it is refused for good', async () => {
    const starting = aMachine({ state: 'starting', activation: 4 });
    const { client, server } = show(starting, {
      'POST /api/machines/m1/console': problem(403, 'not-entitled'),
    });
    await screen.findByText('Getting your machine ready');
    expect(server.asked).not.toContain('POST /api/machines/m1/console');
    applyLiveEvent(client, { type: 'machine', machine: aMachine({ state: 'running', activation: 4 }) });
    await screen.findByText('You may not use this machine');
    expect(screen.getByTestId('console-screen').dataset['consoleState']).toBe('closed');
    expect(server.asked.filter((name) => name === 'POST /api/machines/m1/console')).toHaveLength(1);
  });

  it('should try again by itself while the display does not answer, and at once when asked to', async () => {
    const { server } = show(aMachine(), {
      'POST /api/machines/m1/console': problem(502, 'console-unavailable'),
    });
    await screen.findByRole('heading', { name: 'The screen of the machine does not answer' });
    expect(screen.getByTestId('console-screen').dataset['consoleState']).toBe('reconnecting');
    const asked = () => server.asked.filter((name) => name === 'POST /api/machines/m1/console').length;
    const before = asked();
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Try now' }).disabled).toBe(false),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
  });

  it('should fill the way back and keep the disk when it is off', async () => {
    show(aMachine({ state: 'stopped', grant: undefined }));
    await screen.findByText('Your access to this machine ended');
    cleanup();
    const grant = { ruleId: 'r', ruleName: 'CS101 students', policyVersion: 1, values: [] };
    show(aMachine({ state: 'stopped', grant }));
    await screen.findByText('The machine is off');
    expect(screen.getByRole('button', { name: 'Start and open' }).dataset['variant']).toBe('filled');
  });

  it('should blame nobody when the host is silent, and promise that it looks again', async () => {
    show(aMachine({ state: 'unknown' }));
    await screen.findByRole('heading', { name: 'We cannot reach your machine right now' });
    expect(screen.getByText('Nothing for you to do.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Shut down' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('should put the state into the title first', async () => {
    show(aMachine({ state: 'paused' }));
    await waitFor(() => expect(document.title).toBe('Paused: Linux shell, Virlab'));
  });

  it('should tell the code and the reference when there is no such machine', async () => {
    show(aMachine(), { 'GET /api/machines/m1': problem(404, 'machine-not-found') });
    await screen.findByRole('heading', { name: 'There is no such machine, or it is not yours' });
    expect(screen.getByTestId('reference').textContent).toBe('Reference 7F3K-20QA');
  });
});
