import type { DryRun, PolicyDraft } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft, anApproval } from '../../testing/a-draft';
import { aBrake, aDryRun, aDryRunPeople, aDryRunRow, aDryRunTraces } from '../../testing/a-dry-run';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const RUNS = '/api/policy/dry-runs';
const RUN = `${RUNS}/run1`;
const admin = aSession({
  abilities: ['machines.own', 'policy.read', 'policy.edit', 'policy.publish', 'people.read'],
});
const tried = (more: Partial<PolicyDraft> = {}) =>
  aDraft({
    dryRun: { id: 'run1', state: 'done', isCurrent: true },
    approval: anApproval({ mayPublish: true, whyNot: undefined }),
    ...more,
  });

function show(
  run: DryRun | undefined,
  { draft = tried(), address = '/policy/dry-run', language = 'en' as 'en' | 'pt', session = admin } = {},
) {
  const server = fakeServer({
    'GET /api/session': { body: session },
    'GET /api/policy/draft': { body: draft },
    [`GET ${RUN}`]: run ? { body: run } : problem(404, 'dry-run-not-found'),
    [`GET ${RUN}/people`]: { body: aDryRunPeople() },
    [`GET ${RUN}/people?what=lose`]: { body: aDryRunPeople() },
    [`GET ${RUN}/people?from=pool%3Aphys&to=none`]: { body: aDryRunPeople() },
    [`GET ${RUN}/people/p1?target=pool%3Aphys`]: { body: aDryRunTraces() },
    [`POST ${RUNS}`]: { body: aDryRun({ id: 'run1' }) },
    [`DELETE ${RUN}`]: { body: aDryRun({ state: 'cancelled' }) },
  });
  return { server, ...renderApp(address, language) };
}
const figure = (words: string) => screen.getByText(words).previousSibling?.textContent;

describe('the dry run', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say what was tried against what, for how many, how long, and that nothing has changed', async () => {
    const { server } = show(aDryRun());
    await screen.findByText('1,284 people');
    const lead = screen.getByText('1,284 people').parentElement?.textContent;
    expect(lead).toMatch(/^Draft of .* against version 14, for 1,284 people with the attributes of their/);
    expect(lead).toContain('Done in 2 s. Nothing has changed yet.');
    expect(figure('people gain something')).toBe('38');
    expect(figure('people stay as they are')).toBe('1,206');
    expect(server.asked).not.toContain(`POST ${RUNS}`);
  });

  it('should draw the flow with counts and signs, and let a band choose its people by keyboard', async () => {
    const { router } = show(aDryRun());
    const lost = await screen.findByRole('button', { name: '9 people: PHYS218 Data desktop → No machines' });
    expect(screen.getByText('252 people').textContent).toBe('252 people, +38');
    expect(screen.getByText('109 people').textContent).toBe('109 people, −9');
    expect(screen.getAllByText('238 people')[1]?.textContent).toBe('238 people, 31 changed');
    fireEvent.keyDown(lost, { key: 'Enter' });
    const asked = new URLSearchParams(router.state.location.search);
    expect([asked.get('from'), asked.get('to')]).toEqual(['pool:phys', 'none']);
    await screen.findByRole('button', { name: /^Only PHYS218 Data desktop → No machines/ });
    expect(lost.getAttribute('aria-pressed')).toBe('true');
    fireEvent.keyDown(lost, { key: ' ' });
    expect(router.state.location.search).toBe('');
  });

  it('should ask for the people of a band that is only looked at, and keep the address', async () => {
    const { server, router } = show(aDryRun());
    const lost = await screen.findByRole('button', { name: /^9 people: PHYS218/ });
    fireEvent.focus(lost);
    await waitFor(() => expect(server.asked).toContain(`GET ${RUN}/people?from=pool%3Aphys&to=none`));
    expect(router.state.location.search).toBe('');
  });

  it('should say what it touches now', async () => {
    show(aDryRun());
    const side = within(await screen.findByRole('complementary', { name: 'Touches now' }));
    expect(side.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      '3 running machines enter grace: 7 days, then off',
      'One open console closes at once, with a sentence',
      '38 people see a new machine without signing in again',
    ]);
  });

  it('should fill the step that mends the cause, and keep publishing shut until the word is typed', async () => {
    const braked = tried({ approval: anApproval({ whyNot: 'brake' }) });
    const { server } = show(aDryRun({ brakes: [aBrake] }), { draft: braked });
    const mend = await screen.findByRole('link', { name: 'Add “or it was not released”' });
    expect(mend.getAttribute('href')).toBe('/policy/rules/phys218-students?at=when.all%5B2%5D&add=absent');
    expect(
      screen.getByText(/9 of 118 people \(7.6 %\) would lose access. Your limit is 5 % of a class/),
    ).toBeTruthy();
    expect(screen.getByText(/Serra Polytechnic released no year of study/)).toBeTruthy();
    const publish = screen.getByRole('button', { name: 'Publish' });
    expect(publish.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('Type the word of the brake first, or mend the cause.')).toBeTruthy();
    fireEvent.click(publish);
    expect(screen.queryByRole('dialog')).toBeNull();

    const field = screen.getByRole('textbox', { name: 'To go on all the same, type PHYS218' });
    fireEvent.change(field, { target: { value: 'phys218' } });
    expect(publish.getAttribute('aria-disabled')).toBe('true');
    fireEvent.change(field, { target: { value: 'PHYS218' } });
    expect(publish.getAttribute('aria-disabled')).toBe('false');
    const sent = vi.fn();
    server.answers['POST /api/policy/draft/publish'] = (body) => {
      sent(body);
      return { body: { version: 15, result: 'published', cases: [] } };
    };
    fireEvent.click(publish);
    fireEvent.click(await screen.findByTestId('confirm'));
    await waitFor(() => expect(sent).toHaveBeenCalledWith({ revision: 7, confirmation: 'PHYS218' }));
  });

  it('should offer a step once that mends two brakes', async () => {
    const everybody = { ...aBrake, about: 'everybody' as const, ref: undefined, word: '9' };
    const elsewhere = { ...aBrake, ref: 'other', title: 'CS101', word: 'CS101', cause: undefined };
    show(aDryRun({ brakes: [aBrake, everybody, elsewhere] }));
    expect(await screen.findAllByRole('region', { name: /^Brake/ })).toHaveLength(3);
    expect(screen.getAllByRole('link', { name: 'Add “or it was not released”' })).toHaveLength(1);
    expect(screen.getAllByText('The step above mends this as well.')).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Back to the rules' })).toBeTruthy();
  });

  it('should ask for approval where a second person is needed', async () => {
    show(aDryRun(), {
      draft: tried({ approval: anApproval({ needed: true, whyNot: 'approval-needed' }) }),
    });
    const ask = await screen.findByRole('button', { name: 'Ask for approval' });
    expect(ask.getAttribute('aria-disabled')).toBe('false');
  });

  it('should open a row to both traces, and show pseudonyms as such', async () => {
    const { server } = show(aDryRun());
    const hidden = { ref: 'p2', displayName: 'person 8c1f·04e2', hidden: true };
    server.answers[`GET ${RUN}/people`] = {
      body: aDryRunPeople([aDryRunRow(), aDryRunRow({ person: hidden, now: { hasConsole: false } })]),
    };
    fireEvent.click(await screen.findByRole('button', { name: 'Rui Paiva' }));
    const row = screen.getByRole('button', { name: 'Rui Paiva' }).closest('tr');
    expect(row?.textContent).toContain('2 × Data desktop → none');
    expect(row?.textContent).toContain('Year of studynot released');
    expect(row?.textContent).toContain('Runningconsole open');
    const before = within(await screen.findByRole('region', { name: 'Now' }));
    expect(before.getByText('has it')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'If published' })).getByText('has it not')).toBeTruthy();
    expect(screen.getByText('person 8c1f·04e2').tagName).toBe('CODE');
    expect(screen.getByText('never started')).toBeTruthy();
  });

  it('should filter the table in the address, and give the same as CSV', async () => {
    const { router, server } = show(aDryRun());
    fireEvent.click(await screen.findByRole('radio', { name: 'Lose 9' }));
    expect(router.state.location.search).toBe('?what=lose');
    await waitFor(() => expect(server.asked).toContain(`GET ${RUN}/people?what=lose`));
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
      `${RUN}/people.csv?what=lose`,
    );
  });

  it('should count people while it runs, and stop when asked to', async () => {
    const { server } = show(aDryRun({ state: 'running', done: 18_400, total: 50_000 }));
    expect(await screen.findByText('18,400 of 50,000 people')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
    expect(screen.getByTestId('announcer').textContent).toContain('25 % done');
    fireEvent.click(screen.getByRole('button', { name: 'Stop it' }));
    await waitFor(() => expect(server.asked).toContain(`DELETE ${RUN}`));
  });

  it('should begin by itself for a draft that was not tried as it stands', async () => {
    const { server, router } = show(aDryRun(), { draft: aDraft() });
    await screen.findByText('1,284 people');
    expect(server.asked.filter((one) => one === `POST ${RUNS}`)).toHaveLength(1);
    expect(router.state.location.search).toBe('?run=run1');
  });

  it('should begin nothing for who may only read, and say that the run is of another draft', async () => {
    const reader = aSession({ abilities: ['machines.own', 'policy.read'] });
    const stale = tried({ dryRun: { id: 'run1', state: 'done', isCurrent: false } });
    const { server } = show(aDryRun({ isCurrent: false }), { draft: stale, session: reader });
    await screen.findByText(/changed since this dry run/);
    expect(server.asked).not.toContain(`POST ${RUNS}`);
    expect(screen.queryByRole('button', { name: 'Run again' })).toBeNull();
  });

  it('should say that nobody moves, that it was stopped, and that it broke off', async () => {
    const figures = { gain: 0, lose: 0, change: 0, same: 1284 };
    show(aDryRun({ figures }));
    expect(await screen.findByText('Nobody’s rights move.')).toBeTruthy();
    cleanup();
    show(aDryRun({ state: 'cancelled' }));
    expect(await screen.findByText(/was stopped before it was done/)).toBeTruthy();
    cleanup();
    show(aDryRun({ state: 'failed', code: 'internal' }));
    expect(await screen.findByText(/Nothing was changed by it/)).toBeTruthy();
  });

  it('should say why none could be begun, and that there is no draft', async () => {
    const { server } = show(undefined, { draft: aDraft({ exists: false, changes: 0 }) });
    expect(await screen.findByText(/There is no draft/)).toBeTruthy();
    cleanup();
    server.answers[`POST ${RUNS}`] = problem(422, 'draft-faulty');
    server.answers['GET /api/policy/draft'] = { body: aDraft() };
    renderApp('/policy/dry-run');
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('should try an old version that somebody thinks of going back to', async () => {
    const { server } = show(aDryRun({ of: 12 }), { address: '/policy/dry-run?of=12' });
    server.answers[`POST ${RUNS}`] = { body: aDryRun({ of: 12 }) };
    expect(await screen.findByRole('heading', { name: 'Dry run of version 12' })).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Back to the versions' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('should speak Portuguese', async () => {
    show(aDryRun({ brakes: [aBrake] }), { language: 'pt' });
    expect(await screen.findByText('Quem vai para onde')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Juntar «ou não foi enviado»' })).toBeTruthy();
  });
});
