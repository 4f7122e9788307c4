import type { Why } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPerson } from '../../testing/a-person';
import { aSession } from '../../testing/a-session';
import { aWhy } from '../../testing/a-why';
import { fakeServer, problem } from '../../testing/fake-server';
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
    'GET /api/policy/versions': { body: { versions: [aVersion(14, true), aVersion(13, false)] } },
    [`GET /api/policy/why?person=beatriz&target=pool%3Alinux&lang=${language}`]: why
      ? { body: why }
      : problem(404, 'person-not-found'),
  });
  return { server, ...renderApp(address, language) };
};
const aVersion = (version: number, isInForce: boolean) => ({
  version,
  author: 'Ana',
  publishedAt: '2026-11-12T10:04:00Z',
  rules: 2,
  cases: 0,
  isInForce,
  wasRolledBack: false,
});
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

  it('should offer other versions and kept decisions, and say that what is asked is not in force', async () => {
    const moments = [{ decision: 'd1', at: '2026-11-20T09:12:00Z', policyVersion: 13 }];
    const { server, router } = show(
      aWhy({ moments, asOf: { kind: 'now', at: '2026-11-22T09:00:00Z', madeAnew: false } }),
    );
    const asOf = { kind: 'version' as const, at: '2026-11-22T09:00:00Z', madeAnew: false };
    server.answers['GET /api/policy/why?person=beatriz&target=pool%3Alinux&lang=en&version=13'] = {
      body: aWhy({ policyVersion: 13, asOf, moments }),
    };
    const then = { kind: 'moment' as const, at: '2026-11-20T09:12:00Z', decision: 'd1', madeAnew: false };
    server.answers['GET /api/policy/why?person=beatriz&target=pool%3Alinux&lang=en&decision=d1'] = {
      body: aWhy({ policyVersion: 13, asOf: then, moments }),
    };
    const chooser = await screen.findByRole('combobox', { name: 'As of' });
    expect((chooser as HTMLInputElement).value).toBe('now, version 14');
    fireEvent.click(chooser);
    fireEvent.click(await screen.findByRole('option', { name: 'version 13', hidden: true }));
    expect(await screen.findByText(/Under version 13, with what is known now/)).toBeTruthy();
    expect(new URLSearchParams(router.state.location.search).get('version')).toBe('13');
    fireEvent.click(screen.getByRole('combobox', { name: 'As of' }));
    fireEvent.click(await screen.findByRole('option', { name: /^20 Nov 2026.*version 13$/, hidden: true }));
    expect(await screen.findByText(/As it was decided by 20 Nov 2026, .*, under version 13/)).toBeTruthy();
  });

  it('should fill the question from an event of the trail, and say when a trace was made anew', async () => {
    const asOf = { kind: 'moment' as const, at: '2026-11-20T09:12:00Z', audit: 48_212, madeAnew: true };
    const { server } = show(undefined, '/policy/why?audit=48212');
    server.answers['GET /api/policy/why?audit=48212&lang=en'] = { body: aWhy({ policyVersion: 13, asOf }) };
    await screen.findByTestId('answer');
    // The answer may come before the lists that give names to what was asked.
    const named = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name }).value;
    await waitFor(() =>
      expect([named('Person'), named('Right')]).toEqual(['Beatriz Nogueira', 'Linux shell']),
    );
    expect(screen.getByText(/the moment of event 48,212 of the audit trail/)).toBeTruthy();
    expect(screen.getByText(/it was made anew from the same values under the same version/)).toBeTruthy();
  });

  it('should say what is still known of a moment that is not kept', async () => {
    const { server, router } = show(aWhy(), `${ASKED}&decision=gone`);
    server.answers['GET /api/policy/why?person=beatriz&target=pool%3Alinux&lang=en&decision=gone'] = problem(
      404,
      'decision-not-kept',
      { detail: 'policy version 13 decided' },
    );
    expect(await screen.findByText(/: policy version 13 decided\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Ask as of now' }));
    await screen.findByTestId('answer');
    expect(router.state.location.search).not.toContain('decision');
  });

  it('should name grants by hand and denials among the ways, and lead to a test case', async () => {
    const byHand = {
      ruleId: 'grant:g1',
      ruleName: 'Thesis on paper',
      outcome: 'matched' as const,
      byHand: {
        id: 'g1',
        reason: 'Thesis on paper',
        validUntil: '2026-12-18T00:00:00Z',
        outcome: 'denied' as const,
      },
    };
    const denied = { ruleId: 'exam', ruleName: 'Exam week', reason: 'Not now', target: 'pool:linux' };
    const why = aWhy({ denials: [denied] });
    show({ ...why, ways: [...why.ways, byHand] });
    await screen.findByTestId('answer');
    const others = within(screen.getByRole('region', { name: 'The other ways to Linux shell' }));
    expect(others.getByText('Thesis on paper').parentElement?.textContent).toContain(
      'grants by hand, a rule denies it, until 18 December 2026',
    );
    expect(others.getByRole('link', { name: 'Exam week' }).closest('li')?.textContent).toContain('“Not now”');
    expect(screen.queryByText(/none for Beatriz/)).toBeNull();
  });

  it('should say that a right was given by hand', async () => {
    const params = { ruleId: 'grant:g1', ruleName: 'Thesis on paper', values: '' };
    show(aWhy({ has: true, answer: { key: 'has', params }, turn: 'nobody', wouldHaveToBeTrue: [] }));
    expect((await screen.findByTestId('answer')).textContent).toBe(
      'Beatriz Nogueira has Linux shell, because it was given by hand: “Thesis on paper”.',
    );
    expect(screen.getByText(/none concern Beatriz/)).toBeTruthy();
  });

  it('should say who has a right when nobody in particular is asked about', async () => {
    const { server } = show(undefined, '/policy/why?target=pool%3Alinux');
    server.answers['GET /api/policy/why/holders?target=pool%3Alinux'] = {
      body: {
        target: { kind: 'pool', ref: 'linux', title: 'Linux shell' },
        policyVersion: 14,
        people: 29,
        rules: [
          { ruleId: 'cs101', ruleName: 'CS101 students', byHand: false, enabled: true, people: 28 },
          { ruleId: 'grant:g1', ruleName: 'Thesis', byHand: true, enabled: true, people: 1 },
        ],
        denies: [{ ruleId: 'exam', ruleName: 'Exam week', reason: 'Not now' }],
        holders: [{ id: 'beatriz', displayName: 'Beatriz Nogueira', ruleId: 'cs101' }],
      },
    };
    expect((await screen.findByTestId('answer')).textContent).toBe('29 people have Linux shell.');
    const rules = within(screen.getByRole('region', { name: 'By which rules' }));
    expect(rules.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      'CS101 students28 people',
      'Thesis, by handone person',
      'Denials: Exam week, “Not now”',
    ]);
    expect(screen.getByRole('link', { name: 'Why Beatriz Nogueira has it' }).getAttribute('href')).toBe(
      '/policy/why?person=beatriz&target=pool%3Alinux',
    );
  });
});
