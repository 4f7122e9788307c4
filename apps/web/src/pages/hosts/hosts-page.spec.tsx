import type { Capacity, Host, HostDrain } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCapacity, aHost } from '../../testing/a-host';
import { aSession } from '../../testing/a-session';
import { type FakeServer, fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

let server: FakeServer;
const none: Partial<Capacity> = { lessons: [], findings: [], steps: [] };
const drain: HostDrain = {
  hostId: 'lab-01',
  counts: { all: 3, on: 1, moves: 1, stays: 2 },
  machines: [
    { machineId: 'm1', name: 'cs101-a', pool: { id: 'p', title: 'Linux' }, isOn: true, stays: 'disk' },
    {
      ...{ machineId: 'm2', name: 'cs101-b', pool: { id: 'p', title: 'Linux' }, isOn: false, stays: 'disk' },
      owner: { id: 'u', displayName: 'Rui Melo' },
    },
    {
      ...{ machineId: 'm3', name: 'cs101-c', pool: { id: 'p', title: 'Linux' }, isOn: false },
      to: { id: 'lab-02', title: 'lab-02' },
    },
  ],
};
const show = (
  hosts: Host[],
  {
    language = 'en',
    capacity = aCapacity(none),
    mayWrite = true,
  }: {
    language?: 'en' | 'pt';
    capacity?: Capacity;
    mayWrite?: boolean;
  } = {},
) => {
  server = fakeServer({
    'GET /api/session': {
      body: aSession({ abilities: mayWrite ? ['hosts.read', 'hosts.write'] : ['hosts.read'] }),
    },
    'GET /api/hosts': { body: { hosts } },
    'GET /api/capacity?days=3': { body: capacity },
    'GET /api/hosts/lab-01/drain': { body: drain },
  });
  return renderApp('/hosts', language);
};
const row = async (name: string) => {
  const found = (await screen.findByText(name, { selector: 'td b' })).closest('tr');
  return within(found!);
};

describe('hosts and capacity', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say first when the schedule needs more than there is, and what would mend it', async () => {
    show([aHost(), aHost({ id: 'lab-02', title: 'lab-02', health: 'silent', fault: 'connection refused' })], {
      capacity: aCapacity(),
    });
    await screen.findByText('Thursday 26 November at 10:00 the schedule needs 44 GiB more than there is.');
    expect(screen.getByText('One host does not answer.', { exact: false })).toBeTruthy();
    expect(
      screen.getByText('move CS101 to Wednesday 25 November, or add a host of 48 GiB.', { exact: false }),
    ).toBeTruthy();
    expect(screen.getByText('44 GiB short')).toBeTruthy();
    expect(screen.getByText('now')).toBeTruthy();
  });

  it('should show the numbers of the picture by the key T, and read them out always', async () => {
    show([aHost()], { capacity: aCapacity() });
    const table = await screen.findByTestId('capacity-table');
    expect(table.closest('.vl-hidden')).toBeTruthy();
    const worst = within(table).getByText('44').closest('tr');
    expect(worst?.textContent).toContain('Thursday 26 November, 10:00–11:00');
    expect(worst?.textContent).toContain('CS101');
    fireEvent.keyDown(document.body, { key: 't' });
    expect(screen.getByTestId('capacity-table').closest('.vl-hidden')).toBeNull();
    fireEvent.keyDown(document.body, { key: 't', ctrlKey: true });
    expect(screen.getByTestId('capacity-table').closest('.vl-hidden')).toBeNull();
  });

  it('should draw the most that disks can take, and own up to what nobody told', async () => {
    const told = aCapacity();
    const withDisk = (amount: Capacity['steps'][number]['need'], gib: number) => ({
      ...amount,
      diskMiB: gib * 1024,
    });
    const capacity = {
      ...told,
      lessons: told.lessons.map((lesson, index) => (index > 0 ? { ...lesson, diskMiB: 512_000 } : lesson)),
      steps: told.steps.map((step) => ({
        ...{ ...step, need: withDisk(step.need, 500), have: withDisk(step.have, 400) },
        short: withDisk(step.short, 100),
      })),
    };
    const disk = { totalMiB: 200 * 1024, freeMiB: 150 * 1024 };
    const place = { imagesDirectory: '/srv/images', disk };
    const hosts = ['lab-01', 'lab-02'].map((id) =>
      aHost({ id, title: id, uri: `qemu+tls://${id}.example/system`, ...place }),
    );
    show(hosts, { capacity });
    fireEvent.click(await screen.findByRole('radio', { name: 'Disk' }));
    expect(screen.getByRole('heading', { name: 'Disk planned, at most, GiB' })).toBeTruthy();
    expect(within(screen.getByTestId('capacity-table')).getAllByText('500').length).toBeGreaterThan(0);
    expect(screen.getByText('the most they can take', { exact: false }).textContent).toContain(
      `the size of a disk is not known: ${told.lessons[0]?.code}.`,
    );
    // The same folder on two computers is room twice.
    expect(screen.getByText('Room for disks: 300 of 400 GiB free')).toBeTruthy();
    expect(document.querySelector('svg rect')).toBeTruthy();
  });

  it('should say what needs somebody when the schedule fits', async () => {
    show([aHost(), aHost({ id: 'lab-02', title: 'lab-02', health: 'silent', fault: 'connection refused' })]);
    await screen.findByText('One host does not answer.');
    expect(screen.getByText('lab-02 does not answer since', { exact: false })).toBeTruthy();
    expect(screen.getByText('connection refused')).toBeTruthy();
    const cells = await row('lab-02');
    expect(cells.getByText(/^No answer for/)).toBeTruthy();
    expect(cells.getByText('KVM, last known')).toBeTruthy();
    expect(cells.getByRole('link', { name: 'Look closer' })).toBeTruthy();
    expect(cells.queryByText(/%/)).toBeNull();
  });

  it('should say what runs guests as it was proved, and what is given of what there is', async () => {
    show([aHost()]);
    const cells = await row('lab-01');
    expect(cells.getByText(/^KVM, booted a guest/).textContent).toContain('in 3 s');
    expect(cells.getByText('39 of 64')).toBeTruthy();
    expect(cells.getByText('44 %')).toBeTruthy();
    expect(cells.getByText('31 of 38')).toBeTruthy();
  });

  it('should leave empty what is not known, never a zero', async () => {
    const {
      runsBy: _r,
      capacity: _c,
      ...bare
    } = aHost({ id: 'lab-04', title: 'lab-04', health: 'unproved' });
    show([{ ...bare, machines: { known: 0, running: 0 }, reserved: { memoryMiB: 0, vcpus: 0 } }]);
    const cells = await row('lab-04');
    expect(cells.getByText('Nothing proved: no guest has booted there')).toBeTruthy();
    expect(cells.queryByText(/GiB|%/)).toBeNull();
    expect(screen.getByText('One has not yet booted a guest.', { exact: false })).toBeTruthy();
  });

  it('should show where each machine goes before it drains, and put back', async () => {
    show([aHost()]);
    fireEvent.click((await row('lab-01')).getByRole('button', { name: 'Drain' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Drain lab-01?' }));
    await dialog.findByText('3 machines: 1 run now, 1 start elsewhere next time, 2 cannot move.');
    expect(dialog.getByText('starts on lab-02 next time', { exact: false })).toBeTruthy();
    expect(dialog.getByText('cannot move: its disk is here', { exact: false })).toBeTruthy();
    const sent = vi.fn();
    server.answers['PUT /api/hosts/lab-01/mode'] = (body) => {
      sent(body);
      return { body: aHost({ mode: 'draining' }) };
    };
    server.answers['GET /api/hosts'] = { body: { hosts: [aHost({ mode: 'draining' })] } };
    fireEvent.click(dialog.getByTestId('confirm'));
    await waitFor(() => expect(sent).toHaveBeenCalledWith({ mode: 'draining' }));
    const back = await screen.findByRole('button', { name: 'Put back' });
    server.answers['GET /api/hosts'] = { body: { hosts: [aHost()] } };
    fireEvent.click(back);
    await waitFor(() => expect(sent).toHaveBeenLastCalledWith({ mode: 'active' }));
    // The question was answered: it is not asked again when the host is back.
    await screen.findByRole('button', { name: 'Drain' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('should plan to drain at a time on the campus clock, and take that back', async () => {
    show([aHost()]);
    server.answers['GET /api/host-drains'] = { body: { drains: [] } };
    fireEvent.click((await row('lab-01')).getByRole('button', { name: 'Drain' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Drain lab-01?' }));
    fireEvent.click(dialog.getByText('At a set time'));
    const at = await dialog.findByLabelText('From');
    fireEvent.change(at, { target: { value: '2001-01-01T18:00' } });
    expect(dialog.getByText('Choose a moment from now on, within a year.')).toBeTruthy();
    const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    fireEvent.change(at, { target: { value: `${day}T12:00` } });
    let sent: unknown;
    server.answers['PUT /api/hosts/lab-01/drain'] = (body) => {
      sent = body;
      const { at: planned } = body as { at: string };
      server.answers['GET /api/host-drains'] = {
        body: { drains: [{ hostId: 'lab-01', at: planned, by: 'Olga' }] },
      };
      return { body: {} };
    };
    fireEvent.click(dialog.getByRole('button', { name: 'Plan it' }));
    await screen.findByText('Planned by Olga.');
    expect(sent).toEqual({ at: expect.stringContaining(`${day}T1`) });
    server.answers['DELETE /api/hosts/lab-01/drain'] = () => {
      server.answers['GET /api/host-drains'] = { body: { drains: [] } };
      return { body: {} };
    };
    fireEvent.click(screen.getByRole('button', { name: 'Do not drain it then' }));
    await waitFor(() => expect(screen.queryByText('Planned by Olga.')).toBeNull());
  });

  it('should offer nothing to who may only read', async () => {
    show([aHost()], { mayWrite: false });
    await row('lab-01');
    expect(screen.queryByRole('button', { name: 'Drain' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Add a host' })).toBeNull();
  });

  it('should say it in Portuguese', async () => {
    show([aHost(), aHost({ id: 'lab-02', title: 'lab-02' })], { language: 'pt', capacity: aCapacity() });
    await screen.findByText(/o horário precisa de mais 44 GiB do que há/);
    expect(
      screen.getByText(/passar CS101 para quarta-feira.* ou acrescentar um servidor de 48 GiB/),
    ).toBeTruthy();
  });

  it('should say how to register the first one', async () => {
    show([]);
    await screen.findByText('virlab apply -f host.yaml');
    expect(screen.getByRole('link', { name: 'Add a host' })).toBeTruthy();
  });
});
