import type { Job, Readiness } from '@virlab/contracts';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyLiveEvent } from '../../data/live-event';
import { aClass, aMember } from '../../testing/a-class';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const lesson = {
  ...{ lessonId: 'l1', title: 'Shells', place: 'room 2.14', from: '2026-11-24T10:00:00.000Z' },
  ...{ to: '2026-11-24T12:00:00.000Z', readyBy: '2026-11-24T09:55:00.000Z' },
};
const readiness: Readiness = {
  ...{ at: '2026-11-24T09:40:00.000Z', lesson, begunAt: '2026-11-24T09:16:00.000Z' },
  counts: { all: 4, ready: 1, underWay: 1, off: 0, failed: 1, cannot: 1 },
  notReady: [
    {
      ...{ person: { id: 'd', displayName: 'Duarte Simões' }, machineId: 'm-d', state: 'failed' },
      ...{ group: 'failed', cause: 'failed', turn: 'you', step: 'retry' },
    },
    {
      ...{ person: { id: 'b', displayName: 'Beatriz Nogueira' }, group: 'cannot' },
      ...{ cause: 'no-machine', turn: 'university', step: 'see-why' },
    },
    {
      ...{ person: { id: 'l', displayName: 'Leonor Pinto' }, machineId: 'm-l', state: 'starting' },
      ...{ group: 'under-way', cause: 'starting', turn: 'virlab', expectedAt: '2026-11-24T09:46:00.000Z' },
    },
  ],
  readySince: ['2026-11-24T09:20:00.000Z'],
  expectedReady: ['2026-11-24T09:46:00.000Z'],
  room: {
    ...{ fits: false, seats: 2, seatsFit: 1, hosts: 1, freeMemoryMiB: 1024, neededMemoryMiB: 2048 },
    ...{ freeVcpus: 8, neededVcpus: 2, lacks: 'memory' },
  },
};
const plan = { timeZone: 'Europe/Lisbon', mayEdit: true, lessons: [], recent: [], coming: [] };
const preparing: Job = {
  ...{ id: 'j1', action: 'prepare', class: 'cs101', by: { id: 'u1', displayName: 'Carla Mendes' } },
  ...{ createdAt: '2026-11-24T09:40:00.000Z', failures: [] },
  counts: { total: 4, waiting: 1, underWay: 1, done: 1, failed: 1, cancelled: 0 },
};
const show = (view: string) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['machines.own', 'classes.teach'] }) },
    'GET /api/classes/cs101': { body: aClass([aMember('Ana Ribeiro'), aMember('Rui Sá')]) },
    'GET /api/classes/cs101/readiness': { body: readiness },
    'GET /api/classes/cs101/lessons': { body: plan },
    'GET /api/jobs?class=cs101': { body: { jobs: [] as Job[] } },
    'POST /api/classes/cs101/prepare': { status: 202, body: preparing },
    'GET /api/classes/cs101/announcements': { body: { announcements: [] } },
    'POST /api/classes/cs101/announcements': {
      status: 201,
      body: {
        ...{ id: 'a1', text: 'Hello', by: 'Carla', at: lesson.from, toAll: true, sent: 2, read: 0 },
        unreadBy: [],
      },
    },
  });
  return { server, ...renderApp(`/classes/cs101?view=${view}`) };
};

describe('the lessons of a class', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say who is not ready, why, and whose turn it is, and prepare', async () => {
    const { server, client } = show('readiness');
    expect(await screen.findByRole('img', { name: '1 of 4 ready' })).toBeTruthy();
    const rows = (await screen.findAllByRole('row')).slice(1).map(({ textContent }) => textContent);
    expect(rows[0]).toContain('Duarte SimõesFailedThe start failedYou');
    expect(rows[1]).toContain('Their university');
    expect(rows[2]).toContain('expected 09:46');
    expect(screen.getByText('Room for 1 of 2.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Retry what failed' }));
    await waitFor(() => expect(server.asked).toContain('POST /api/classes/cs101/prepare'));
    server.answers['GET /api/jobs?class=cs101'] = { body: { jobs: [preparing] } };
    act(() => applyLiveEvent(client, { type: 'job-changed', jobId: 'j1' }));
    expect(await screen.findByRole('heading', { name: 'Preparing 4 machines' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Retry what failed' })).toBeNull();
  });

  it('should announce to all', async () => {
    const { server } = show('announcements');
    const field = await screen.findByRole('textbox', { name: /What you want to say/ });
    expect(screen.getByText('to all 2')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'Hello' } });
    fireEvent.click(screen.getByRole('button', { name: 'Announce' }));
    await waitFor(() => expect(server.asked).toContain('POST /api/classes/cs101/announcements'));
    await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe(''));
  });
});
