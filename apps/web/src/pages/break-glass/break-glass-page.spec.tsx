import type { BreakGlass } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const nobodyIn: BreakGlass = { active: [], accounts: 1 };
const agoMs = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const aLine = (more: Partial<BreakGlass['active'][number]> = {}) => ({
  id: 'b1',
  account: 'lead',
  reason: 'No university answers',
  startedAt: agoMs(600_000),
  endsAt: new Date(Date.now() + 50 * 60_000 + 500).toISOString(),
  isDrill: false,
  isOwn: false,
  ...more,
});
const nobodySignedIn = { 'GET /api/session': problem(401, 'not-signed-in') };
const asAdmin = (state: BreakGlass) => ({
  'GET /api/session': { body: aSession({ abilities: ['audit.read', 'hosts.read'] }) },
  'GET /api/break-glass': { body: state },
});

describe('break-glass', () => {
  const assign = vi.fn();
  beforeEach(() => {
    localStorage.clear();
    assign.mockReset();
    vi.spyOn(window, 'location', 'get').mockReturnValue({
      ...window.location,
      assign,
    } as unknown as Location);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const type = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const fillIn = () => {
    type('Account', 'lead');
    type('Secret', '7K3M-7K3M');
    type('Reason', 'No university answers');
    type(/^Type “break the glass”/, 'Break the glass');
  };

  it('should let nobody through by mistake, and say what is missing', async () => {
    const server = fakeServer(nobodySignedIn);
    renderApp('/break-glass');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in for 60 minutes' }));
    for (const word of ['Type the account', 'Type the secret', 'Write at least 10 letters'])
      expect(await screen.findByText(word)).toBeTruthy();
    fillIn();
    type(/^Type “break the glass”/, 'yes');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in for 60 minutes' }));
    expect(await screen.findByText('Type the words as they stand')).toBeTruthy();
    expect(server.asked).not.toContain('POST /api/break-glass/sessions');
    expect(server.asked).not.toContain('GET /api/break-glass');
  });

  it('should sign in, and go on with a fresh page', async () => {
    let sent: unknown;
    fakeServer({
      ...nobodySignedIn,
      'POST /api/break-glass/sessions': (body) => {
        sent = body;
        return { body: {} };
      },
    });
    renderApp('/break-glass');
    await screen.findByLabelText('Account');
    fillIn();
    fireEvent.click(screen.getByRole('button', { name: 'Sign in for 60 minutes' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'));
    expect(sent).toEqual({ account: 'lead', secret: '7K3M-7K3M', reason: 'No university answers' });
  });

  it('should say how long to wait after too many failures, in Portuguese too', async () => {
    fakeServer({
      ...nobodySignedIn,
      'POST /api/break-glass/sessions': problem(429, 'break-glass-locked', {
        detail: 'the next try is taken in 15 s',
      }),
    });
    renderApp('/break-glass', 'pt');
    await screen.findByLabelText('Conta');
    type('Conta', 'lead');
    type('Segredo', 'x');
    type('Motivo', 'Nenhuma universidade responde');
    type(/^Escreva «quebrar o vidro»/, 'quebrar o vidro');
    fireEvent.click(screen.getByRole('button', { name: 'Entrar por 60 minutos' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Demasiadas tentativas.*15 s/);
    expect(assign).not.toHaveBeenCalled();
  });

  it('should tell who looks after Virlab when it was last proved, and that a drill failed', async () => {
    fakeServer(
      asAdmin({ ...nobodyIn, lastDrillAt: agoMs(3 * 86_400_000 + 1_000), drillFailedAt: agoMs(1_000) }),
    );
    renderApp('/break-glass');
    expect(await screen.findByText('3 days ago')).toBeTruthy();
    expect(screen.getByText(/did not go well/)).toBeTruthy();
    expect(screen.getByText('Nobody is in by break-glass.')).toBeTruthy();
  });

  it('should stand above every page of who may know: who, why, until when, and the way to end it', async () => {
    const server = fakeServer({
      ...asAdmin({ ...nobodyIn, active: [aLine()] }),
      'DELETE /api/break-glass/b1': { body: {} },
    });
    renderApp('/nowhere');
    const strip = await screen.findByRole('region', { name: 'Break-glass alarm' });
    expect(strip.textContent).toMatch(/Break-glass: lead is in until \d\d:\d\d.* “No university answers”/);
    server.answers['GET /api/break-glass'] = { body: nobodyIn };
    fireEvent.click(screen.getByRole('button', { name: 'End break-glass of lead' }));
    expect(server.asked).not.toContain('DELETE /api/break-glass/b1');
    fireEvent.click(await screen.findByTestId('confirm'));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Break-glass alarm' })).toBeNull());
    expect(server.asked).toContain('DELETE /api/break-glass/b1');
  });

  it('should count down for the one inside, who ends it by one click', async () => {
    const server = fakeServer({
      ...asAdmin({ ...nobodyIn, active: [aLine({ isOwn: true })] }),
      'DELETE /api/session?': { body: {} },
    });
    renderApp('/nowhere');
    expect(await screen.findByText(/You are in by break-glass\. (50|49) min left\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'End now' }));
    await waitFor(() => expect(assign).toHaveBeenCalledOnce());
    expect(server.asked).toContain('DELETE /api/session?');
    expect(assign.mock.calls[0]?.[0]).toMatch(/^\/signed-out\?/);
  });

  it('should not even be asked about for students', async () => {
    const server = fakeServer({ 'GET /api/session': { body: aSession() } });
    renderApp('/nowhere');
    await screen.findByRole('heading', { level: 1 });
    expect(server.asked).not.toContain('GET /api/break-glass');
  });
});
