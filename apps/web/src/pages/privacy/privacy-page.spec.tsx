import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

describe('the privacy statement', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should be readable by who is not signed in, in English for the federation', async () => {
    fakeServer({ 'GET /api/session': { status: 401, body: { code: 'not-signed-in' } } });
    renderApp('/privacy');
    await screen.findByRole('heading', { level: 1, name: 'Privacy' });
    expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(5);
    expect(screen.getByText(/Your password stays at your university/)).toBeTruthy();
  });
});
