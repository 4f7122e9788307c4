import type { Machine, Snapshots } from '@virlab/contracts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyLiveEvent } from '../../data/live-event';
import { aMachine } from '../../testing/a-machine';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const PLACE = '/api/machines/m1/snapshots';
const yes = { allowed: true };
const kept = { state: 'kept', takenAt: '2026-11-20T10:00:00.000Z', by: 'Ana Ribeiro' } as const;
const one: Snapshots = {
  snapshots: [{ name: 'before-exam', bytes: 3 * 1024 ** 2, ...kept }],
  ...{ most: 2, take: yes, restore: yes, remove: yes },
};
const off = aMachine({ state: 'stopped' });
const show = (view: Snapshots, machine: Machine = off, more: Parameters<typeof fakeServer>[0] = {}) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession() },
    'GET /api/machines/m1': { body: machine },
    [`GET ${PLACE}`]: { body: view },
    ...more,
  });
  const { client } = renderApp('/machines/m1');
  const tell = (now: Snapshots, heard: Machine = machine) => {
    server.answers[`GET ${PLACE}`] = { body: now };
    act(() => applyLiveEvent(client, { type: 'machine', machine: heard }));
  };
  return { server, tell };
};
const panel = async () => within(await screen.findByTestId('snapshots'));
const button = async (name: string) => (await panel()).findByRole('button', { name });

describe('the snapshots of a machine', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should list what is kept with its moment, who asked, its size, and how many there may be', async () => {
    show(one);
    const row = await (await panel()).findByRole('listitem');
    expect(row.textContent).toContain('before-exam20 Nov 2026, 10:00, Ana Ribeiro, 3 MiB');
    expect(screen.getByText('1 of 2 kept')).toBeTruthy();
    await panel();
    expect(screen.getByText('Reverting the machine deletes its snapshots too.')).toBeTruthy();
  });

  it('should be nowhere where none are kept', async () => {
    const { server } = show({ snapshots: [], most: 0, take: { allowed: false }, restore: yes, remove: yes });
    await waitFor(() => expect(server.asked).toContain(`GET ${PLACE}`));
    await screen.findByText('This machine');
    expect(screen.queryByText('Snapshots')).toBeNull();
  });

  it('should take one by the keyboard under a name that the host takes, and tell how it goes', async () => {
    const wishes: unknown[] = [];
    const { tell } = show(one, off, {
      [`POST ${PLACE}`]: (wish) => {
        wishes.push(wish);
        return { status: 202, body: off };
      },
    });
    const name = await (await panel()).findByRole('textbox', { name: 'Name' });
    expect((name as HTMLInputElement).value).toBe('snapshot-1');
    const submit = () => fireEvent.submit(name.closest('form') as HTMLFormElement);
    for (const wrong of ['../etc', '', 'before-exam']) {
      fireEvent.change(name, { target: { value: wrong } });
      expect(name.getAttribute('aria-invalid')).toBe('true');
      submit();
    }
    expect(wishes).toEqual([]);
    fireEvent.change(name, { target: { value: 'after-lab2' } });
    submit();
    await waitFor(() => expect(wishes).toEqual([{ name: 'after-lab2' }]));

    const busy = { allowed: false, reason: 'still-saving' } as const;
    const taking = { name: 'after-lab2', state: 'taking', by: 'Ana Ribeiro' } as const;
    tell({ ...one, snapshots: [...one.snapshots, taking], take: busy, restore: busy, remove: busy });
    expect((await (await panel()).findByRole('status')).textContent).toContain('after-lab2 is being saved');
    const restore = await button('Restore before-exam');
    expect(restore.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(restore);
    expect(screen.queryByRole('dialog')).toBeNull();

    const both = [...one.snapshots, { name: 'after-lab2', ...kept }];
    tell({ ...one, snapshots: both, take: { allowed: false, reason: 'snapshots-full' } });
    await (await panel()).findByText('It has as many snapshots as it may. Delete one first.');
    expect((await panel()).queryByRole('textbox')).toBeNull();
  });

  it('should offer to shut a running machine down first, but never a borrowed one', async () => {
    const view = { ...one, take: { allowed: false, reason: 'is-running' } } as const;
    const on = aMachine({ state: 'running', console: { allowed: false } });
    const stopping = { status: 202, body: aMachine({ state: 'stopping' }) };
    const { server } = show(view, on, { 'POST /api/machines/m1/actions': stopping });
    await (await panel()).findByText('A snapshot is taken while the machine is off.');
    fireEvent.click(await button('Shut down now'));
    await waitFor(() => expect(server.asked).toContain('POST /api/machines/m1/actions'));
    cleanup();
    show(view, { ...on, mayGiveBack: true });
    await (await panel()).findByText('A snapshot is taken while the machine is off.');
    expect((await panel()).queryByRole('button', { name: 'Shut down now' })).toBeNull();
  });

  it('should say what a restore loses before it asks, and why it was refused', async () => {
    const on = aMachine({ state: 'running', console: { allowed: false } });
    const { server } = show(one, on, {
      [`POST ${PLACE}/before-exam/restore`]: problem(409, 'action-not-possible', {
        context: { reason: 'driver-cannot' },
      }),
    });
    fireEvent.click(await button('Restore before-exam'));
    const dialog = await screen.findByRole('dialog', { name: 'Put the disk back to before-exam?' });
    expect(dialog.textContent).toContain('since 20 Nov 2026, 10:00 is lost');
    expect(dialog.textContent).toContain('The machine is on');
    expect(server.asked.some((asked) => asked.startsWith('POST'))).toBe(false);
    fireEvent.click(within(dialog).getByTestId('confirm'));
    expect((await (await panel()).findByRole('alert')).textContent).toBe('Its host cannot do this.');
  });

  it('should delete one after a yes, and let what failed be dismissed at once but not restored', async () => {
    const view: Snapshots = {
      ...one,
      snapshots: [...one.snapshots, { name: 'lost', state: 'failed', by: 'Ana Ribeiro' }],
    };
    const { server, tell } = show(view, off, { [`DELETE ${PLACE}/lost`]: { status: 202, body: off } });
    await (await panel()).findByText(/^Could not be saved/);
    expect((await panel()).queryByRole('button', { name: 'Restore lost' })).toBeNull();
    expect(screen.getByText('1 of 2 kept')).toBeTruthy();
    const dismiss = await button('Dismiss lost');
    dismiss.focus();
    fireEvent.click(dismiss);
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(server.asked).toContain(`DELETE ${PLACE}/lost`));
    tell(one);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('snapshots')));
  });
});
