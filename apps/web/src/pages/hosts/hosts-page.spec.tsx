import type { Host } from '@virlab/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import '../../testing/patience';
import { renderApp } from '../../testing/render-app';

const aHost = (more: Partial<Host> = {}): Host => ({
  id: 'lab-01',
  title: 'lab-01',
  uri: 'qemu:///system',
  driver: 'libvirt',
  mode: 'active',
  health: 'ok',
  since: '2026-11-20T10:00:00Z',
  runsBy: { kind: 'kvm', bootedAt: '2026-11-20T10:00:00Z', bootSeconds: 3.4 },
  memoryMiB: 65_536,
  freeMemoryMiB: 25_600,
  vcpus: 32,
  reserved: { memoryMiB: 39_936, vcpus: 14 },
  machines: { known: 38, running: 31 },
  changedAt: '2026-11-20T09:00:00Z',
  ...more,
});
const bare = (more: Partial<Host>): Host => {
  const { runsBy: _r, memoryMiB: _m, freeMemoryMiB: _f, vcpus: _v, ...rest } = aHost(more);
  return rest;
};
const show = (hosts: Host[], language: 'en' | 'pt' = 'en') => {
  fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['hosts.read'] }) },
    'GET /api/hosts': { body: { hosts } },
  });
  return renderApp('/hosts', language);
};
const row = async (name: string) => {
  const found = (await screen.findByText(name, { selector: 'td b' })).closest('tr');
  return within(found!);
};

describe('hosts', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say first what needs somebody', async () => {
    show([aHost(), aHost({ id: 'lab-02', title: 'lab-02', health: 'silent', fault: 'connection refused' })]);
    await screen.findByText('One host does not answer.');
    expect(screen.getByText('lab-02 does not answer since', { exact: false })).toBeTruthy();
    expect(screen.getByText('connection refused')).toBeTruthy();
    expect((await row('lab-02')).getByText(/^No answer for/)).toBeTruthy();
    expect((await row('lab-02')).getByText('KVM, last known')).toBeTruthy();
  });

  it('should say what runs guests as it was proved, with when and how long', async () => {
    show([aHost()]);
    const cells = await row('lab-01');
    expect(cells.getByText(/^KVM, booted a guest/).textContent).toContain('in 3 s');
    expect(cells.getByText('39 of 64 GiB')).toBeTruthy();
    expect(cells.getByText('31 of 38')).toBeTruthy();
  });

  it('should leave empty what is not known, never a zero', async () => {
    show([bare({ id: 'lab-04', title: 'lab-04', health: 'unproved', machines: { known: 0, running: 0 } })]);
    const cells = await row('lab-04');
    expect(cells.getByText('Nothing proved: no guest has booted there')).toBeTruthy();
    expect(cells.queryByText(/GiB/)).toBeNull();
    expect(screen.getByText('One has not yet booted a guest.', { exact: false })).toBeTruthy();
  });

  it('should say in Portuguese that all answer', async () => {
    show([aHost(), aHost({ id: 'lab-02', title: 'lab-02' })], 'pt');
    await screen.findByText('Os 2 servidores respondem todos.');
  });

  it('should say how to register the first one', async () => {
    show([]);
    await screen.findByText('virlab apply -f host.yaml');
  });
});
