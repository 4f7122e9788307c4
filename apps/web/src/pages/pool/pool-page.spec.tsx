import type { PoolDetail } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const POOL: PoolDetail = {
  ...{ id: 'linux', title: 'Linux', kind: 'personal', template: { id: 't1', title: 'Shell' } },
  hosts: [{ id: 'h1', title: 'Host 1' }],
  settings: {
    ...{ size: null, warmSpares: 0, prestart: false, keepDays: 14, lease: null, idleMinutes: null },
    ...{ limitMinutes: null, opens: [], network: 'none', snapshots: 0, parts: [] },
  },
  machines: { all: 14, owned: 12, running: 9, spares: 2, leased: 0, waiting: 0 },
  ...{ campusTimeZone: 'Europe/Lisbon', updatedAt: '2026-11-22T08:00:00.000Z' },
  choices: { templates: [], hosts: [], classes: [] },
};

describe('the page of a pool', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say what keeps running, and put each fault beside its field', async () => {
    const bodies: unknown[] = [];
    fakeServer({
      'GET /api/session': { body: { ...aSession(), abilities: ['pools.read', 'pools.write', 'hosts.read'] } },
      'GET /api/pools/linux': { body: POOL },
      'PUT /api/pools/linux': (body) => {
        bodies.push(body);
        return problem(422, 'pool-invalid', {
          errors: [{ path: 'settings.warmSpares', message: 'too many' }],
        });
      },
    });
    renderApp('/pools/linux');
    await screen.findByText(/9 machines that run keep running\./);
    fireEvent.change(screen.getByLabelText('At most'), { target: { value: '30' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('too many');
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(bodies[0]).toMatchObject({ hosts: ['h1'], settings: { size: 30, keepDays: 14 } });
  });
});
