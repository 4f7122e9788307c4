import type { Why } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPerson } from '../../testing/a-person';
import { aSession } from '../../testing/a-session';
import { aWhy } from '../../testing/a-why';
import { fakeServer, problem } from '../../testing/fake-server';
import '../../testing/patience';
import { renderApp } from '../../testing/render-app';

const ASKED = '/policy/why?person=beatriz&target=pool%3Alinux';
const admin = aSession({ abilities: ['machines.own', 'policy.read', 'people.read'] });
const show = (why: Why | undefined, address = ASKED, language: 'en' | 'pt' = 'en') => {
  const server = fakeServer({
    'GET /api/session': { body: admin },
    'GET /api/people': {
      body: { people: [aPerson(), aPerson({ id: 'beatriz', displayName: 'Beatriz Nogueira' })] },
    },
    'GET /api/policy/targets': {
      body: {
        targets: [
          { kind: 'pool', ref: 'linux', title: 'Linux shell' },
          { kind: 'class', ref: 'cs101', title: 'CS101' },
        ],
      },
    },
    [`GET /api/policy/why?person=beatriz&target=pool%3Alinux&lang=${language}`]: why
      ? { body: why }
      : problem(404, 'person-not-found'),
  });
  return { server, ...renderApp(address, language) };
};
const nodeOf = (text: string | RegExp) => screen.getByText(text).closest('[data-verdict]');

describe('why and why not', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should answer a question in the address with one sentence and light the value that decided', async () => {
    show(aWhy());
    expect((await screen.findByTestId('answer')).textContent).toBe(
      'Beatriz Nogueira does not have Linux shell, because University of Lagoa released no course list.',
    );
    const lit = document.querySelectorAll('[data-lit="true"]');
    expect(lit).toHaveLength(1);
    expect(lit[0]?.textContent).toBe(
      'Course list matches Learner of CS101saw nothing: eduCourseMember was not releasedthis decided it',
    );
    expect(lit[0]?.querySelector('svg')?.dataset['verdict']).toBe('missing');
    expect(nodeOf('Affiliation')?.getAttribute('data-lit')).toBe('false');
    expect(nodeOf('Affiliation')?.textContent).toContain('saw student@x');
  });

  it('should tell dropped values apart from those that never came', async () => {
    const why = aWhy({ dropped: [{ attr: 'eduCourseMember', value: 'x', why: 'not-permitted' }] });
    show(why);
    await screen.findByTestId('answer');
    expect(document.querySelector('[data-lit="true"]')?.textContent).toContain('came, and was dropped');
    expect(screen.getByText('The filter does not take this value.')).toBeTruthy();
  });

  it('should show the other ways with their reason, and open one to its own tree', async () => {
    show(aWhy());
    await screen.findByTestId('answer');
    const others = within(screen.getByRole('region', { name: 'The other ways to Linux shell' }));
    const [teachers, openDay] = others.getAllByRole('listitem');
    expect(teachers?.textContent).toContain('Teaching staff: affiliation is faculty@x, saw student@x');
    expect(openDay?.textContent).toContain('Open day: switched off');
    fireEvent.click(others.getByRole('button', { name: 'Show how “Teaching staff” was decided' }));
    expect(others.getByRole('list', { name: 'How “Teaching staff” was decided' })).toBeTruthy();
  });

  it('should say what would have to be true, what was dropped, and whose turn it is', async () => {
    show(aWhy());
    await screen.findByText('Learner@urn:x:CS101');
    expect(screen.getByText('29 people have Linux shell.')).toBeTruthy();
    expect(screen.getByText('The scope alumni.x is not registered for University of Lagoa.')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Their turn' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Read the text first' }));
    expect(screen.getByText(/eduCourseMember: was not sent/)).toBeTruthy();
  });

  it('should light everything that a right rests on, and ask nobody to do anything', async () => {
    const tree = aWhy().ways[0]?.tree;
    const held = {
      ruleId: 'cs101',
      ruleName: 'CS101 students',
      outcome: 'matched' as const,
      tree: {
        ...tree!,
        result: 'true' as const,
        children: tree!.children!.map((child) => ({ ...child, result: 'true' as const, decided: true })),
      },
    };
    const params = {
      ruleId: 'cs101',
      ruleName: 'CS101 students',
      values: '',
      validUntil: '2026-12-18T00:00:00Z',
    };
    show(
      aWhy({
        has: true,
        answer: { key: 'has', params },
        ways: [held],
        turn: 'nobody',
        wouldHaveToBeTrue: [],
      }),
    );
    expect((await screen.findByTestId('answer')).textContent).toBe(
      'Beatriz Nogueira has Linux shell, because the rule “CS101 students” fits.',
    );
    expect(screen.getByText(/Until 18 December/)).toBeTruthy();
    expect(document.querySelectorAll('[data-lit="true"]')).toHaveLength(3);
    expect(screen.queryByText('this decided it')).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Their turn' })).toBeNull();
  });

  it('should put a question into the address once both halves are chosen', async () => {
    const { router, server } = show(aWhy(), '/policy/why?target=pool%3Alinux');
    fireEvent.click(await screen.findByRole('combobox', { name: 'Person' }));
    fireEvent.click(await screen.findByRole('option', { name: /Beatriz Nogueira/, hidden: true }));
    await screen.findByTestId('answer');
    expect(new URLSearchParams(router.state.location.search).get('person')).toBe('beatriz');
    expect(server.asked.filter((one) => one.includes('/why?'))).toHaveLength(1);
  });

  it('should ask for the text in the language of the page', async () => {
    const { server } = show(aWhy(), ASKED, 'pt');
    await screen.findByTestId('answer');
    expect(server.asked.some((one) => one.endsWith('lang=pt'))).toBe(true);
  });

  it('should tell somebody who is not known in the error page', async () => {
    show(undefined);
    await waitFor(() => expect(screen.getByTestId('reference')).toBeTruthy());
  });
});
