import type { AuditEvent, AuditPage } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const anEvent = (sequence: number, more: Partial<AuditEvent> = {}): AuditEvent => ({
  sequence,
  at: '2026-11-20T10:26:40.118Z',
  kind: 'machine.action',
  outcome: 'ok',
  actor: { id: 'carla', displayName: 'Carla Mendes', as: 'teacher' },
  subject: { kind: 'machine', id: 'm1', title: 'cs101-07' },
  address: '10.4.2.9',
  port: 40_112,
  requestId: '7f3k21b09q4m',
  ruleId: 'teachers',
  policyVersion: 14,
  facts: { action: 'restart', state: 'running' },
  hash: 'b1f077aa51c2e8d0993f4b7a1e6003e9',
  ...more,
});
const page = (events: AuditEvent[], more: Partial<AuditPage> = {}): AuditPage => ({
  events,
  chain: { unbroken: true, checkedAt: '2026-11-20T10:40:00Z', events: 48_212 },
  ...more,
});
const show = (answers: Record<string, AuditPage>, address = '/audit') => {
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['audit.read', 'policy.read'] }) },
    ...Object.fromEntries(
      Object.entries(answers).map(([path, body]) => [`GET /api/audit?${path}`, { body }]),
    ),
  });
  return { server, ...renderApp(address) };
};

describe('the audit trail', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should tell when to the millisecond, who, what, on what, from where and by which rule', async () => {
    show({ '': page([anEvent(1)]) });
    const button = await screen.findByRole('button', { name: /10:26:40\.118/ });
    expect(button.closest('tr')?.textContent).toBe(
      '10:26:40.11820 NovCarla Mendesinstructordone:Asked for a restartcs101-0710.4.2.9:40112teachersversion 14',
    );
    expect(screen.getByTestId('chain').textContent).toContain('unbroken, 48,212 events');
  });

  it('should open a row in place with its facts, and close it again', async () => {
    show({ '': page([anEvent(2), anEvent(1, { actor: { displayName: 'Virlab', as: 'system' } })]) });
    const [first] = await screen.findAllByRole('button', { name: /Asked for a restart/ });
    expect(first?.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(first!);
    expect(first?.getAttribute('aria-expanded')).toBe('true');
    const details = document.getElementById(first?.getAttribute('aria-controls') ?? '');
    expect(details?.textContent).toContain('7F3K-21B0-9Q4M');
    expect(details?.textContent).toContain('b1f0 77aa … 03e9');
    expect(details?.textContent).toContain('Askedrestart');
    expect(first?.closest('tr')?.nextElementSibling).toBe(details);
    expect(within(details!).getByRole('link', { name: /today/ }).getAttribute('href')).toBe(
      '/policy/why?person=carla',
    );
    fireEvent.click(first!.closest('tr')!);
    expect(first?.getAttribute('aria-expanded')).toBe('false');
  });

  it('should open one row at a time', async () => {
    show({ '': page([anEvent(2), anEvent(1)]) });
    const [first, second] = await screen.findAllByRole('button', { name: /Asked for a restart/ });
    fireEvent.click(first!);
    fireEvent.click(second!);
    expect(document.querySelectorAll('[data-details]')).toHaveLength(1);
    expect(second?.getAttribute('aria-expanded')).toBe('true');
  });

  it('should tell what was refused by shape and word, with its code', async () => {
    const refused = anEvent(1, {
      kind: 'sign-in.refused',
      outcome: 'refused',
      code: 'saml-scope-refused',
      actor: { displayName: 'somebody', as: 'unknown' },
      address: '2001:db8::44',
      port: 33_120,
    });
    show({ '': page([refused]) });
    const row = (await screen.findByText('saml-scope-refused')).closest('tr');
    expect(row?.querySelector('svg')?.dataset['verdict']).toBe('false');
    expect(row?.textContent).toContain('refused:Sign-in refused');
    expect(row?.textContent).toContain('[2001:db8::44]:33120');
  });

  it('should name a provider by its host, and a role by its word', async () => {
    const entityId = 'https://idp.ulagoa.example/saml/idp';
    const subject = { kind: 'identity-provider', id: entityId, title: entityId };
    const actor = { id: 'helena', displayName: 'Helena Prado', as: 'identity-admin' };
    show({ '': page([anEvent(1, { actor, subject })]) });
    const cell = await screen.findByText('idp.ulagoa.example');
    expect(cell.title).toBe(entityId);
    expect(screen.getByText('identity admin')).toBeTruthy();
  });

  it('should keep kind and words in the address and ask the server for them', async () => {
    const { router, server } = show({
      '': page([anEvent(1)]),
      'kind=console': page([]),
      'kind=console&search=person%3Aana': page([
        anEvent(3, { kind: 'console.opened', facts: { mode: 'control' } }),
      ]),
    });
    await screen.findByText('Asked for a restart');
    fireEvent.click(screen.getByRole('radio', { name: 'Consoles' }));
    await screen.findByText('Nothing fits this.');
    expect(router.state.location.search).toBe('?kind=console');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'person:ana' } });
    await screen.findByText('Opened the console, control');
    expect(router.state.location.search).toBe('?kind=console&q=person%3Aana');
    expect(server.asked).toContain('GET /api/audit?kind=console&search=person%3Aana');
  });

  it('should keep the rarer kinds in a menu that names the one that is looked at', async () => {
    const { router } = show(
      { '': page([]), 'kind=session': page([anEvent(1)]), 'kind=host': page([anEvent(2)]) },
      '/audit?kind=session',
    );
    await screen.findByText('Asked for a restart');
    const kinds = screen.getByRole('radiogroup', { name: 'Kind of event' });
    expect(within(kinds).getAllByRole('radio')).toHaveLength(5);
    expect(within(kinds).queryByRole('radio', { checked: true })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'More kinds: Sessions' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Hosts' }));
    await waitFor(() => expect(router.state.location.search).toBe('?kind=host'));
    expect(screen.getByRole('button', { name: 'More kinds: Hosts' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'All' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
    expect(screen.getByRole('button', { name: 'More kinds' })).toBeTruthy();
  });

  it('should fetch what is older when asked, and say where the trail begins', async () => {
    show({
      '': page([anEvent(90)], { next: 90 }),
      'before=90': page([anEvent(1, { facts: { action: 'start' } })]),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Older' }));
    await screen.findByText('Asked for a start');
    expect(screen.getByText('Asked for a restart')).toBeTruthy();
    expect(screen.getByText('This is where the trail begins.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Older' })).toBeNull();
  });

  it('should raise the alarm when the chain is broken, with the place', async () => {
    const chain = { unbroken: false, checkedAt: '2026-11-20T10:40:00Z', events: 9, brokenAt: 5 };
    show({ '': page([anEvent(9)], { chain }) });
    expect((await screen.findByRole('alert')).textContent).toContain('The chain is broken at event 5.');
    expect(screen.getByTestId('chain').dataset['unbroken']).toBe('false');
  });

  it('should look for everything of a request from its row', async () => {
    const { router } = show({ '': page([anEvent(1)]), 'search=7f3k21b09q4m': page([anEvent(1)]) });
    fireEvent.click(await screen.findByRole('button', { name: /Asked for a restart/ }));
    fireEvent.click(screen.getByRole('button', { name: 'All of this request' }));
    await waitFor(() => expect(router.state.location.search).toBe('?q=7f3k21b09q4m'));
  });

  it('should write moments of facts as people do', async () => {
    const facts = { what: 'gain', target: 'pool:linux', to: 'until 2026-12-01T08:00:00.000Z' };
    show({ '': page([anEvent(1, { kind: 'right.changed', facts })]) });
    expect((await screen.findByText(/Right gained/)).textContent).toContain('(until 1 Dec 2026, 08:00)');
  });

  it('should export what is looked for, with the reason that was asked for', async () => {
    const { server } = show({ 'kind=console': page([anEvent(1)]) }, '/audit?kind=console');
    const saved = vi.fn(() => 'blob:trail');
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: saved, revokeObjectURL: vi.fn() }));
    let wish: unknown;
    server.answers['POST /api/audit/exports'] = (body) => {
      wish = body;
      return { body: 'sequence' };
    };
    fireEvent.click(await screen.findByRole('button', { name: 'Export' }));
    fireEvent.change(await screen.findByLabelText(/Reason for the export/), { target: { value: 'review' } });
    fireEvent.click(screen.getByRole('button', { name: 'Export as CSV' }));
    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect(wish).toEqual({ kind: 'console', reason: 'review' });
  });
});
