import type { HostCheck, HostTest } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost } from '../../testing/a-host';
import { aSession } from '../../testing/a-session';
import { type FakeServer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const sound: HostCheck = { driver: 'libvirt', needsFolders: true, faults: [] };
const failed: HostTest = {
  stages: [
    { stage: 'address', state: 'ok', seconds: 0 },
    { stage: 'reach', state: 'ok', seconds: 0.012 },
    { stage: 'trust', state: 'failed', seconds: 20, failure: 'no-answer', words: 'no answer within 20 s' },
    { stage: 'list', state: 'waiting' },
    { stage: 'boot', state: 'waiting' },
  ],
  finished: true,
};

describe('adding a host', () => {
  let server: FakeServer;
  beforeEach(() => {
    localStorage.clear();
    server = fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['hosts.read', 'hosts.write', 'pools.read'] }) },
      'POST /api/hosts/check': { body: sound },
      'POST /api/hosts/test': { body: failed },
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  const type = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });

  it('should say what is wrong while it is typed, never waiting for the end', async () => {
    server.answers['POST /api/hosts/check'] = {
      body: {
        needsFolders: true,
        faults: [{ field: 'uri', code: 'credentials', message: 'holds a password' }],
      } satisfies HostCheck,
    };
    renderApp('/hosts/add');
    await screen.findByLabelText('libvirt URI');
    type('libvirt URI', 'qemu+tls://root:secret@lab/system');
    await screen.findByText(/Leave passwords and secrets out/);
    server.answers['POST /api/hosts/check'] = { body: sound };
    type('libvirt URI', 'qemu:///system');
    await screen.findByText('Well written: libvirt.');
  });

  it('should show each stage of the test with what was said and the next step, then add it all the same', async () => {
    const { router } = renderApp('/hosts/add');
    await screen.findByLabelText('Name');
    type('Name', 'Lab 7, Física');
    expect(screen.getByLabelText<HTMLInputElement>('Short name').value).toBe('lab-7-fisica');
    type('libvirt URI', 'qemu:///system');
    type('Folder for disks and templates', '/var/lib/virlab');
    type('Folder for displays', '/run/virlab');
    await screen.findByText('Well written: libvirt.');
    fireEvent.click(screen.getByRole('button', { name: 'Test connection' }));
    const stage = within(
      (await screen.findByText('Both sides trust each other', { exact: false })).closest('li')!,
    );
    expect(stage.getByText('It took the connection and then said nothing.')).toBeTruthy();
    expect(stage.getByText(/Look whether the daemon hangs/)).toBeTruthy();
    expect(stage.getByText('no answer within 20 s')).toBeTruthy();
    type('Memory, GiB', '48,5');
    const sent = vi.fn();
    server.answers['POST /api/hosts'] = (body) => {
      sent(body);
      return { status: 201, body: aHost() };
    };
    server.answers['GET /api/hosts'] = { body: { hosts: [aHost()] } };
    fireEvent.click(screen.getByRole('button', { name: 'Add a host' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/hosts'));
    expect(sent).toHaveBeenCalledWith({
      ...{ id: 'lab-7-fisica', title: 'Lab 7, Física', uri: 'qemu:///system' },
      ...{ imagesDirectory: '/var/lib/virlab', socketsDirectory: '/run/virlab' },
      offer: { memoryMiB: 49_664, vcpus: null },
    });
  });

  it('should keep what was typed when the name is taken, and send nothing that is not whole', async () => {
    server.answers['POST /api/hosts'] = problem(409, 'host-exists');
    renderApp('/hosts/add');
    await screen.findByLabelText('Name');
    fireEvent.click(screen.getByRole('button', { name: 'Add a host' }));
    await screen.findByText('Give it a name.');
    expect(server.asked).not.toContain('POST /api/hosts');
    type('Name', 'Lab');
    type('libvirt URI', 'simulated:');
    await screen.findByText('Well written: libvirt.');
    fireEvent.click(screen.getByRole('button', { name: 'Add a host' }));
    await screen.findByText(/There is a host of that name already/);
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Lab');
  });
});

describe('one host', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should refuse to overwrite what somebody else saved, and load that', async () => {
    const theirs = aHost({ title: 'Rita’s', changedAt: '2026-11-22T10:00:00Z' });
    const server = fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['hosts.read', 'hosts.write'] }) },
      'GET /api/hosts/lab-01': { body: aHost() },
      'GET /api/hosts/lab-01/drain': {
        body: { hostId: 'lab-01', machines: [], counts: { all: 0, on: 0, moves: 0, stays: 0 } },
      },
      'POST /api/hosts/check': { body: sound },
    });
    renderApp('/hosts/lab-01');
    const name = await screen.findByLabelText<HTMLInputElement>('Name');
    fireEvent.change(name, { target: { value: 'Nuno’s' } });
    const sent = vi.fn();
    server.answers['PUT /api/hosts/lab-01'] = (body) => {
      sent(body);
      server.answers['GET /api/hosts/lab-01'] = { body: theirs };
      return problem(409, 'host-changed');
    };
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/Somebody else saved this host in the meantime/);
    expect(sent).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Nuno’s', basedOn: '2026-11-20T09:00:00Z' }),
    );
    expect(name.value).toBe('Nuno’s');
    await screen.findByRole('heading', { name: /Rita’s/ });
    fireEvent.click(screen.getByRole('button', { name: 'Load what is there now' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Rita’s'));
  });

  it('should say what was found there of no machine, and what becomes of it', async () => {
    const found = { since: '2026-11-22T10:00:00Z', isOurs: true };
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['hosts.read'] }) },
      'GET /api/hosts/lab-01': { body: aHost() },
      'GET /api/hosts/lab-01/leftovers': {
        body: {
          ...{ lookedAt: '2026-11-22T10:05:00Z', isBraked: false },
          leftovers: [
            { ...found, kind: 'domain', name: 'ours', clearsAt: '2026-11-22T10:10:00Z' },
            { ...found, kind: 'volume', name: 'theirs.qcow2', isOurs: false },
          ],
        },
      },
    });
    renderApp('/hosts/lab-01');
    const cells = async (name: string) =>
      (await screen.findByText(name)).closest('tr')?.querySelector('td:last-child')?.textContent;
    expect(await cells('ours')).toBe('cleared after 22 Nov 2026, 10:10');
    expect(await cells('theirs.qcow2')).toBe('stays: no mark of this Virlab');
    expect(screen.getByText('300 of 500 GiB free')).toBeTruthy();
  });
});
