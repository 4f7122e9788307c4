import type { FederationPreview, ProviderPreview } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aFederation, aKey, aProviderDetail } from '../../testing/a-provider';
import { aSession } from '../../testing/a-session';
import { type FakeServer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const LOCATION = 'https://metadata.academic.example/aggregate.xml';
const preview: FederationPreview = {
  kind: 'url',
  location: LOCATION,
  suggestedTitle: 'Academic federation',
  providers: 4812,
  validUntil: '2026-12-01T00:00:00Z',
  keys: [aKey()],
  faults: [],
};
const one: ProviderPreview = {
  entityId: 'https://idp.nova.example/idp',
  title: 'Nova',
  scopes: ['nova.example'],
  unsupportedScopes: [],
  ssoUrl: 'https://idp.nova.example/sso',
  keys: [aKey()],
  newKeys: [aKey().sha256],
};

describe('adding identity providers', () => {
  let server: FakeServer;
  beforeEach(() => {
    localStorage.clear();
    server = fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['federation.read', 'federation.write'] }) },
      'GET /api/federations': { body: { federations: [aFederation()] } },
      'POST /api/federations/preview': { body: preview },
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  const look = async (address = LOCATION) => {
    fireEvent.change(await screen.findByLabelText('Address of its metadata'), { target: { value: address } });
    fireEvent.click(screen.getByRole('button', { name: 'Look at it' }));
  };

  it('should show the keys before it lets anybody trust them, and send what was compared', async () => {
    const sent = vi.fn();
    server.answers['POST /api/federations'] = (body) => {
      sent(body);
      return { status: 201, body: aFederation() };
    };
    const { router } = renderApp('/providers/add');
    await look();
    const trust = await screen.findByRole('button', { name: 'Trust these keys' });
    expect(screen.getByTestId('fingerprint').textContent).toContain('ab12 ab12 ab12');
    expect(screen.getByText('4,812')).toBeTruthy();
    fireEvent.click(trust);
    expect(sent).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(trust);
    await waitFor(() => expect(router.state.location.pathname).toBe('/providers'));
    expect(sent).toHaveBeenCalledWith({
      kind: 'url',
      location: LOCATION,
      title: 'Academic federation',
      maxValidityDays: 28,
      trusted: [aKey().sha256],
    });
  });

  it('should forget what was found when the address is another one', async () => {
    renderApp('/providers/add');
    await look();
    await screen.findByRole('button', { name: 'Trust these keys' });
    fireEvent.change(screen.getByLabelText('Address of its metadata'), { target: { value: `${LOCATION}x` } });
    expect(screen.queryByRole('button', { name: 'Trust these keys' })).toBeNull();
  });

  it('should say what is wrong with an address before it asks', async () => {
    renderApp('/providers/add');
    await look('lagoa');
    await screen.findByText('That is no web address. It begins with https:// or http://.');
    expect(server.asked).not.toContain('POST /api/federations/preview');
  });

  it('should say why nothing could be had, and whose turn it is', async () => {
    server.answers['POST /api/federations/preview'] = problem(422, 'address-not-allowed');
    renderApp('/providers/add');
    await look('https://10.0.0.1/');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Metadata is not fetched from inside this network.');
    expect(alert.textContent).toContain('The operators’ turn');
  });

  it('should ask for a provider that a service knows when it answers about single ones only', async () => {
    server.answers['POST /api/federations/preview'] = problem(422, 'federation-needs-entity');
    renderApp('/providers/add');
    fireEvent.click(await screen.findByText('A service that is asked for each provider (MDQ)'));
    await look('https://mdq.academic.example/');
    expect(await screen.findByLabelText('Entity ID of one provider in it')).toBeTruthy();
  });

  it('should register one provider from a file, and lead to its page', async () => {
    const sent = vi.fn();
    server.answers['POST /api/providers/preview'] = (body) => {
      sent(body);
      return { body: one };
    };
    server.answers['POST /api/providers'] = {
      status: 201,
      body: aProviderDetail({ entityId: one.entityId }),
    };
    const { router } = renderApp('/providers/add?way=file');
    const file = new File(['<EntityDescriptor/>'], 'idp.xml', { type: 'text/xml' });
    fireEvent.change(await screen.findByLabelText('Metadata file'), { target: { files: [file] } });
    await screen.findByText('idp.xml');
    fireEvent.click(screen.getByRole('button', { name: 'Look at it' }));
    fireEvent.click(await screen.findByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: 'Trust these keys' }));
    await waitFor(() =>
      expect(router.state.location.pathname).toBe(`/providers/${encodeURIComponent(one.entityId)}`),
    );
    expect(sent).toHaveBeenCalledWith({ from: { xml: '<EntityDescriptor/>' } });
  });

  it('should say in place that the keys changed since they were compared', async () => {
    server.answers['POST /api/providers/preview'] = { body: one };
    server.answers['POST /api/providers'] = problem(409, 'keys-not-confirmed');
    renderApp(`/providers/add?way=url&location=${encodeURIComponent(one.entityId)}`);
    fireEvent.click(await screen.findByRole('button', { name: 'Look at it' }));
    fireEvent.click(await screen.findByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: 'Trust these keys' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The keys are other ones');
  });

  it('should give a known federation new keys, and mark which are new', async () => {
    const fresh = aKey(700, 'cd34'.repeat(16));
    server.answers['POST /api/federations/preview'] = { body: { ...preview, keys: [aKey(), fresh] } };
    const sent = vi.fn();
    server.answers['PATCH /api/federations/academic'] = (body) => {
      sent(body);
      return { body: aFederation() };
    };
    renderApp('/providers/add?replace=academic');
    await screen.findByRole('heading', { name: /New keys for Academic federation/ });
    fireEvent.click(screen.getByRole('button', { name: 'Look at it' }));
    const keys = within(await screen.findByRole('list', { name: 'It says it is signed with' }));
    expect(keys.getAllByText('new')).toHaveLength(1);
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: 'Trust these keys' }));
    await waitFor(() =>
      expect(sent).toHaveBeenCalledWith(
        expect.objectContaining({ trusted: [aKey().sha256, fresh.sha256] }) as unknown,
      ),
    );
  });

  it('should say it all in Portuguese', async () => {
    renderApp('/providers/add', 'pt');
    fireEvent.change(await screen.findByLabelText('Endereço dos metadados'), { target: { value: LOCATION } });
    fireEvent.click(screen.getByRole('button', { name: 'Ver o que lá está' }));
    await screen.findByRole('button', { name: 'Confiar nestas chaves' });
  });
});
