import type { OwnSession } from '@virlab/contracts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueryClient } from '../../data/query-client';
import { SessionProvider } from '../../shell/session-context';
import { aSession } from '../../testing/a-session';
import { type FakeServer, fakeServer, problem } from '../../testing/fake-server';
import { en } from '../../texts/en';
import { pt } from '../../texts/pt';
import { TextsProvider } from '../../texts/texts-provider';
import { SessionTable } from './session-table';

const session = (more: Partial<OwnSession>): OwnSession => ({
  ref: '0011223344556677',
  startedAt: '2026-11-21T09:00:00Z',
  lastSeenAt: '2026-11-21T10:00:00Z',
  expiresAt: '2026-11-21T11:00:00Z',
  address: '192.0.2.7',
  device: { browser: 'Firefox', system: 'Linux' },
  university: { entityId: 'https://idp.ulagoa.example', title: 'University of Lagoa' },
  current: true,
  ...more,
});
const phone = session({
  ref: '8899aabbccddeeff',
  device: { browser: 'Safari', system: 'iPhone' },
  current: false,
});

describe('where one is signed in', () => {
  let gone: string[];
  beforeEach(() => {
    gone = [];
    const { origin, pathname, search, href } = window.location;
    vi.stubGlobal('location', { origin, pathname, search, href, assign: (to: string) => void gone.push(to) });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  function show(answers: FakeServer['answers'], language: 'en' | 'pt' = 'en'): FakeServer {
    const server = fakeServer(answers);
    const client = createQueryClient();
    client.setDefaultOptions({ queries: { retry: false } });
    render(
      <MantineProvider>
        <QueryClientProvider client={client}>
          <TextsProvider language={language} texts={language === 'pt' ? pt : en}>
            <SessionProvider value={aSession()}>
              <SessionTable />
            </SessionProvider>
          </TextsProvider>
        </QueryClientProvider>
      </MantineProvider>,
    );
    return server;
  }
  const both = { body: { sessions: [session({}), phone] } };

  it('should say in words which browser, from where, at which university, and which is this one', async () => {
    show({ 'GET /api/session/sessions': both });
    await screen.findByText('Firefox on Linux');
    const [, here, there] = screen.getAllByRole('row').map((row) => row.textContent);
    expect(here).toMatch(/192\.0\.2\.7.*University of Lagoa.*this one$/);
    expect(there).toMatch(/^Safari on iPhone.*Sign out there$/);
  });

  it('should end one of them, and read the list anew', async () => {
    const server = show({
      'GET /api/session/sessions': both,
      'DELETE /api/session/sessions/8899aabbccddeeff': { body: { ended: 1 } },
    });
    const end = await screen.findByRole('button', { name: 'Sign out there: Safari on iPhone' });
    server.answers['GET /api/session/sessions'] = { body: { sessions: [session({})] } };
    fireEvent.click(end);
    await waitFor(() => expect(screen.queryByText('Safari on iPhone')).toBeNull());
  });

  it('should end all of them at once, and lead to the page that says so', async () => {
    show({ 'GET /api/session/sessions': both, 'DELETE /api/session?everywhere=true': { body: {} } }, 'pt');
    await screen.findByText('Safari em iPhone');
    fireEvent.click(screen.getByRole('button', { name: pt.record.endAll }));
    await waitFor(() => expect(gone[0]).toMatch(/^\/signed-out\?outcome=everywhere/));
  });

  it('should say what went wrong, and try again', async () => {
    const server = show({ 'GET /api/session/sessions': problem(503, 'database-unavailable') });
    await screen.findByRole('alert');
    server.answers['GET /api/session/sessions'] = both;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Safari on iPhone');
  });
});
