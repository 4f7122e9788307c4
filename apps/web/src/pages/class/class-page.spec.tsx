import type { ClassMember, Machine } from '@virlab/contracts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { putMachine } from '../../data/put-machine';
import { aClass, aMember } from '../../testing/a-class';
import { aMachine } from '../../testing/a-machine';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const teacher = aSession({
  abilities: ['machines.own', 'classes.teach'],
  classes: [{ id: 'cs101', code: 'CS101', title: 'Operating systems', as: 'teacher' }],
});
const people: ClassMember[] = [
  aMember('Wei Zhang', { state: 'reverting' }),
  aMember('Ana Ribeiro', { state: 'stopped' }),
  aMember('Bruno Costa', { state: 'stopped' }),
  aMember('Clara Antunes'),
  { ...aMember('Yusuf Demir', null), signedIn: false },
  { ...aMember('Carla Mendes', null), as: 'teacher' },
];
const show = (address = '/classes/cs101', more: Parameters<typeof fakeServer>[0] = {}, session = teacher) => {
  const server = fakeServer({
    'GET /api/session': { body: session },
    'GET /api/classes/cs101': { body: aClass(people) },
    ...more,
  });
  return { server, ...renderApp(address) };
};
const tile = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}, `) });
const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` });
const chips = async () =>
  within(await screen.findByRole('group', { name: 'Filter by state' }))
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
const taken = (id: string, state: Machine['state']) => ({ status: 202, body: aMachine({ id, state }) });

describe('the class page', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should count the students by state in its filters, and leave the teachers out', async () => {
    show();
    expect(await chips()).toEqual(['All5', 'Running1', 'Reverting1', 'Stopped2', 'Not signed in1']);
    expect(screen.getByText('Linux shell · 5 students · 4 signed in')).toBeTruthy();
  });

  it('should say the lesson first, and on each tile how long until it is over', async () => {
    const [from, to, shutDownAt] = [-20, 90, 100.5].map((minutes) =>
      new Date(Date.now() + minutes * 60_000).toISOString(),
    ) as [string, string, string];
    const lesson = { lessonId: 'l1', title: '', place: 'room 2.14', from, to, readyBy: from, shutDownAt };
    show('/classes/cs101', { 'GET /api/classes/cs101': { body: aClass(people, { lesson }) } });
    expect((await tile('Clara Antunes')).textContent).toMatch(/1:(39|40)/);
    expect(screen.getByText(/^Lesson .*, room 2\.14 · 5 students · 4 signed in$/)).toBeTruthy();
    expect((await tile('Clara Antunes')).getAttribute('aria-label')).toMatch(/1 h (39|40) min left/);
    expect((await tile('Ana Ribeiro')).textContent).not.toMatch(/1:(39|40)/);
  });

  it('should give everybody a tile by name, with the cause where there is no picture', async () => {
    show();
    await tile('Ana Ribeiro');
    const names = screen.getAllByRole('button', { name: /, (Running|Stopped|Reverting|Not signed in)/ });
    expect(names.map((button) => button.getAttribute('aria-label')?.split(',')[0])).toEqual([
      'Ana Ribeiro',
      'Bruno Costa',
      'Clara Antunes',
      'Wei Zhang',
      'Yusuf Demir',
    ]);
    expect((await tile('Yusuf Demir')).textContent).toContain('never signed in');
  });

  it('should keep filter and view in the address', async () => {
    const { router } = show('/classes/cs101?state=stopped');
    await tile('Ana Ribeiro');
    expect(screen.queryByRole('button', { name: /^Clara Antunes,/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Running/ }));
    await tile('Clara Antunes');
    expect(router.state.location.search).toBe('?state=running');
    fireEvent.click(screen.getByRole('tab', { name: 'Table' }));
    await screen.findByRole('columnheader', { name: /Student/ });
    expect(router.state.location.search).toBe('?state=running&view=table');
  });

  it('should open a student beside the wall and act on the machine, never its console', async () => {
    const { server } = show(undefined, {
      'POST /api/machines/m-clara-antunes/actions': taken('m-clara-antunes', 'stopping'),
    });
    fireEvent.click(await tile('Clara Antunes'));
    const panel = within(await screen.findByTestId('chosen'));
    expect(panel.queryByRole('link', { name: /console/i })).toBeNull();
    fireEvent.click(panel.getByRole('button', { name: 'Shut down' }));
    await waitFor(() => expect(server.asked).toContain('POST /api/machines/m-clara-antunes/actions'));
    await panel.findByText('Shutting down');
  });

  it('should select by Space, lead on by arrows, and take a range with Shift', async () => {
    show();
    const first = await tile('Ana Ribeiro');
    act(() => first.focus());
    fireEvent.keyDown(first, { key: ' ' });
    expect((await box('Ana Ribeiro')).checked).toBe(true);
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    const second = await tile('Bruno Costa');
    expect(document.activeElement).toBe(second);
    expect((await box('Bruno Costa')).checked).toBe(false);
    fireEvent.keyDown(second, { key: 'ArrowRight', shiftKey: true });
    expect((await box('Bruno Costa')).checked).toBe(true);
    expect((await box('Clara Antunes')).checked).toBe(true);
    expect(screen.getByRole('toolbar').textContent).toContain('3 selected');
  });

  it('should follow the machines live', async () => {
    const { client } = show();
    await tile('Ana Ribeiro');
    act(() => putMachine(client, aMachine({ id: 'm-ana-ribeiro', state: 'failed' })));
    await waitFor(async () => expect(await chips()).toContain('Failed1'));
    expect((await tile('Ana Ribeiro')).getAttribute('aria-label')).toContain('Failed');
  });

  it('should sort the table by a click on its head, and lead from no access to why for who may ask', async () => {
    const session = aSession({ ...teacher, abilities: ['classes.teach', 'policy.read'] });
    const members = [...people, aMember('Beatriz Nogueira', null)];
    show('/classes/cs101?view=table', { 'GET /api/classes/cs101': { body: aClass(members) } }, session);
    const head = await screen.findByRole('columnheader', { name: /State/ });
    expect(screen.getByRole('columnheader', { name: /Student/ }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(within(head).getByRole('button'));
    fireEvent.click(within(head).getByRole('button'));
    expect(head.getAttribute('aria-sort')).toBe('descending');
    const first = screen.getAllByRole('row')[1];
    expect(first?.textContent).toContain('Stopped');
    expect(screen.getByRole('link', { name: 'why' }).getAttribute('href')).toBe(
      '/policy/why?person=beatriz-nogueira',
    );
  });

  it('should tell in its row why an action of the menu was refused', async () => {
    show('/classes/cs101?view=table', {
      'POST /api/machines/m-clara-antunes/actions': problem(409, 'action-not-possible', {
        context: { reason: 'host-silent' },
      }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'More for Clara Antunes' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Restart' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Its host does not answer.');
    expect(alert.closest('tr')?.textContent).toContain('Clara Antunes');
  });

  it('should say that nobody is there yet, and how people come', async () => {
    show(undefined, { 'GET /api/classes/cs101': { body: aClass([]) } });
    await screen.findByText('Nobody is in this class yet.');
  });

  it('should tell a class that is not there in the error page', async () => {
    show(undefined, { 'GET /api/classes/cs101': problem(404, 'class-not-found') });
    await screen.findByTestId('reference');
  });
});
