import type { PolicyRule, PublishedPolicy } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import '../../testing/patience';
import { renderApp } from '../../testing/render-app';

const aRule = (id: string, pool: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  id,
  name: `Rule ${id}`,
  enabled: true,
  priority: 500,
  sentence: [
    { t: 'text', key: 'who' },
    { t: 'attr', attr: 'studyYear', isVirtual: false },
    { t: 'text', key: 'condition.numGte' },
    { t: 'value', kind: 'number', text: '2', path: 'when.value' },
    { t: 'text', key: 'from.any' },
    { t: 'text', key: 'pool' },
    { t: 'value', kind: 'number', text: '1', path: 'effects[0].quota.vms' },
    { t: 'text', key: 'unit.vms', count: 1 },
    { t: 'text', key: 'of' },
    { t: 'value', kind: 'pool', text: pool, path: 'effects[0].pool' },
  ],
  yaml: `id: ${id}\n`,
  people: 252,
  ...more,
});
const policy: PublishedPolicy = {
  version: 14,
  publishedAt: '2026-11-12T10:04:00Z',
  author: 'Helena Prado',
  comment: 'Autumn term',
  timeZone: 'Europe/Lisbon',
  rules: [
    aRule('a', 'linux', { owner: 'Helena Prado' }),
    aRule('b', 'router', { enabled: false, people: 1, note: 'until the spring' }),
  ],
  warnings: [
    { code: 'negated-missing', path: 'rules[1].when.not', message: 'engine words' },
    { code: 'some-new-code', path: 'defaults', message: 'said by the engine' },
  ],
  yaml: 'version: 1\nid: ulagoa\n',
};
const show = (address = '/policy') => {
  fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['policy.read'] }) },
    'GET /api/policy': { body: policy },
    'GET /api/policy/targets': {
      body: { targets: [{ kind: 'pool', ref: 'linux', title: 'Linux shell' }] },
    },
  });
  return renderApp(address);
};
const rules = () => screen.getAllByRole('article').map((rule) => rule.dataset['rule']);

describe('the policy', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say which version is in force, since when, by whom', async () => {
    show();
    const lead = await screen.findByText(/^Version 14, published .* by Helena Prado\./);
    expect(lead.textContent).toContain('Thu 12 Nov, 10:04');
    expect(lead.textContent).toContain('“Autumn term”');
  });

  it('should say each rule as a sentence, with how many people it fits and whether it is on', async () => {
    show();
    const rule = within(await screen.findByRole('article', { name: 'Rule a' }));
    await rule.findByText('Linux shell');
    expect(rule.getByText('People for whom', { exact: false }).textContent).toBe(
      'People for whom year of study is at least 2, from any trusted university, get 1 machine of Linux shell.',
    );
    expect(rule.getByText('252')).toBeTruthy();
    expect(screen.getByRole('article', { name: 'Rule b' }).dataset['enabled']).toBe('false');
  });

  it('should show warnings at their rule and beside, in the engine’s words where there are no better ones', async () => {
    show();
    const rule = await screen.findByRole('article', { name: 'Rule b' });
    expect(rule.textContent).toContain('asks for “not” of an attribute that may not be released');
    const check = within(screen.getByRole('list', { name: 'Check' }));
    expect(check.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Rule b asks for “not” of an attribute that may not be released. Then it counts as no.',
      'The whole document said by the engine',
    ]);
  });

  it('should open a rule as YAML in place', async () => {
    show();
    const button = await screen.findByRole('button', { name: 'Show Rule a as YAML' });
    fireEvent.click(button);
    expect(document.getElementById(button.getAttribute('aria-controls') ?? '')?.textContent).toContain(
      'id: a',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Hide Rule a as YAML' }));
    expect(screen.queryByText('id: a')).toBeNull();
  });

  it('should find rules by names, notes and titles of what they give, in the address', async () => {
    const { router } = show('/policy?q=spring');
    await screen.findByRole('article', { name: 'Rule b' });
    expect(rules()).toEqual(['b']);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'linux shell' } });
    await waitFor(() => expect(rules()).toEqual(['a']));
    expect(router.state.location.search).toBe('?q=linux+shell');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Show all rules' }));
    await waitFor(() => expect(rules()).toEqual(['a', 'b']));
  });

  it('should tell in the error page that nothing is published yet', async () => {
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['policy.read'] }) },
      'GET /api/policy': problem(404, 'policy-not-published'),
    });
    renderApp('/policy');
    await screen.findByTestId('reference');
  });
});
