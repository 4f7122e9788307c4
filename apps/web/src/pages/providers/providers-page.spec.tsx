import type { Federation, ProviderRow, ProvidersPage } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aFederation, aKey, aProvider } from '../../testing/a-provider';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const serra = aProvider({
  entityId: 'https://idp.serra.example/idp',
  title: 'Serra Polytechnic Institute',
  domain: 'ips-serra.example',
  people: 8,
  needed: { came: ['eduPersonScopedAffiliation', 'eduCourseMember'], never: ['studyYear'] },
});
const vallclara = aProvider({
  entityId: 'https://idp.vallclara.example/idp',
  title: 'Universitat de Vallclara',
  health: 'refused',
  needsYou: true,
  people: 3,
  source: { kind: 'registered' },
  refusals: [{ code: 'saml-signature', times: 3, lastAt: '2026-11-21T09:00:00Z' }],
  keys: { count: 1, newest: aKey(9) },
  allows: { cbc: true, assertionOnlySignature: false },
});

const aPage = (providers: ProviderRow[], more: Partial<ProvidersPage> = {}): ProvidersPage => ({
  providers,
  found: providers.length,
  counts: { inUse: 3, needYou: 1, all: 14_189 },
  findings: providers.filter(({ needsYou }) => needsYou),
  ...more,
});
const PAGE = 'GET /api/providers?show=in-use&page=1&limit=50';

interface World {
  federations?: Federation[];
  page?: ProvidersPage;
  mayWrite?: boolean;
}
const world = ({ federations = [aFederation()], page, mayWrite = true }: World) =>
  fakeServer({
    'GET /api/session': {
      body: aSession({
        abilities: ['federation.read', ...(mayWrite ? (['federation.write'] as const) : [])],
      }),
    },
    'GET /api/federations': { body: { federations } },
    'GET /api/providers?show=need-you&limit=1': { body: page ?? aPage([]) },
    [PAGE]: { body: page ?? aPage([aProvider(), serra, vallclara]) },
  });
const row = async (name: string) => {
  const found = (await screen.findByRole('link', { name })).closest('tr');
  return within(found!);
};

describe('identity providers', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should show feeds first, and how each is doing in one line', async () => {
    world({
      federations: [
        aFederation(),
        aFederation({
          id: 'inter',
          title: 'Inter-federation feed',
          health: 'copy-in-use',
          fault: { code: 'source-unreachable', since: '2026-11-21T08:10:00Z' },
        }),
      ],
    });
    renderApp('/providers');
    const [academic, inter] = await screen.findAllByText(/next (look|try)/);
    expect(academic?.textContent).toContain('signed, checked · valid to 1 Dec · next look');
    expect(inter?.textContent).toMatch(/not refreshed since .*08:10.*last good copy of .* in use · next try/);
    expect(screen.getAllByText('4,812 providers')).toHaveLength(2);
  });

  it('should say in the title what needs somebody, and count each filter', async () => {
    world({});
    renderApp('/providers');
    await screen.findByText('One needs you.');
    for (const words of ['In use 3', 'Need you 1', 'All 14,189']) await screen.findByText(words);
  });

  it('should tell of each provider what came, its key, and its exceptions', async () => {
    world({});
    renderApp('/providers');
    const first = await row('Serra Polytechnic Institute');
    expect(first.getByRole('img', { name: '2 of 3 needed attributes released' })).toBeTruthy();
    expect(first.getByText('2 of 3, no year of study')).toBeTruthy();
    expect(first.getByText('expires in 16 months')).toBeTruthy();
    const other = await row('Universitat de Vallclara');
    expect(other.getByText('Refused today')).toBeTruthy();
    expect(other.getByText('expires in 9 days')).toBeTruthy();
    expect(other.getByText('CBC allowed')).toBeTruthy();
    expect(other.getByText('Registered here')).toBeTruthy();
  });

  it('should name each finding, who must act, and where to go', async () => {
    world({});
    renderApp('/providers');
    const findings = within(await screen.findByRole('region', { name: 'What needs you' }));
    expect(findings.getByText('Universitat de Vallclara: 3 sign-ins refused today.')).toBeTruthy();
    expect(findings.getByText(/Its admin must mend it/)).toBeTruthy();
    expect(findings.getByRole('link', { name: 'Text for their admin' }).getAttribute('href')).toBe(
      '/providers/https%3A%2F%2Fidp.vallclara.example%2Fidp#text',
    );
  });

  it('should search and filter by the address', async () => {
    const server = world({});
    const asked = 'GET /api/providers?show=need-you&search=serra&page=1&limit=50';
    server.answers[asked] = { body: aPage([], { found: 0 }) };
    server.answers['GET /api/providers?show=need-you&page=1&limit=50'] = { body: aPage([vallclara]) };
    const { router } = renderApp('/providers?show=need-you');
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'serra' } });
    await screen.findByText('Nothing fits this.');
    expect(router.state.location.search).toBe('?show=need-you&q=serra');
    expect(server.asked).toContain(asked);
    fireEvent.click(screen.getByRole('button', { name: 'Show everything' }));
    await waitFor(() => expect(router.state.location.search).toBe('?show=all'));
  });

  it('should say what switching a federation off costs, and show why it was refused', async () => {
    const server = world({});
    server.answers['PATCH /api/federations/academic'] = problem(409, 'last-admin-locked-out');
    renderApp('/providers');
    fireEvent.click(await screen.findByRole('button', { name: 'More about Academic federation' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Switch off' }));
    await screen.findByText('1,012 people signed in by it in the last 30 days. They lose their way in.');
    fireEvent.click(screen.getByTestId('confirm'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('This would leave no one who can edit the policy.');
    expect(alert.textContent).toContain('Nothing was saved.');
  });

  it('should show source and keys on request', async () => {
    world({});
    renderApp('/providers');
    fireEvent.click(await screen.findByRole('button', { name: 'Academic federation' }));
    expect(screen.getByText('https://metadata.academic.example/aggregate.xml')).toBeTruthy();
    expect(screen.getByTestId('fingerprint').textContent).toContain('ab12 ab12 ');
  });

  it('should show nothing to change to who may only read', async () => {
    world({ mayWrite: false });
    renderApp('/providers');
    await screen.findByText('Academic federation', { selector: 'h3 *' });
    expect(screen.queryByRole('link', { name: 'Add a provider' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'More about Academic federation' })).toBeNull();
  });

  it('should say how to join a federation while there is none', async () => {
    world({ federations: [], page: aPage([], { counts: { inUse: 0, needYou: 0, all: 0 } }) });
    renderApp('/providers');
    await screen.findByRole('heading', { name: 'No federation is joined yet' });
    expect(screen.getByText(/compare the fingerprint before you trust it/)).toBeTruthy();
  });
});
