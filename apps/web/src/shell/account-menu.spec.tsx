import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../testing/a-session';
import { fakeServer } from '../testing/fake-server';
import { renderApp } from '../testing/render-app';

const noMachines = { body: { machines: [], locked: [], explanation: { fates: [], askText: '' } } };
const idp = 'https://idp.ulagoa.example';

describe('the way out', () => {
  let gone: string[];
  beforeEach(() => {
    localStorage.clear();
    gone = [];
    const { origin, pathname, search, href } = window.location;
    const assign = (to: string) => void gone.push(to);
    vi.stubGlobal('location', { origin, pathname, search, href, assign });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  const open = async (canSignOutAtUniversity: boolean, signOut: Record<string, unknown>) => {
    const server = fakeServer({
      'GET /api/session': { body: aSession({ canSignOutAtUniversity }) },
      'GET /api/machines': noMachines,
      ...Object.fromEntries(Object.entries(signOut).map(([name, body]) => [name, { body }])),
    });
    renderApp('/machines');
    fireEvent.click(await screen.findByTestId('account'));
    return server;
  };

  it('should end the session here and lead to the page that says what is over', async () => {
    await open(false, { 'DELETE /api/session?': {} });
    fireEvent.click(await screen.findByTestId('sign-out'));
    await waitFor(() =>
      expect(gone).toEqual([`/signed-out?${new URLSearchParams({ outcome: 'here', idp })}`]),
    );
    expect(screen.queryByTestId('sign-out-university')).toBeNull();
  });

  it('should offer the university’s own sign-out where there is one, and go on to it', async () => {
    await open(true, {
      'DELETE /api/session?atUniversity=true': { continueAt: 'https://idp.ulagoa.example/slo?x' },
    });
    const item = await screen.findByRole('menuitem', { name: 'Sign out, also of University of Lagoa' });
    fireEvent.click(item);
    await waitFor(() => expect(gone).toEqual(['https://idp.ulagoa.example/slo?x']));
  });
});
