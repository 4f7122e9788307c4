import type { Ability } from '@virlab/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../testing/a-session';
import { fakeServer, problem } from '../testing/fake-server';
import { renderApp } from '../testing/render-app';

const MISSING: [code: string, page: string, asked: string, needs: Ability, word: string, to: string][] = [
  [
    'provider-not-found',
    '/providers/x',
    '/api/providers/x',
    'federation.read',
    'Identity providers',
    '/providers',
  ],
  ['host-not-found', '/hosts/x', '/api/hosts/x', 'hosts.read', 'Hosts', '/hosts'],
  ['pool-not-found', '/pools/x', '/api/pools/x', 'pools.read', 'Pools and templates', '/pools'],
  ['template-not-found', '/templates/x', '/api/templates/x', 'pools.read', 'Pools and templates', '/pools'],
  ['person-not-found', '/people/x', '/api/people/x', 'people.read', 'People', '/people'],
];

describe('the page of a failure', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should not lead to a list that the reader may not open', async () => {
    const abilities: Ability[] = ['machines.own', 'policy.read'];
    fakeServer({
      'GET /api/session': { body: aSession({ abilities }) },
      'GET /api/policy/targets': { body: { targets: [] } },
      'GET /api/policy/why?person=x&target=pool%3Alinux&lang=en': problem(404, 'person-not-found'),
    });
    renderApp('/policy/why?person=x&target=pool%3Alinux');
    await screen.findByText('person-not-found');
    expect(within(screen.getByRole('main')).getByRole('link').getAttribute('href')).toBe('/machines');
  });

  it.each(MISSING)('should lead from %s to the list of what there is', async (code, page, ...rest) => {
    const [asked, needs, word, to] = rest;
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['machines.own', needs] }) },
      [`GET ${asked}`]: problem(404, code),
    });
    renderApp(page);
    await screen.findByText(code);
    const step = within(screen.getByRole('main')).getByRole('link');
    expect([step.textContent, step.getAttribute('href')]).toEqual([word, to]);
  });
});
