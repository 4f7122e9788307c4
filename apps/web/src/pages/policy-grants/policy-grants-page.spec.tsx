import type { ManualGrant } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPerson } from '../../testing/a-person';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

const aGrant = (more: Partial<ManualGrant> = {}): ManualGrant => ({
  id: 'g1',
  to: { kind: 'person', id: 'ana', title: 'Ana Ribeiro' },
  target: { kind: 'pool', ref: 'linux', title: 'Linux shell' },
  vms: 2,
  reason: 'Her laptop is being mended',
  grantedBy: { userId: 'h', displayName: 'Helena Prado' },
  grantedAt: '2026-11-21T10:00:00Z',
  validUntil: inAnHour(),
  state: 'valid',
  heldBack: 0,
  people: 1,
  ...more,
});

const show = (
  address = '/policy/grants',
  grants: ManualGrant[] = [],
  more = {},
  language: 'en' | 'pt' = 'en',
) => {
  const server = fakeServer({
    'GET /api/session': {
      body: aSession({ abilities: ['policy.read', 'people.read', 'grants.write'], ...more }),
    },
    'GET /api/policy/grants': { body: { grants, longestDays: 90 } },
    'GET /api/people': { body: { people: [aPerson(), aPerson({ id: 'u1', displayName: 'Myself' })] } },
    'GET /api/policy/targets': {
      body: {
        targets: [
          { kind: 'pool', ref: 'linux', title: 'Linux shell' },
          { kind: 'class', ref: 'cs101', title: 'Operating systems' },
          { kind: 'role', ref: 'operator', title: 'operator' },
        ],
      },
    },
  });
  return { server, ...renderApp(address, language) };
};

describe('grants by hand', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should list what is valid first, with reason, end and who gave it, and what is over below', async () => {
    show('/policy/grants', [
      aGrant(),
      aGrant({
        id: 'g2',
        to: { kind: 'class', id: 'cs101', title: 'CS101 Operating systems' },
        people: 12,
        state: 'revoked',
        revokedBy: { userId: 'h', displayName: 'Helena Prado' },
        revokedAt: '2026-11-21T12:00:00Z',
      }),
    ]);
    const valid = await screen.findByRole('region', { name: 'Valid now' });
    expect(valid.textContent).toContain('Ana Ribeiro');
    expect(valid.textContent).toContain('Linux shell, 2 machines');
    expect(valid.textContent).toMatch(/Her laptop is being mended.*min left.*Helena Prado/);
    expect(screen.getByRole('region', { name: 'Over' }).textContent).toMatch(
      /everybody in it, 12 now.*taken back by Helena Prado/,
    );
    expect(screen.getByRole('link', { name: /^Grants by hand/ }).textContent).toBe('Grants by hand1');
  });

  it('should say by which rule it is held back, and lead to why', async () => {
    const heldBackBy = { ruleId: 'x', ruleName: 'No exchange students', reason: 'Not for you' };
    show('/policy/grants', [aGrant({ heldBack: 1, heldBackBy })]);
    expect(await screen.findByText('Held back')).toBeTruthy();
    expect(screen.getByText('“No exchange students” denies it: Not for you')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Why' }).getAttribute('href')).toBe(
      '/policy/why?person=ana&target=pool:linux',
    );
  });

  it('should be filled in by the address, and grant for one lesson', async () => {
    const { server, router } = show('/policy/grants?person=ana&target=pool:linux');
    const form = (await screen.findByRole('button', { name: 'Grant it' })).closest('form') as HTMLElement;
    const filled = (label: string) => within(form).getByLabelText<HTMLInputElement>(label).value;
    await waitFor(() =>
      expect([filled('Person or class'), filled('Right')]).toEqual(['Ana Ribeiro', 'Linux shell']),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Grant it' }));
    expect(await screen.findByText('Write a reason')).toBeTruthy();
    expect(server.asked).not.toContain('POST /api/policy/grants');
    let sent: unknown;
    server.answers['POST /api/policy/grants'] = (body) => {
      sent = body;
      return { body: aGrant() };
    };
    fireEvent.change(within(form).getByLabelText('Reason'), { target: { value: 'For the lesson' } });
    const before = Date.now();
    fireEvent.click(screen.getByRole('button', { name: 'Grant it' }));
    expect(await screen.findByText(/^Ana Ribeiro has Linux shell, 2 machines until/)).toBeTruthy();
    expect(sent).toMatchObject({
      to: { kind: 'person', id: 'ana' },
      ...{ target: 'pool:linux', vms: 1, reason: 'For the lesson' },
    });
    const minutes = (Date.parse((sent as { validUntil: string }).validUntil) - before) / 60_000;
    expect(Math.round(minutes)).toBe(90);
    expect(router.state.location.search).toBe('');
    expect(screen.queryByRole('button', { name: 'Grant it' })).toBeNull();
  });

  it('should offer neither oneself, nor roles of privilege, nor a class to a class', async () => {
    show('/policy/grants?class=cs101');
    const to = await screen.findByRole('combobox', { name: 'Person or class' });
    await waitFor(() => expect((to as HTMLInputElement).value).toBe('Operating systems'));
    fireEvent.click(to);
    await screen.findByRole('option', { name: 'Ana Ribeiro', hidden: true });
    expect(screen.queryByRole('option', { name: 'Myself', hidden: true })).toBeNull();
    fireEvent.click(screen.getByRole('combobox', { name: 'Right' }));
    await screen.findByRole('option', { name: 'Linux shell', hidden: true });
    expect(screen.queryByRole('option', { name: /operator/i, hidden: true })).toBeNull();
    expect(screen.getAllByRole('option', { name: 'Operating systems', hidden: true })).toHaveLength(1);
  });

  it('should show the server’s sentence where it refuses, and keep what was typed', async () => {
    const { server } = show('/policy/grants?person=ana&target=pool:linux');
    server.answers['POST /api/policy/grants'] = problem(422, 'grant-too-long', {
      detail: 'it may last 90 days',
    });
    const reason = await screen.findByLabelText<HTMLTextAreaElement>('Reason');
    fireEvent.change(reason, { target: { value: 'For the lesson' } });
    fireEvent.click(screen.getByRole('button', { name: 'Grant it' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /may not last that long.*it may last 90 days/,
    );
    expect(reason.value).toBe('For the lesson');
  });

  it('should take back after asking once more', async () => {
    const { server } = show('/policy/grants', [aGrant()]);
    server.answers['POST /api/policy/grants/g1/revoke'] = { body: aGrant({ state: 'revoked' }) };
    fireEvent.click(
      await screen.findByRole('button', { name: 'Take Linux shell, 2 machines back from Ana Ribeiro' }),
    );
    expect(server.asked).not.toContain('POST /api/policy/grants/g1/revoke');
    fireEvent.click(await screen.findByTestId('confirm'));
    expect(await screen.findByText('Linux shell, 2 machines was taken back from Ana Ribeiro.')).toBeTruthy();
  });

  it('should explain itself when there is nothing, and offer nothing to who may not grant', async () => {
    show('/policy/grants', [], { abilities: ['policy.read'] }, 'pt');
    expect(await screen.findByText('De momento nada está atribuído à mão.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Atribuir à mão' })).toBeNull();
  });
});
