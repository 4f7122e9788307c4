import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const idp = 'https://idp.ulagoa.example';
const lagoa = {
  [`GET /api/sign-in/providers/${encodeURIComponent(idp)}`]: {
    body: { entityId: idp, title: 'University of Lagoa', contacts: [] },
  },
};
const address = (query: Record<string, string>) => `/signed-out?${new URLSearchParams({ idp, ...query })}`;
const points = () => [...document.querySelectorAll('main li')].map((item) => item.textContent);

describe('the page after a sign-out', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say that the university may still know the browser, and what to do then', async () => {
    fakeServer(lagoa);
    renderApp(address({ outcome: 'here' }));
    await screen.findByRole('heading', { name: 'You are signed out' });
    await screen.findByText(/Your session at University of Lagoa\. Whoever sits/);
    expect(points()[0]).toMatch(/^Over Your session in Virlab in this browser/);
    expect(points()[1]).toMatch(/^Maybe not over Your session at University of Lagoa/);
    expect(screen.getByText(/close all windows of the browser/)).toBeTruthy();
  });

  it('should leave no doubt when the university says that all is over', async () => {
    fakeServer(lagoa);
    renderApp(address({ outcome: 'university' }));
    await screen.findByText(/Your session at University of Lagoa/);
    expect(points().every((point) => point?.startsWith('Over '))).toBe(true);
    expect(screen.queryByText(/close all windows/)).toBeNull();
  });

  it('should name what the university could not reach', async () => {
    fakeServer(lagoa);
    renderApp(address({ outcome: 'partial' }), 'pt');
    await screen.findByRole('heading', { name: 'A sessão está terminada' });
    await screen.findByText(/A sua sessão em University of Lagoa/);
    expect(points().at(-1)).toMatch(/^Talvez ainda não Outros serviços/);
  });

  it('should explain a sign-out message that was not taken, by its code and reference', async () => {
    fakeServer(lagoa);
    renderApp(address({ code: 'logout-signature', ref: '7f3k20qa' }));
    await screen.findByRole('heading', { name: 'The signature of the sign-out message does not fit' });
    expect(screen.getByText(/7F3K-20QA/)).toBeTruthy();
    expect(screen.getByText(/Nobody was signed out by it/)).toBeTruthy();
  });

  it('should take nothing but known codes from the address', async () => {
    fakeServer({});
    renderApp('/signed-out?outcome=Call+0800+now&code=toString&idp=%3Cb%3Ecall%3C%2Fb%3E');
    await screen.findByRole('heading', { name: 'You are signed out' });
    expect(screen.getByRole('main').textContent).not.toMatch(/0800|call/);
    expect(screen.getByText(/Your session at your university/)).toBeTruthy();
  });
});
