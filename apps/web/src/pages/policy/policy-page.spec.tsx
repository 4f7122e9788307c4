import type { PolicyDraft } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft, aDraftRule, aPolicyCase, anApproval } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const EDITOR = ['policy.read', 'policy.edit'] as const;
const show = (
  draft: PolicyDraft,
  { address = '/policy', abilities = EDITOR as readonly ('policy.read' | 'policy.edit')[] } = {},
  answers: Record<string, Answer | ((body: unknown) => Answer)> = {},
  language: 'en' | 'pt' = 'en',
) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: [...abilities] }) },
    'GET /api/policy/draft': { body: draft },
    'PUT /api/policy/draft/presence': { body: {} },
    'GET /api/policy/targets': {
      body: { targets: [{ kind: 'pool', ref: 'linux', title: 'Linux shell' }] },
    },
    ...answers,
  });
  return { ...renderApp(address, language), server };
};
const rules = () => screen.getAllByRole('article').map((rule) => rule.dataset['rule']);
const rowOf = (name: string) => screen.findByRole('article', { name });
const choose = async (name: string, item: string) => {
  fireEvent.click(within(await rowOf(name)).getByRole('button', { name: `More for ${name}` }));
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
};

describe('the rules of the draft', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say what is published, what the draft changes, and who else is in it', async () => {
    const rita = { userId: 'u2', displayName: 'Rita Gomes', since: '2026-11-21T10:31:00Z' };
    show(
      aDraft({
        changes: 2,
        present: [rita, { userId: 'u1', displayName: 'Ana Ribeiro', since: '2026-11-21T10:31:00Z' }],
      }),
    );
    const lead = await screen.findByText(/^Published: version 14/);
    // The year is named once it is another one.
    expect(lead.textContent).toMatch(
      /^Published: version 14, since 12 November( 2026)?\. Your draft has 2 changes\. Rita Gomes is in this draft too\.$/,
    );
    const tabs = within(screen.getByRole('navigation', { name: 'Policy' }));
    expect(tabs.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      'Rules2',
      'Dry run',
      'Test cases1',
      'Versions',
      'Grants by hand',
      'Import and export',
    ]);
    expect(screen.getByRole('link', { name: 'Dry-run the draft' }).getAttribute('href')).toBe(
      '/policy/dry-run',
    );
  });

  it('should say each rule as a sentence, with whom it fits, the change, and whether it is on', async () => {
    show(aDraft());
    const rule = within(await rowOf('Rule a'));
    await rule.findByText('Linux shell');
    expect(rule.getByRole('link').textContent).toBe(
      'People for whom year of study is at least 2, from any trusted university, get 1 machine of Linux shell.',
    );
    expect(rule.getByRole('link').getAttribute('href')).toBe('/policy/rules/a');
    expect(rule.getByText('290')).toBeTruthy();
    expect(rule.getByText('+38')).toBeTruthy();
    expect(rule.getByText('changed in draft')).toBeTruthy();
    const other = within(await rowOf('Rule b'));
    expect(other.getByRole<HTMLInputElement>('switch', { name: 'Rule b: on or off' }).checked).toBe(false);
    expect((await rowOf('Rule b')).dataset['change']).toBe('same');
  });

  it('should make the menu of a rule when asked, keep the focus, and give it back', async () => {
    show(aDraft());
    const first = within(await rowOf('Rule a')).getByRole('button', { name: 'More for Rule a' });
    expect(first.getAttribute('aria-haspopup')).toBe('menu');
    expect(first.getAttribute('aria-expanded')).toBe('false');
    first.focus();
    fireEvent.click(first);
    const item = await screen.findByRole('menuitem', { name: 'Edit' });
    const more = within(await rowOf('Rule a')).getByRole('button', { name: 'More for Rule a' });
    expect(more.getAttribute('aria-expanded')).toBe('true');
    expect(document.body).not.toBe(document.activeElement);
    fireEvent.keyDown(item, { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(more));
    expect(more.getAttribute('aria-expanded')).toBe('false');
  });

  it('should show findings at their rule and beside, with a step into the editor', async () => {
    show(
      aDraft({
        check: {
          passes: false,
          cases: [
            { name: 'one', passed: true, differences: [] },
            { name: 'two', passed: false, differences: [] },
          ],
          findings: [
            {
              code: 'negated-missing',
              severity: 'warning',
              path: 'rules[1].when.not',
              ruleId: 'b',
              message: 'engine words',
              people: 8,
            },
            {
              code: 'some-new-code',
              severity: 'error',
              path: 'defaults',
              message: 'said by the engine',
              help: 'The next step.',
              didYouMean: 'linux',
            },
          ],
        },
      }),
    );
    expect((await rowOf('Rule b')).textContent).toContain('asks for “not” of an attribute');
    const check = within(screen.getByRole('list', { name: 'Check' }));
    expect(check.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '1 test case fails. Look at what differs',
      'Rule b asks for “not” of an attribute that may not be released. Then it counts as no. It is about 8 known people. Say what you mean',
      'The whole document said by the engine Is linux meant? The next step. ',
    ]);
    expect(check.getByRole('link', { name: 'Say what you mean' }).getAttribute('href')).toBe(
      '/policy/rules/b?at=rules%5B1%5D.when.not',
    );
    expect(screen.getByText('1 fault')).toBeTruthy();
  });

  it('should switch a rule on, writing nothing else of it', async () => {
    const sent = vi.fn();
    show(
      aDraft(),
      {},
      {
        'PUT /api/policy/draft/rules/b': (body) => {
          sent(body);
          return { body: aDraft({ revision: 8 }) };
        },
      },
    );
    fireEvent.click(within(await rowOf('Rule b')).getByRole('switch'));
    await waitFor(() => expect(sent).toHaveBeenCalled());
    expect(sent.mock.calls[0]?.[0]).toEqual({
      base: 'hash-of-b',
      yaml: 'id: b\nname: Rule b\nenabled: true\npriority: 500\n',
    });
  });

  it('should delete a rule and bring it back to its place', async () => {
    const sent = vi.fn();
    const draft = aDraft();
    const without = { ...draft, revision: 8, rules: draft.rules.slice(0, 1) };
    const { server } = show(
      draft,
      {},
      {
        'DELETE /api/policy/draft/rules/b?base=hash-of-b': () => {
          server.answers['GET /api/policy/draft'] = { body: without };
          return { body: without };
        },
        'PUT /api/policy/draft/rules/b': (body) => {
          sent(body);
          server.answers['GET /api/policy/draft'] = { body: draft };
          return { body: draft };
        },
      },
    );
    await choose('Rule b', 'Delete');
    await screen.findByText('Rule b is deleted from the draft.');
    await waitFor(() => expect(rules()).toEqual(['a']));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(rules()).toEqual(['a', 'b']));
    expect(sent).toHaveBeenCalledWith({ yaml: draft.rules[1]?.yaml, base: null, after: 'a' });
  });

  it('should duplicate a rule under an id of its own, right below', async () => {
    const sent = vi.fn();
    show(
      aDraft(),
      {},
      {
        'PUT /api/policy/draft/rules/a-copy': (body) => {
          sent(body);
          return { body: aDraft() };
        },
      },
    );
    await choose('Rule a', 'Duplicate');
    await screen.findByText('Rule a is duplicated, right below it.');
    expect(sent).toHaveBeenCalledWith({
      yaml: 'id: a-copy\nname: Copy of Rule a\nenabled: true\npriority: 500\n',
      base: null,
      after: 'a',
    });
  });

  it('should move a rule with Alt and an arrow, show it at once and send it once', async () => {
    const sent = vi.fn();
    const draft = aDraft({ rules: ['a', 'b', 'c'].map((id) => aDraftRule(id, 'linux')) });
    show(
      draft,
      {},
      {
        'PUT /api/policy/draft/order': (body) => {
          sent(body);
          return { body: { ...draft, rules: ['b', 'c', 'a'].map((id) => aDraftRule(id, 'linux')) } };
        },
      },
    );
    const handle = within(await rowOf('Rule a')).getByRole('button', { name: /^Move Rule a/ });
    handle.focus();
    fireEvent.keyDown(handle, { key: 'ArrowDown', altKey: true });
    expect(rules()).toEqual(['b', 'a', 'c']);
    fireEvent.keyDown(document.activeElement ?? handle, { key: 'ArrowDown', altKey: true });
    expect(rules()).toEqual(['b', 'c', 'a']);
    expect(screen.getByTestId('announcer').textContent).toBe('Rule a is now at 3 of 3.');
    expect((document.activeElement as HTMLElement).dataset['handle']).toBe('a');
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
    expect(sent).toHaveBeenCalledWith({ revision: 7, ids: ['b', 'c', 'a'] });
  });

  it('should say why a change was refused and show the draft as it is', async () => {
    show(aDraft(), {}, { 'PUT /api/policy/draft/rules/b': problem(409, 'draft-rule-changed') });
    fireEvent.click(within(await rowOf('Rule b')).getByRole('switch'));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Somebody else changed this rule in the meantime',
    );
  });

  it('should find rules by names, notes and titles of what they give, in the address', async () => {
    const { router } = show(aDraft(), { address: '/policy?q=spring' });
    await rowOf('Rule b');
    expect(rules()).toEqual(['b']);
    expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'linux shell' } });
    await waitFor(() => expect(rules()).toEqual(['a']));
    expect(router.state.location.search).toBe('?q=linux+shell');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Show all rules' }));
    await waitFor(() => expect(rules()).toEqual(['a', 'b']));
  });

  it('should be read only for who may not edit', async () => {
    const { server } = show(aDraft(), { abilities: ['policy.read'] });
    await rowOf('Rule a');
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('link', { name: 'New rule' })).toBeNull();
    expect(screen.getByText(/You can read the draft, not change it\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'More for Rule a' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual(['Show as YAML', 'Who gets this, and why']);
    expect(server.asked).not.toContain('PUT /api/policy/draft/presence');
  });

  it('should discard the draft after asking, and bring it back with its test cases', async () => {
    const kept = aDraft({ cases: [aPolicyCase('mine', { change: 'added' })] });
    const left = aDraft({ exists: false, changes: 0, revision: 8, cases: [aPolicyCase('old')] });
    const sent = vi.fn();
    const { server } = show(
      kept,
      {},
      {
        'DELETE /api/policy/draft?revision=7': () => {
          server.answers['GET /api/policy/draft'] = { body: left };
          return { body: left };
        },
        'PUT /api/policy/draft/source': (body) => {
          sent(body);
          return { body: kept };
        },
      },
    );
    await rowOf('Rule a');
    fireEvent.click(screen.getByRole('button', { name: 'More for the draft' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Discard the draft' }));
    fireEvent.click(await screen.findByTestId('confirm'));
    await screen.findByText('The draft is discarded.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    const [mine] = kept.cases;
    await waitFor(() =>
      expect(sent).toHaveBeenCalledWith({
        revision: 8,
        source: kept.source,
        cases: [{ name: 'mine', document: mine?.document }],
      }),
    );
  });

  it('should say that the draft is behind and bring it up to date', async () => {
    const { server } = show(
      aDraft({ isBehind: true, publishedVersion: 15 }),
      {},
      {
        'POST /api/policy/draft/rebase': { body: aDraft({ baseVersion: 15, publishedVersion: 15 }) },
      },
    );
    await screen.findByText(/^Version 15 was published after this draft was begun from version 14/);
    server.answers['GET /api/policy/draft'] = { body: aDraft({ publishedVersion: 15 }) };
    fireEvent.click(screen.getByRole('button', { name: 'Bring the draft up to date' }));
    await screen.findByText('The changes of the draft now stand on the published version.');
  });

  it('should begin with an empty page when there is no policy, and lead on to what makes one', async () => {
    show(aDraft({ exists: false, publishedVersion: 0, baseVersion: 0, changes: 0, rules: [], cases: [] }));
    await screen.findByRole('heading', { name: 'There are no rules yet' });
    expect(screen.getByText(/^Nothing is published yet\./)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'New rule' }).getAttribute('data-variant')).toBe('filled');
    expect(screen.getByRole('link', { name: 'Bring in a file' }).getAttribute('href')).toBe('/policy/import');
  });

  it('should lead on to publishing once the dry run is done, in Portuguese too', async () => {
    show(
      aDraft({
        approval: anApproval({ needed: true, whyNot: 'approval-needed' }),
        dryRun: { id: 'd', state: 'done', isCurrent: true },
      }),
      {},
      {},
      'pt',
    );
    const link = await screen.findByRole('link', { name: 'Seguir para a publicação' });
    expect(link.getAttribute('href')).toBe('/policy/versions');
    expect(screen.getByText('São precisas duas pessoas.', { exact: false })).toBeTruthy();
  });

  it('should show the problem page when the server does not answer', async () => {
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['policy.read'] }) },
      'GET /api/policy/draft': problem(503, 'database-unavailable'),
    });
    renderApp('/policy');
    await screen.findByTestId('reference');
  });
});
