import type { ClassMember, Job, JobAction, JobItem, LiveEvent } from '@virlab/contracts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyLiveEvent } from '../../data/live-event';
import { aClass, aMember } from '../../testing/a-class';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const LIST = 'GET /api/jobs?class=cs101';
const people: ClassMember[] = [
  aMember('Ana Ribeiro', { state: 'stopped' }),
  aMember('Bruno Costa', { state: 'stopped' }),
  aMember('Clara Antunes'),
  { ...aMember('Yusuf Demir', null), signedIn: false },
];
const aFailure = (name: string, more: Partial<JobItem>): JobItem => ({
  ...{ id: `i-${name}`, name, machineId: `m-${name.toLowerCase().replace(' ', '-')}`, state: 'failed' },
  ...more,
});
const aJob = (
  [waiting, underWay, done, failed, cancelled]: [number, number, number, number, number],
  more: Partial<Job> = {},
): Job => ({
  ...{ id: 'j1', action: 'revert', class: 'cs101', by: { id: 'u1', displayName: 'Carla Mendes' } },
  createdAt: '2026-11-22T09:00:00.000Z',
  ...(waiting + underWay === 0 ? { endedAt: '2026-11-22T09:05:00.000Z' } : {}),
  counts: {
    total: waiting + underWay + done + failed + cancelled,
    waiting,
    underWay,
    done,
    failed,
    cancelled,
  },
  failures: [],
  ...more,
});
const show = (jobs: Job[], more: Parameters<typeof fakeServer>[0] = {}) => {
  const server = fakeServer({
    'GET /api/session': {
      body: aSession({
        abilities: ['classes.teach', 'policy.read'],
        classes: [{ id: 'cs101', code: 'CS101', title: 'Operating systems', as: 'teacher' }],
      }),
    },
    'GET /api/classes/cs101': { body: aClass(people) },
    [LIST]: { body: { jobs } },
    ...more,
  });
  const { client } = renderApp('/classes/cs101');
  const tell = (now: Job[]) => {
    server.answers[LIST] = { body: { jobs: now } };
    const event: LiveEvent = { type: 'job-changed', jobId: 'j1' };
    act(() => applyLiveEvent(client, event));
  };
  return { server, tell };
};
/** Takes what is asked for and lists it. */
const takes =
  (wishes: unknown[], server: () => ReturnType<typeof fakeServer>, taken: Job) => (wish: unknown) => {
    wishes.push(wish);
    server().answers[LIST] = { body: { jobs: [taken] } };
    return { status: 202, body: taken };
  };
const box = (name: string) => screen.findByRole('checkbox', { name: `Select ${name}` });
const cards = () => screen.findAllByTestId('job');
const words = (card: HTMLElement) =>
  within(card).getByText('done', { exact: false, selector: 'p' }).textContent;
const choose = async (...names: string[]) => {
  for (const name of names) fireEvent.click(await box(name));
  return within(screen.getByRole('toolbar'));
};
async function card() {
  const [only] = await cards();
  return only as HTMLElement;
}

describe('the jobs of a class', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should find what goes on again, in the order done, under way, failed, and follow it live', async () => {
    const failures = [
      aFailure('Ana Ribeiro', { code: 'no-space', nextStep: 'ask-operator' }),
      aFailure('Bruno Costa', {
        code: 'action-not-possible',
        reason: 'still-reverting',
        nextStep: 'wait-and-retry',
      }),
    ];
    const { tell } = show([aJob([0, 2, 3, 1, 0], { failures: failures.slice(0, 1) })]);
    await screen.findByRole('heading', { name: 'Reverting 6 machines' });
    expect(words(await card())).toBe('3 of 6 done, 2 under way, 1 failed');
    expect(
      [...(await card()).querySelectorAll('[data-part]')].map((one) => one.getAttribute('style')),
    ).toEqual([
      'width: 50%;',
      expect.stringMatching(/^width: 33\.3/),
      expect.stringMatching(/^width: 16\.6/),
    ]);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
      'Ana Ribeiro: there is no space left on its host. Tell the operators.',
    );
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();

    tell([aJob([0, 0, 4, 2, 0], { failures })]);
    await waitFor(async () => expect(words(await card())).toBe('4 of 6 done, 2 failed'));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
      'Bruno Costa: It is being put back. You can do this when that is done. Wait a moment, then try again.',
    );
  });

  it.each<[string, JobAction]>([
    ['Start', 'start'],
    ['Shut down', 'shutdown'],
    ['Extend', 'extend'],
  ])('should ask the chosen people’s machines to %s as one job', async (word, action) => {
    const wishes: unknown[] = [];
    const { server } = show([], {
      'POST /api/jobs': takes(wishes, () => server, aJob([2, 0, 0, 0, 0], { action })),
    });
    const bar = await choose('Ana Ribeiro', 'Yusuf Demir');
    fireEvent.click(bar.getByRole('button', { name: word }));
    await cards();
    expect(wishes).toEqual([{ action, classId: 'cs101', people: ['ana-ribeiro', 'yusuf-demir'] }]);
    expect(words(await card())).toBe('0 of 2 done, 2 not begun');
  });

  it('should say what a revert loses and of how many before it asks, and ask nothing without a yes', async () => {
    const wishes: unknown[] = [];
    const { server } = show([], {
      'POST /api/jobs': takes(wishes, () => server, aJob([4, 0, 0, 0, 0])),
    });
    const bar = await choose('Ana Ribeiro', 'Clara Antunes');
    fireEvent.click(bar.getByRole('button', { name: 'Revert' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revert the machines of 2 students?' });
    expect(dialog.textContent).toContain('is lost, and their snapshots with them');
    expect(dialog.textContent).toContain('1 of them is running now');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(wishes).toEqual([]);

    fireEvent.click(screen.getByRole('button', { name: 'Whole class' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Revert' }));
    await screen.findByRole('dialog', { name: 'Revert the machines of 4 students?' });
    fireEvent.click(screen.getByTestId('confirm'));
    await cards();
    expect(wishes).toEqual([{ action: 'revert', classId: 'cs101' }]);
  });

  it('should start what is off with its one filled button', async () => {
    const wishes: unknown[] = [];
    const { server } = show([], {
      'POST /api/jobs': takes(wishes, () => server, aJob([0, 2, 0, 0, 0], { action: 'start' })),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Start the 2 that are off' }));
    await screen.findByRole('heading', { name: 'Starting 2 machines' });
    expect(wishes).toEqual([{ action: 'start', classId: 'cs101', people: ['ana-ribeiro', 'bruno-costa'] }]);
  });

  it('should cancel what has not begun, ask once more what failed, and stay closed', async () => {
    const failures = [
      aFailure('Ana Ribeiro', { code: 'took-too-long', nextStep: 'retry' }),
      aFailure('Clara Antunes', { code: 'shutdown-ignored', nextStep: 'force-off' }),
    ];
    const over = aJob([0, 0, 0, 2, 2], { action: 'shutdown', failures });
    const wishes: unknown[] = [];
    const { server, tell } = show([aJob([2, 2, 0, 0, 0], { action: 'shutdown' })], {
      'DELETE /api/jobs/j1': { body: over },
      'POST /api/jobs/j1/retry': { status: 202, body: over },
      'POST /api/jobs': (wish) => {
        wishes.push(wish);
        return problem(404, 'machine-not-found');
      },
    });
    fireEvent.click(within(await card()).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(server.asked).toContain('DELETE /api/jobs/j1'));
    tell([over]);
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(server.asked).toContain('POST /api/jobs/j1/retry'));
    expect(words(await card())).toBe('0 of 4 done, 2 failed, 2 cancelled');

    fireEvent.click(screen.getByRole('button', { name: 'Force off' }));
    await screen.findByRole('dialog', { name: 'Force off the machine of Clara Antunes?' });
    fireEvent.click(screen.getByTestId('confirm'));
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was begun');
    expect(wishes).toEqual([{ action: 'force-off', classId: 'cs101', machineIds: ['m-clara-antunes'] }]);

    fireEvent.click(screen.getByRole('button', { name: 'Close this job' }));
    await waitFor(() => expect(screen.queryByTestId('job')).toBeNull());
    cleanup();
    show([over]);
    await box('Ana Ribeiro');
    expect(screen.queryByTestId('job')).toBeNull();
  });

  it('should show several jobs, who else began one, and leave out what went well before one came', async () => {
    const failures = [aFailure('Yusuf Demir', { code: 'no-machine', nextStep: 'see-why' })];
    delete failures[0]?.machineId;
    show([
      aJob([0, 1, 0, 0, 0], { id: 'j3', action: 'start', by: { id: 'u9', displayName: 'Rui Sá' } }),
      aJob([0, 0, 1, 1, 0], { id: 'j2', failures }),
      aJob([0, 0, 2, 0, 0], { id: 'j1', action: 'shutdown' }),
    ]);
    expect((await cards()).map((one) => within(one).getByRole('heading').textContent)).toEqual([
      'Starting 1 machine',
      'Reverting 2 machines',
    ]);
    expect(screen.getByText('Begun by Rui Sá')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See why' }).getAttribute('href')).toBe(
      '/policy/why?person=yusuf-demir',
    );
    // Nobody to ask: there is no machine.
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
