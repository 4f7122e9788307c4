import type { Usage } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-22T09:30:00.000Z');
const TO = '2026-11-22T10:00:00.000Z';
const addressOf = (by: string, days: number) => {
  const from = new Date(Date.parse(TO) - days * 24 * HOUR_MS).toISOString();
  return `/api/usage?${new URLSearchParams({ from, to: TO, by })}`;
};
const usage: Usage = {
  ...{ from: TO, to: TO, by: 'class', of: 'all' },
  total: { runs: 12, machineHours: 34.5, memoryGiBHours: 69, vcpuHours: 69 },
  rows: [
    {
      ref: 'cs101',
      title: 'CS101 Operating systems',
      runs: 10,
      machines: 5,
      machineHours: 30,
      memoryGiBHours: 60,
      vcpuHours: 60,
    },
    { ref: 'old', title: null, runs: 1, machines: 1, machineHours: 4, memoryGiBHours: 8, vcpuHours: 8 },
    { ref: null, title: null, runs: 1, machines: 1, machineHours: 0.5, memoryGiBHours: 1, vcpuHours: 1 },
  ],
};
const none: Usage = {
  ...usage,
  rows: [],
  total: { runs: 0, machineHours: 0, memoryGiBHours: 0, vcpuHours: 0 },
};

describe('machine hours', () => {
  beforeEach(() => {
    localStorage.clear();
    vi.spyOn(Date, 'now').mockReturnValue(NOW);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const show = (address = '/usage', language: 'en' | 'pt' = 'en') => {
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['usage.read', 'audit.read'] }) },
      [`GET ${addressOf('class', 30)}`]: { body: usage },
      [`GET ${addressOf('person', 7)}`]: { body: { ...none, by: 'person' } },
    });
    return renderApp(address, language);
  };

  it('should show the hours by class with their sum, what is gone, and what is nobody’s', async () => {
    show();
    await screen.findByText('CS101 Operating systems');
    expect(screen.getByText('34.5 machine hours in 12 runs.')).toBeTruthy();
    expect(screen.getByText('old (gone)')).toBeTruthy();
    expect(screen.getByText('Pools without a class')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Download CSV' }).getAttribute('href')).toBe(
      addressOf('class', 30).replace('/api/usage?', '/api/usage.csv?'),
    );
  });

  it('should keep what is chosen in the address, and say when there is nothing', async () => {
    const { router } = show('/usage?by=person&days=7');
    await screen.findByText('No machine was on in this time.');
    fireEvent.click(screen.getByRole('radio', { name: 'Class' }));
    await waitFor(() => expect(router.state.location.search).toBe('?by=class&days=7'));
  });

  it('should speak Portuguese', async () => {
    show('/usage', 'pt');
    await screen.findByText('34,5 horas de máquina em 12 períodos.');
  });
});
