import type { PersonSummary } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPerson } from '../../testing/a-person';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const northern = { entityId: 'https://idp.norte.example', title: 'Northern Institute' };
const people: PersonSummary[] = [
  aPerson({
    id: 'ze',
    displayName: 'Zé Falso',
    outcome: 'refused',
    university: northern,
    dropped: 3,
    pools: [],
  }),
  aPerson(),
  aPerson({ id: 'joao', displayName: 'João Pacheco', roles: ['operator'] }),
];
const show = (address = '/people', all = people) => {
  fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['people.read', 'policy.read'] }) },
    'GET /api/people': { body: { people: all } },
    'GET /api/policy/targets': {
      body: {
        targets: [
          { kind: 'pool', ref: 'linux', title: 'Linux shell' },
          { kind: 'class', ref: 'cs101', title: 'Operating systems' },
        ],
      },
    },
  });
  return renderApp(address);
};
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('a')?.textContent);

describe('people', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should list everybody by name with titles for what they have', async () => {
    show();
    await screen.findAllByText('Linux shell');
    expect(names()).toEqual(['Ana Ribeiro', 'João Pacheco', 'Zé Falso']);
    expect(screen.getByText('3 known people, from 2 universities.', { exact: false })).toBeTruthy();
    expect(screen.getByRole('row', { name: /Zé Falso/ }).textContent).toContain('Refused3 values dropped');
    expect(screen.getByRole('link', { name: 'Ana Ribeiro' }).getAttribute('href')).toBe('/people/ana');
  });

  it('should find by words without accents, and keep them in the address', async () => {
    const { router } = show();
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'joao operator' } });
    await waitFor(() => expect(names()).toEqual(['João Pacheco']));
    expect(router.state.location.search).toBe('?q=joao+operator');
  });

  it('should narrow down to one outcome', async () => {
    show('/people?outcome=dropped');
    await screen.findByRole('link', { name: 'Zé Falso' });
    expect(names()).toEqual(['Zé Falso']);
    expect(screen.getByRole('button', { name: /With dropped values/, pressed: true })).toBeTruthy();
  });

  it('should show fifty at a time', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      aPerson({ id: `p${index}`, displayName: `Person ${String(index).padStart(3, '0')}` }),
    );
    show('/people', many);
    await screen.findByText('1 to 50 of 120');
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByText('51 to 100 of 120');
    expect(names()[0]).toBe('Person 050');
  });

  it('should offer the way back when nobody fits', async () => {
    show('/people?q=nobody');
    fireEvent.click(await screen.findByRole('button', { name: 'Show everybody' }));
    await waitFor(() => expect(names()).toHaveLength(3));
  });
});
