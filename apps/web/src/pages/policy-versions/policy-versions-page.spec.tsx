import type { DryRun, PolicyComparison, PolicyDraft, PolicyVersion } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft, anApproval } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const aVersion = (version: number, more: Partial<PolicyVersion> = {}): PolicyVersion => ({
  version,
  author: 'Rita Gomes',
  comment: `Comment of ${version}`,
  publishedAt: `2026-11-${version}T16:20:00Z`,
  rules: 5,
  cases: 23,
  isInForce: version === 14,
  wasRolledBack: false,
  ...more,
});
const versions = [
  aVersion(14),
  aVersion(13, { rolledBackTo: 10 }),
  aVersion(12, { wasRolledBack: true, approvedBy: 'Tomé Valente' }),
];
const value = (text: string) => ({ t: 'value', kind: 'number', text, path: 'x' });
const comparison: PolicyComparison = {
  from: '14',
  to: 'draft',
  rules: [
    {
      ruleId: 'a',
      name: 'CS101 students',
      change: 'changed',
      sentence: [
        { fate: 'same', part: { t: 'text', key: 'who' } },
        { fate: 'same', part: { t: 'attr', attr: 'studyYear', isVirtual: false } },
        { fate: 'same', part: { t: 'text', key: 'condition.numGte' } },
        { fate: 'gone', part: value('3') },
        { fate: 'new', part: value('2') },
      ],
      fields: [{ field: 'priority', before: '500', after: '700' }],
      people: 38,
    },
    { ruleId: 'b', name: 'Open day', change: 'moved', sentence: [], fields: [] },
  ],
  sameRules: 4,
  defaults: [],
  cases: [{ name: 'A student of year 2', change: 'added' }],
  sameCases: 23,
  yaml: [
    ...Array.from({ length: 10 }, (_, index) => ({ fate: 'same' as const, line: `line ${index}` })),
    { fate: 'gone' as const, line: 'value: 3' },
    { fate: 'new' as const, line: 'value: 2' },
  ],
};
const me = { userId: 'u1', displayName: 'Ana Ribeiro' };
const rita = { userId: 'u2', displayName: 'Rita Gomes' };
const dryRun = { id: 'd1', state: 'done', isCurrent: true } as const;

const show = (
  draft: PolicyDraft,
  answers: Record<string, Answer | ((body: unknown) => Answer)> = {},
  address = '/policy/versions',
  language: 'en' | 'pt' = 'en',
) => {
  const server = fakeServer({
    'GET /api/session': {
      body: aSession({ abilities: ['policy.read', 'policy.edit', 'policy.publish'] }),
    },
    'GET /api/policy/draft': { body: draft },
    'GET /api/policy/versions': { body: { versions } },
    'GET /api/policy/targets': { body: { targets: [] } },
    'GET /api/policy/compare?from=14&to=draft': { body: comparison },
    ...answers,
  });
  return { ...renderApp(address, language), server };
};
const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name });

const aBrake = {
  about: 'class',
  title: 'CS101',
  word: 'CS101',
  lose: 12,
  of: 30,
  percent: 40,
  limitPercent: 20,
};

describe('the versions of the policy', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should list the draft first, then what was published, with its comment and what became of it', async () => {
    show(aDraft({ state: 'waiting' }));
    const list = within(await screen.findByRole('list', { name: 'Draft and versions' }));
    const told = list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(told[0]).toContain('Draft of 15waits for approval1 change');
    expect(told[1]).toContain('Version 14published');
    expect(told[2]).toContain('Version 13roll-back');
    expect(told[3]).toContain('Version 12rolled back');
    expect(told[3]).toContain('Rita Gomes, approved by Tomé Valente');
    expect(list.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/policy/versions?from=14&to=draft',
      '/policy/versions?from=13&to=14',
      '/policy/versions?from=12&to=13',
      '/policy/versions?to=12',
    ]);
  });

  it('should show each changed rule as one sentence, whom it moves, and count what is the same', async () => {
    show(aDraft());
    const rule = await screen.findByRole('article', { name: 'CS101 students' });
    expect(rule.querySelector('del')?.textContent).toBe('removed: 3');
    expect(rule.querySelector('ins')?.textContent).toBe('added: 2');
    expect(rule.textContent).toContain('+38 people');
    expect(rule.textContent).toContain('Priority');
    expect(screen.getByText('Only moved; order is for reading only.')).toBeTruthy();
    expect(screen.getByText('4 rules and 23 test cases are the same.')).toBeTruthy();
  });

  it('should compare any two, in the address, and show the lines as a second view', async () => {
    const { router } = show(aDraft(), {
      'GET /api/policy/compare?from=12&to=draft': { body: { ...comparison, from: '12' } },
    });
    fireEvent.change(await screen.findByRole('combobox', { name: 'The older one' }), {
      target: { value: '12' },
    });
    await waitFor(() => expect(router.state.location.search).toBe('?from=12&to=draft'));
    fireEvent.click(screen.getByRole('radio', { name: 'YAML' }));
    expect(await screen.findByText('7 lines are the same')).toBeTruthy();
    expect(screen.getByText(/value: 2/)).toBeTruthy();
    expect(router.state.location.search).toContain('view=yaml');
  });

  it('should keep an author from publishing under two persons, and say why', async () => {
    show(
      aDraft({
        authors: [me, rita],
        state: 'waiting',
        dryRun,
        approval: anApproval({
          needed: true,
          askedBy: me,
          askedAt: '2026-11-21T10:34:00Z',
          whyNot: 'own-work',
        }),
      }),
    );
    expect((await button('Publish draft')).disabled).toBe(true);
    expect(screen.getByText(/You and Rita Gomes wrote this draft/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy();
  });

  it('should ask for approval with a comment, on the revision that is seen', async () => {
    const sent = vi.fn();
    show(aDraft({ dryRun, approval: anApproval({ needed: true, whyNot: 'approval-needed' }) }), {
      'GET /api/policy/dry-runs/d1': { body: { brakes: [] } },
      'POST /api/policy/draft/ask': (body) => {
        sent(body);
        return { body: aDraft() };
      },
    });
    fireEvent.click(await button('Ask for approval'));
    fireEvent.change(await screen.findByLabelText(/^Why/), { target: { value: 'for the new term' } });
    fireEvent.click(screen.getByTestId('confirm'));
    await waitFor(() => expect(sent).toHaveBeenCalledWith({ revision: 7, comment: 'for the new term' }));
  });

  it('should let the second person approve', async () => {
    const { server } = show(
      aDraft({
        authors: [rita],
        state: 'waiting',
        approval: anApproval({
          needed: true,
          askedBy: rita,
          askedAt: '2026-11-21T10:34:00Z',
          mayApprove: true,
        }),
      }),
      { 'POST /api/policy/draft/approve': { body: aDraft() } },
    );
    fireEvent.click(await button('Approve'));
    fireEvent.click(await screen.findByTestId('confirm'));
    await waitFor(() => expect(server.asked).toContain('POST /api/policy/draft/approve'));
  });

  it('should want the word of the brake before it publishes', async () => {
    const sent = vi.fn();
    show(aDraft({ dryRun, approval: anApproval({ whyNot: 'brake' }) }), {
      'GET /api/policy/dry-runs/d1': { body: { brakes: [aBrake] } as unknown as DryRun },
      'POST /api/policy/draft/publish': (body) => {
        sent(body);
        return { body: { version: 15, result: 'published', cases: [] } };
      },
    });
    fireEvent.click(await button('Publish draft'));
    await screen.findByText('CS101: 12 of 30 would lose access (40 %, the limit is 20 %).');
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('Type CS101, letter by letter.');
    expect(sent).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText('Type CS101 if that is meant'), { target: { value: 'CS101' } });
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('Version 15 is published. Everybody is being decided about anew.');
    expect(sent).toHaveBeenCalledWith({ revision: 7, confirmation: 'CS101' });
  });

  it('should roll back with a comment, after a look at the dry run, and with the words of its brakes', async () => {
    const sent = vi.fn();
    show(
      aDraft({ exists: false, changes: 0 }),
      {
        'GET /api/policy/compare?from=12&to=13': { body: comparison },
        'POST /api/policy/versions/13/roll-back': (body) => {
          sent(body);
          const tries = sent.mock.calls.length;
          if (tries === 1) return problem(409, 'dry-run-needed');
          if (tries === 2)
            return problem(409, 'publication-braked', { context: { words: 'CS101 30', dryRun: 'd7' } });
          return { body: { version: 15, result: 'published', cases: [] } };
        },
        'GET /api/policy/dry-runs/d7': { body: { brakes: [aBrake] } as unknown as DryRun },
      },
      '/policy/versions?from=12&to=13',
    );
    fireEvent.click(await button('Roll back to 13'));
    const link = await screen.findByRole('link', { name: 'dry-run version 13' });
    expect(link.getAttribute('href')).toBe('/policy/dry-run?of=13');
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('Say why, so that others know.');
    fireEvent.change(screen.getByLabelText(/^Why/), { target: { value: 'it was wrong' } });
    fireEvent.click(screen.getByTestId('confirm'));
    expect((await screen.findByRole('alert')).textContent).toContain('has not been looked at');
    fireEvent.click(screen.getByTestId('confirm'));
    // The words come with the refusal, since nobody looked at that dry run here.
    await screen.findByText('CS101: 12 of 30 would lose access (40 %, the limit is 20 %).');
    const word = screen.getByLabelText('Type CS101 30 if that is meant');
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText('Type CS101 30, letter by letter.');
    fireEvent.change(word, { target: { value: 'CS101 30' } });
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByText(/^Version 15 is published/);
    expect(sent).toHaveBeenCalledTimes(3);
    expect(sent).toHaveBeenLastCalledWith({
      comment: 'it was wrong',
      inForce: 14,
      confirmation: 'CS101 30',
    });
  });

  it('should load a version further back into the draft where two persons are wanted', async () => {
    const sent = vi.fn();
    show(
      aDraft({ approval: anApproval({ needed: true }) }),
      {
        'GET /api/policy/compare?from=12&to=14': { body: comparison },
        'GET /api/policy/versions/12': { body: { version: 12, yaml: 'version: 1\nid: old\n' } },
        'PUT /api/policy/draft/source': (body) => {
          sent(body);
          return sent.mock.calls.length === 1 ? problem(409, 'draft-changed') : { body: aDraft() };
        },
      },
      '/policy/versions?from=12&to=14',
    );
    fireEvent.click(await button('Load 12 into the draft'));
    expect(screen.queryByRole('button', { name: 'Roll back to 12' })).toBeNull();
    await screen.findByText(/has changes that are not published/);
    expect(sent).not.toHaveBeenCalled();
    expect(screen.queryByLabelText(/^Why/)).toBeNull();
    fireEvent.click(screen.getByTestId('confirm'));
    await screen.findByRole('alert');
    fireEvent.click(screen.getByTestId('confirm'));
    await waitFor(() => expect(screen.queryByTestId('confirm')).toBeNull());
    expect(sent).toHaveBeenLastCalledWith({ revision: 7, source: 'version: 1\nid: old\n' });
  });

  it('should take back the last publication without the draft, though two persons are wanted', async () => {
    show(
      aDraft({ approval: anApproval({ needed: true }) }),
      { 'GET /api/policy/compare?from=13&to=14': { body: comparison } },
      '/policy/versions?from=13&to=14',
    );
    await button('Roll back to 13');
    expect(screen.queryByRole('button', { name: /into the draft/ })).toBeNull();
  });

  it('should say in Portuguese why it is not published yet, and where to go', async () => {
    show(aDraft(), {}, '/policy/versions', 'pt');
    await screen.findByText('Falta um ensaio, para se saber o que isto faz às pessoas.', {
      exact: false,
    });
    expect(screen.getByRole('link', { name: 'Ir ao ensaio' }).getAttribute('href')).toBe('/policy/dry-run');
    expect((await button('Publicar o rascunho')).disabled).toBe(true);
  });

  it('should say that nothing was published yet', async () => {
    show(aDraft({ exists: false, changes: 0, publishedVersion: 0 }), {
      'GET /api/policy/versions': { body: { versions: [] } },
    });
    await screen.findByText(/^Nothing was published yet\./);
  });
});
