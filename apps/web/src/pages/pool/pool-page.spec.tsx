import type { PoolDetail, SavePool } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
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
  choices: {
    templates: [{ id: 't1', title: 'Shell' }],
    hosts: [
      { id: 'h1', title: 'Host 1' },
      { id: 'h2', title: 'Host 2' },
    ],
    classes: [{ id: 'c1', title: 'CS101 Systems' }],
  },
};

/** The page of the pool, its server, and what was sent to it. */
function open(put: (wanted: SavePool) => Answer, abilities = ['pools.read', 'pools.write'], now = POOL) {
  const sent: SavePool[] = [];
  const server = fakeServer({
    'GET /api/session': { body: { ...aSession(), abilities } },
    'GET /api/pools/linux': { body: now },
    'PUT /api/pools/linux': (body) => {
      sent.push(body as SavePool);
      return put(body as SavePool);
    },
  });
  return { server, sent, ...renderApp('/pools/linux') };
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the page of a pool', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should show what saving changes, send everything that a pool has, and keep its note', async () => {
    const { sent } = open(({ settings, title }) => ({
      body: { ...POOL, title, settings, updatedAt: '2026-11-22T09:00:00.000Z' },
    }));
    await screen.findByText('machines; empty for no limit');
    type('At most', '12');
    type('A machine is its owner’s for', '48');
    type('It may be renewed', '2');
    press('Add hours');
    fireEvent.click(screen.getByLabelText('Fri'));
    press('Add a host');
    const changes = within(screen.getByTestId('pool-changes'));
    expect(changes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Hosts: Host 1 → Host 1 and Host 2',
      'At most, machines: none → 12',
      'Its owner’s for, hours: none → 48',
      'Renewals: 0 → 2',
      'Open: always → Mon Tue Wed Thu 08:00–22:00',
    ]);
    expect(screen.getByText(/It has 14 already/)).toBeTruthy();
    expect(screen.getByText(/The 9 machines that run keep running/)).toBeTruthy();
    press('Save');
    await screen.findByText('Saved at 09:00.');
    expect(screen.queryByTestId('pool-changes')).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
    expect(sent).toEqual([
      {
        ...{ title: 'Linux', kind: 'personal', template: 't1', hosts: ['h1', 'h2'], class: null },
        settings: {
          ...POOL.settings,
          ...{ size: 12, lease: { hours: 48, renewals: 2 } },
          opens: [{ days: ['mon', 'tue', 'wed', 'thu'], from: '08:00', to: '22:00' }],
        },
        updatedAt: POOL.updatedAt,
      },
    ]);
  });

  it('should put every fault beside its field, all at once', async () => {
    open(() =>
      problem(400, 'bad-request', {
        errors: [
          { path: 'hosts.0', message: 'there is no host "h1"' },
          { path: 'settings.warmSpares', message: 'expected at most the size, 3, not 5' },
          { path: 'settings.opens.0.to', message: 'expected an end after the beginning' },
          { path: 'settings.idleMinutes', message: 'too small' },
        ],
      }),
    );
    await screen.findByText('machines; empty for no limit');
    press('Add hours');
    type('Shut down after', '3');
    press('Save');
    const faultOf = async (label: string) => {
      const field = screen.getByLabelText(label);
      await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
      const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
      return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
    };
    expect(await faultOf('Shut down after')).toContain('Between 10 and 10,080');
    expect(await faultOf('Keep')).toContain('Between 0 and 200');
    expect(await faultOf('to')).toContain('later than the beginning');
    expect(screen.getByText('This host is gone, or it is named twice.')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('Nothing was saved');
  });

  it('should put one’s own changes on those of who was quicker', async () => {
    const theirs = { ...POOL, title: 'Linux for all', updatedAt: '2026-11-22T08:30:00.000Z' };
    const { server, sent } = open((wanted) =>
      wanted.updatedAt === theirs.updatedAt
        ? { body: { ...theirs, settings: wanted.settings, updatedAt: '2026-11-22T09:00:00.000Z' } }
        : problem(409, 'pool-changed'),
    );
    await screen.findByText('machines; empty for no limit');
    type('Keep its disk for', '30');
    server.answers['GET /api/pools/linux'] = { body: theirs };
    press('Save');
    fireEvent.click(await screen.findByRole('button', { name: 'Put my changes on what it says now' }));
    await screen.findByText(/Nothing is saved yet/);
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Linux for all');
    press('Save');
    await screen.findByText('Saved at 09:00.');
    expect(sent.at(-1)).toMatchObject({ title: 'Linux for all', settings: { keepDays: 30 } });
  });

  it('should be read only for who may not write', async () => {
    open(() => problem(403, 'forbidden'), ['pools.read']);
    await screen.findByText('machines; empty for no limit');
    expect(screen.getByLabelText<HTMLInputElement>('At most').disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('should say in the dialog what still needs a pool that is to be removed', async () => {
    const { server } = open(() => problem(403, 'forbidden'));
    server.answers['DELETE /api/pools/linux'] = problem(409, 'pool-in-use', { detail: '14 machines' });
    await screen.findByText('machines; empty for no limit');
    press('Remove pool');
    const dialog = await screen.findByRole('dialog', { name: 'Remove Linux?' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove pool' }));
    await within(dialog).findByText('14 machines');
    expect(within(dialog).getByText('This pool is still used.')).toBeTruthy();
  });

  it('should add a pool under a short name, begun with the usual, and go to it', async () => {
    const { usual, ...choices } = { ...POOL.choices, usual: POOL.settings };
    const server = fakeServer({
      'GET /api/session': { body: { ...aSession(), abilities: ['pools.read', 'pools.write'] } },
      'GET /api/pool-choices': { body: { ...choices, campusTimeZone: POOL.campusTimeZone, usual } },
    });
    renderApp('/pools/add');
    const add = await screen.findByRole('button', { name: 'Add pool' });
    fireEvent.click(add);
    expect(await screen.findByText('Give it a name.')).toBeTruthy();
    expect(server.asked).not.toContain('POST /api/pools');
    server.answers['POST /api/pools'] = problem(409, 'pool-exists', { detail: 'there is a pool "linux"' });
    type('Short name', 'linux');
    type('Title', 'Linux');
    fireEvent.click(add);
    await screen.findByText('There is a pool of that name already.');
    let sent: unknown;
    server.answers['POST /api/pools'] = (body) => {
      sent = body;
      return { status: 201, body: { ...POOL, id: 'linux-2' } };
    };
    type('Short name', 'linux-2');
    fireEvent.click(add);
    await screen.findByText(/^Machines: 14 in all/);
    expect(sent).toEqual({
      ...{ id: 'linux-2', title: 'Linux', kind: 'personal', template: 't1', hosts: ['h1'], class: null },
      settings: POOL.settings,
    });
  });
});
