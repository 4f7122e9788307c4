import type { ProviderDetail } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aProviderDetail } from '../../testing/a-provider';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const ID = 'https://idp.ulagoa.example/idp';
const PATH = `/api/providers/${encodeURIComponent(ID)}`;
const world = (more: Partial<ProviderDetail> = {}, mayWrite = true) =>
  fakeServer({
    'GET /api/session': {
      body: aSession({
        abilities: ['federation.read', ...(mayWrite ? (['federation.write'] as const) : [])],
      }),
    },
    [`GET ${PATH}`]: { body: aProviderDetail(more) },
  });
const show = (language: 'en' | 'pt' = 'en') => renderApp(`/providers/${encodeURIComponent(ID)}`, language);

describe('one identity provider', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should tell what its metadata says, whom to write to, and who signs in', async () => {
    world();
    show();
    await screen.findByRole('heading', { name: /University of Lagoa/ });
    for (const text of ['ulagoa.example', 'https://idp.ulagoa.example/sso', 'Academic federation', '1,290']) {
      expect(screen.getAllByText(text).length).toBeGreaterThan(0);
    }
    expect(screen.getByRole('link', { name: 'help@ulagoa.example' }).getAttribute('href')).toBe(
      'mailto:help@ulagoa.example',
    );
    expect(screen.getByText('RSA, 3,072 bits')).toBeTruthy();
  });

  it('should show what never came first', async () => {
    world({ needed: { came: ['mail'], never: ['studyYear'] } });
    show();
    const list = within(await screen.findByRole('list', { name: 'What rules ask for' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('studyYearnever came') as string,
      expect.stringContaining('mailcame') as string,
    ]);
    expect(screen.getByText(/These attributes are needed and never came: studyYear/)).toBeTruthy();
  });

  it('should ask before it weakens anything, and show the exception while it holds', async () => {
    const server = world();
    const sent = vi.fn();
    server.answers[`PATCH ${PATH}`] = (body) => {
      sent(body);
      return (server.answers[`GET ${PATH}`] = {
        body: aProviderDetail({ allows: { cbc: true, assertionOnlySignature: false } }),
      });
    };
    show();
    fireEvent.click(await screen.findByRole('switch', { name: /^Allow CBC encryption/ }));
    expect(sent).not.toHaveBeenCalled();
    await screen.findByText('Allow CBC for University of Lagoa?');
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('exception');
    expect(sent).toHaveBeenCalledWith({ allowsCbc: true });
  });

  it('should say how many people lose their way in, and stay on when that is refused', async () => {
    const server = world();
    server.answers[`PATCH ${PATH}`] = problem(409, 'last-admin-locked-out');
    show();
    fireEvent.click(await screen.findByRole('switch', { name: /^People may sign in by it/ }));
    await screen.findByText('1,004 people signed in by it in the last 30 days. They lose their way in.');
    fireEvent.click(screen.getByTestId('confirm'));
    expect((await screen.findByRole('alert')).textContent).toContain('no one who can edit the policy');
    expect(screen.getByRole<HTMLInputElement>('switch', { name: /^People may sign in by it/ }).checked).toBe(
      true,
    );
  });

  it('should remove only what was registered here, offering the lesser way first', async () => {
    const server = world({ source: { kind: 'registered' } });
    server.answers[`DELETE ${PATH}`] = { body: { people: 1004 } };
    const { router } = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    await screen.findByRole('button', { name: 'Switch it off instead' });
    fireEvent.click(screen.getByTestId('confirm'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/providers'));
  });

  it('should offer neither switches nor removal to who may only read', async () => {
    world({ source: { kind: 'registered' } }, false);
    show();
    await screen.findByRole('heading', { name: /University of Lagoa/ });
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
  });

  it('should not make a link of an address that is none of the web', async () => {
    world({ errorUrl: 'javascript:alert(1)' });
    show();
    const text = await screen.findByText('javascript:alert(1)');
    expect(text.closest('a')).toBeNull();
  });

  it('should say in Portuguese why it cannot be used', async () => {
    world({ health: 'unusable', unusable: { code: 'metadata-expired' }, signingKeys: [] });
    show('pt');
    await screen.findByText('University of Lagoa não serve: os metadados são recusados.');
    expect(screen.getByText('metadata-expired')).toBeTruthy();
  });
});
