import type { Machine, MachineState } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abilitiesFor, aMachine } from '../../testing/a-machine';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const show = (machines: Machine[], more: Parameters<typeof fakeServer>[0] = {}) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession() },
    'GET /api/machines': { body: { machines, locked: [] } },
    ...more,
  });
  return { server, ...renderApp('/machines') };
};
const openButton = () => screen.findByTestId('open-machine');

describe('my machines', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it.each<[MachineState, string]>([
    ['running', 'Open console'],
    ['stopped', 'Start and open'],
    ['paused', 'Resume and open'],
    ['starting', 'Watch it start'],
    ['failed', 'See what happened'],
    ['unknown', 'Look'],
  ])('should offer for a %s machine: %s', async (state, word) => {
    show([aMachine({ state })]);
    expect((await openButton()).textContent).toBe(word);
  });

  it('should start what is off and go to its page', async () => {
    const stopped = aMachine({ state: 'stopped' });
    const starting = aMachine({ state: 'starting', activation: 4 });
    const { server, router } = show([stopped], {
      'POST /api/machines/m1/actions': { status: 202, body: starting },
      'GET /api/machines/m1': { body: starting },
    });
    fireEvent.click(await openButton());
    await waitFor(() => expect(router.state.location.pathname).toBe('/machines/m1'));
    expect(server.asked).toContain('POST /api/machines/m1/actions');
    await screen.findByText('Getting your machine ready');
  });

  it('should stay and say why when the start was refused', async () => {
    const { router } = show([aMachine({ state: 'stopped' })], {
      'POST /api/machines/m1/actions': problem(409, 'action-not-possible', {
        context: { reason: 'still-stopping' },
      }),
      'GET /api/machines/m1': { body: aMachine({ state: 'stopped' }) },
    });
    fireEvent.click(await openButton());
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('Start: It is still shutting down. You can do this when it is off.');
    expect(router.state.location.pathname).toBe('/machines');
  });

  it('should keep refused actions in the menu with their reason, and not send them', async () => {
    const { server } = show([aMachine({ state: 'starting', actions: abilitiesFor('starting') })]);
    await openButton();
    fireEvent.click(screen.getByRole('button', { name: 'More for Linux shell' }));
    const item = (await screen.findByText('Shut down')).closest<HTMLElement>('[role=menuitem]')!;
    expect(item.getAttribute('aria-disabled')).toBe('true');
    expect(within(item).getByText('It is still starting. You can shut it down when it runs.')).toBeTruthy();
    fireEvent.click(item);
    expect(server.asked.some((name) => name.startsWith('POST'))).toBe(false);
  });

  it('should name the loss and ask before reverting', async () => {
    const { server } = show([aMachine({ state: 'stopped' })], {
      'POST /api/machines/m1/actions': (body) => {
        expect(body).toEqual({ action: 'revert' });
        return { status: 202, body: aMachine({ state: 'reverting' }) };
      },
    });
    await openButton();
    fireEvent.click(screen.getByRole('button', { name: 'More for Linux shell' }));
    fireEvent.click((await screen.findByText('Revert')).closest('[role=menuitem]')!);
    await screen.findByText('Put the machine back as it was first?');
    // The year is named once it is another one.
    expect(
      screen.getByText(/^What is on its disk since 3 November( 2026)? is lost, and any snapshots with it\.$/),
    ).toBeTruthy();
    expect(server.asked.some((name) => name.startsWith('POST'))).toBe(false);
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('Reverting');
  });

  it('should offer the way that loses less before forcing off', async () => {
    const bodies: unknown[] = [];
    show([aMachine({ state: 'running' })], {
      'POST /api/machines/m1/actions': (body) => {
        bodies.push(body);
        return { status: 202, body: aMachine({ state: 'stopping' }) };
      },
    });
    await openButton();
    fireEvent.click(screen.getByRole('button', { name: 'More for Linux shell' }));
    fireEvent.click((await screen.findByText('Force off')).closest('[role=menuitem]')!);
    fireEvent.click(await screen.findByRole('button', { name: 'Shut down instead' }));
    await screen.findByText('Shutting down');
    expect(bodies).toEqual([{ action: 'shutdown' }]);
  });

  it('should light what decided when there is nothing, and give the text to send', async () => {
    fakeServer({
      'GET /api/session': { body: aSession() },
      'GET /api/machines': {
        body: {
          machines: [],
          locked: [],
          explanation: {
            fates: [
              {
                attr: 'eduPersonScopedAffiliation',
                status: 'used',
                values: ['student@ulagoa.example'],
                decided: false,
              },
              { attr: 'eduCourseMember', status: 'notReleased', values: [], decided: true },
            ],
            askText: 'Release eduCourseMember to this service.',
          },
        },
      },
    });
    renderApp('/machines');
    await screen.findByRole('heading', { name: 'You have no machines, and this is why' });
    const row = screen.getByText('Your courses').closest('tr')!;
    expect(row.dataset['decided']).toBe('true');
    expect(within(row).getByText('Nothing was sent')).toBeTruthy();
    expect(row.querySelector('[data-verdict=missing]')).toBeTruthy();
    expect(screen.getByText('Their turn')).toBeTruthy();
    expect(screen.getByText('Release eduCourseMember to this service.')).toBeTruthy();
  });
});
