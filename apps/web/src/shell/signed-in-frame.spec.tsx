import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../testing/a-session';
import { fakeServer, problem } from '../testing/fake-server';
import { renderApp } from '../testing/render-app';

const noMachines = { body: { machines: [], locked: [], explanation: { fates: [], askText: '' } } };
const options = {
  body: {
    options: [
      {
        provider: 'saml',
        id: 'https://idp.ulagoa.example',
        title: 'University of Lagoa',
        url: '/saml/login?entityID=x',
        practice: false,
      },
    ],
    simulated: false,
  },
};

describe('the frame of the signed-in', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should lead who is not signed in to sign-in, and keep where they wanted to go', async () => {
    fakeServer({ 'GET /api/session': problem(401, 'not-signed-in'), 'GET /api/sign-in/options': options });
    const { router } = renderApp('/machines/m1');
    await screen.findByRole('heading', { name: 'Sign in with your university' });
    expect(router.state.location.search).toBe('?target=%2Fmachines%2Fm1');
    expect(screen.getByTestId('sign-in-option').getAttribute('href')).toBe(
      '/saml/login?entityID=x&target=%2Fmachines%2Fm1',
    );
  });

  it('should tell in place that the session ended, with the way back at the same university', async () => {
    const server = fakeServer({
      'GET /api/session': { body: aSession() },
      'GET /api/machines': noMachines,
      'GET /api/sign-in/options': options,
    });
    const { client, router } = renderApp('/machines');
    await screen.findByRole('heading', { name: /You have no machines/ });
    server.answers['GET /api/session'] = problem(401, 'session-ended');
    await client.invalidateQueries({ queryKey: ['session'] });
    await screen.findByRole('heading', { name: 'You were signed out' });
    const again = await screen.findByRole('link', { name: 'Sign in again at University of Lagoa' });
    expect(again.getAttribute('href')).toContain('target=%2Fmachines');
    expect(router.state.location.pathname).toBe('/machines');
  });

  it.each([
    ['ended-by-admin', /An administrator signed you out/],
    ['signed-out-at-university', /You signed out at your university/],
    ['idle', /ended after a time without use/],
  ])('should say why the session ended: %s', async (why, words) => {
    fakeServer({
      'GET /api/session': problem(401, 'session-ended', { context: { why } }),
      'GET /api/sign-in/options': options,
    });
    renderApp('/machines');
    await screen.findByText(words);
  });

  it('should tell somebody whose session was used from two places what to do', async () => {
    fakeServer({ 'GET /api/session': problem(401, 'session-reused'), 'GET /api/sign-in/options': options });
    renderApp('/machines');
    await screen.findByRole('heading', { name: 'You were signed out to keep you safe' });
    expect(screen.getByText(/look at where you are signed in/)).toBeTruthy();
  });

  it('should not open a page whose ability is missing, and say whose turn it is', async () => {
    const server = fakeServer({ 'GET /api/session': { body: aSession() } });
    renderApp('/audit');
    await screen.findByRole('heading', { name: 'This is not yours to do' });
    expect(screen.getByText('Their turn')).toBeTruthy();
    expect(server.asked.some((name) => name.includes('/api/audit'))).toBe(false);
  });

  it('should say on every page that machines only pretend', async () => {
    fakeServer({
      'GET /api/session': { body: aSession({ simulated: true }) },
      'GET /api/machines': noMachines,
    });
    renderApp('/machines', 'pt');
    await screen.findByText(/Máquinas simuladas/);
  });

  it('should say what still works when the server does not answer, with the code', async () => {
    fakeServer({});
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
    renderApp('/machines');
    await screen.findByRole('heading', { name: 'The server does not answer' });
    expect(screen.getByText('unreachable')).toBeTruthy();
  });

  it('should put the title of the page and the product into the title bar', async () => {
    fakeServer({ 'GET /api/session': { body: aSession() }, 'GET /api/machines': noMachines });
    renderApp('/machines');
    await waitFor(() => expect(document.title).toBe('You have no machines, and this is why, Virlab'));
  });
});
