import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const idp = 'https://idp.ulagoa.example';
const address = (code: string) => `/sign-in/refused?code=${code}&ref=7f3k20qa&idp=${encodeURIComponent(idp)}`;

describe('the page after a refused sign-in', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should give the text for the university, with its own support contact', async () => {
    fakeServer({
      'GET /api/sign-in/refusals/7f3k20qa': {
        body: {
          code: 'sign-in-no-identifier',
          at: '2026-11-21T10:42:00Z',
          idp,
          context: { released: 'displayName', dropped: 'subject-id: scope-not-asserted-by-idp' },
        },
      },
      [`GET /api/sign-in/providers/${encodeURIComponent(idp)}`]: {
        body: {
          entityId: idp,
          title: 'University of Lagoa',
          contacts: [
            { kind: 'technical', emails: ['tech@ulagoa.example'] },
            { kind: 'support', emails: ['mailto:help@ulagoa.example'] },
          ],
        },
      },
    });
    renderApp(address('sign-in-no-identifier'));
    await screen.findByRole('heading', { name: /sent nothing that tells you apart/ });
    const dropped = await screen.findByText('subject-id: scope-not-asserted-by-idp');
    const mail = await screen.findByRole('link', { name: 'Write to help@ulagoa.example' });
    expect(mail.getAttribute('href')).toMatch(/^mailto:help@ulagoa\.example\?/);
    const text = document.querySelector('pre')?.textContent;
    expect(text).toContain('University of Lagoa let me in');
    expect(text).toContain('7F3K-20QA');
    expect(dropped.closest('del')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy the text for them' }).dataset['variant']).toBe('filled');
  });

  it('should say what rules needed and was never sent, with the page of the university about it', async () => {
    fakeServer({
      'GET /api/sign-in/refusals/7f3k20qa': {
        body: {
          code: 'sign-in-refused',
          at: '2026-11-22T10:42:00Z',
          idp,
          context: {},
          ask: {
            university: { entityId: idp, title: 'University of Lagoa' },
            serviceEntityId: 'https://virlab.example/saml/metadata',
            at: '2026-11-22T10:42:00Z',
            reference: '7f3k20qa',
            needed: [{ attr: 'eduCourseMember', names: ['urn:oid:1.3.6.1.4.1.5923.1.6.1.2'] }],
            notAccepted: [],
            beyondCategory: ['eduCourseMember'],
            contacts: [],
            errorUrl: 'https://ulagoa.example/help?code=IDENTIFICATION_FAILURE',
          },
        },
      },
      [`GET /api/sign-in/providers/${encodeURIComponent(idp)}`]: {
        body: { entityId: idp, title: 'University of Lagoa', contacts: [] },
      },
    });
    renderApp(address('sign-in-refused'));
    await screen.findByText(
      'Rules here ask for your courses, and University of Lagoa sent nothing about it.',
    );
    const help = await screen.findByRole('link', { name: 'Help of University of Lagoa' });
    expect(help.getAttribute('href')).toBe('https://ulagoa.example/help?code=IDENTIFICATION_FAILURE');
    expect(document.querySelector('pre')?.textContent).toContain(
      '- eduCourseMember: urn:oid:1.3.6.1.4.1.5923.1.6.1.2',
    );
  });

  it('should lead back to the same university when it is the person’s turn', async () => {
    fakeServer({
      'GET /api/sign-in/options': {
        body: {
          options: [
            {
              provider: 'saml',
              id: idp,
              title: 'University of Lagoa',
              url: '/saml/login?entityID=x',
              practice: false,
            },
          ],
          simulated: false,
        },
      },
    });
    renderApp(address('sign-in-expired'), 'pt');
    await screen.findByRole('heading', { name: /demorou demasiado/ });
    const again = await screen.findByRole('link', { name: 'Iniciar sessão de novo: University of Lagoa' });
    expect(again.getAttribute('href')).toBe('/saml/login?entityID=x');
  });

  it('should show the sentence of the rule that denies', async () => {
    fakeServer({
      'GET /api/sign-in/refusals/7f3k20qa': {
        body: {
          code: 'sign-in-denied',
          at: '2026-11-21T10:42:00Z',
          detail: 'Guests come next term.',
          context: {},
        },
      },
    });
    renderApp(address('sign-in-denied'));
    await screen.findByText('The rule says: Guests come next term.');
  });

  it('should take nothing but a known code from the address', async () => {
    fakeServer({});
    renderApp('/sign-in/refused?code=Call+0800+now&ref=%3Cb%3Ecall%3C%2Fb%3E');
    await screen.findByRole('heading', { name: /no rule gives you access here/ });
    expect(screen.getByRole('main').textContent).not.toContain('0800');
  });
});
