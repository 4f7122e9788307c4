import type { Ability, SignInRecord, SignInRecordSummary } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const university = { entityId: 'https://idp.serra.example', title: 'Serra Polytechnic' };
const rui: SignInRecordSummary = {
  id: 'r1',
  at: '2026-11-22T10:23:04Z',
  person: { id: 'rui', displayName: 'Rui Paiva' },
  university,
  outcome: 'signed-in',
  kept: 1,
  missing: ['studyYear'],
};
const nobody: SignInRecordSummary = {
  id: 'r2',
  at: '2026-11-22T09:58:00Z',
  university,
  outcome: 'refused',
  code: 'sign-in-no-identifier',
  kept: 0,
  missing: ['identifier'],
};
const record: SignInRecord = {
  ...rui,
  reference: '7f3k20qa',
  provider: 'saml',
  rulesVersion: 0,
  policyVersion: 14,
  scopes: ['serra.example'],
  values: [
    {
      name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
      came: 'student@serra.example',
      attr: 'eduPersonScopedAffiliation',
      value: 'student',
      scope: 'serra.example',
      hidden: false,
      fate: 'kept',
      use: 'rules',
      rules: 3,
    },
    {
      name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
      came: 'member@sp-serra.example',
      attr: 'eduPersonScopedAffiliation',
      value: 'member',
      scope: 'sp-serra.example',
      hidden: false,
      fate: 'dropped',
      why: 'scope-not-asserted-by-idp',
      use: 'rules',
      rules: 3,
    },
    {
      name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
      came: 'wizard',
      attr: 'eduPersonAffiliation',
      value: 'wizard',
      hidden: false,
      fate: 'dropped',
      why: 'not-permitted',
      rule: 'AttributeRule eduPersonAffiliation, line 46',
      words: [{ effect: 'permit', words: { key: 'value', texts: ['student', 'staff'] } }],
      use: 'none',
      rules: 0,
    },
  ],
  unmapped: [{ name: 'http://serra.example/attr/badge', count: 1 }],
  lacking: [{ attr: 'studyYear', rules: ['Year 2', 'Year 3'], lackedBy: 8, people: 8, came: false }],
  ask: {
    university,
    serviceEntityId: 'https://virlab.example/saml/metadata',
    at: '2026-11-22T10:23:04Z',
    reference: '7f3k20qa',
    needed: [{ attr: 'studyYear', names: ['https://virlab.example/attributes/studyYear'] }],
    notAccepted: [
      {
        attr: 'eduPersonScopedAffiliation',
        name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
        why: 'scope-not-asserted-by-idp',
      },
    ],
    beyondCategory: ['studyYear'],
    contacts: [{ kind: 'support', emails: ['help@serra.example'] }],
    errorUrl: 'https://serra.example/help?code=IDENTIFICATION_FAILURE',
  },
};

const show = (
  address = '/attributes',
  language: 'en' | 'pt' = 'en',
  records = [rui, nobody],
  may: readonly Ability[] = ['attributes.read', 'policy.read'],
) => {
  const list = { body: { records, keptDays: 30, keptOfPerson: 10 } };
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: [...may] }) },
    'GET /api/attributes/sign-ins?': list,
    'GET /api/attributes/sign-ins?outcome=refused': {
      body: { records: [nobody], keptDays: 30, keptOfPerson: 10 },
    },
    'GET /api/attributes/sign-ins/r1': { body: record },
    'GET /api/attributes/sign-ins/r2': {
      body: {
        ...record,
        ...nobody,
        person: undefined,
        values: [],
        lacking: [{ attr: 'identifier', rules: [], lackedBy: 1, people: 1, came: false }],
      },
    },
  });
  return { server, ...renderApp(address, language) };
};
const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

describe('the attribute inspector', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should lead from a sign-in to a test case made of it, for who may edit the policy', async () => {
    show('/attributes', 'en', undefined, ['attributes.read', 'policy.read', 'policy.edit']);
    const step = await screen.findByRole('link', { name: 'Make a test case' });
    expect(step.getAttribute('href')).toBe('/policy/cases/new?signIn=r1');
  });

  it('should offer no test case to who may only read the policy', async () => {
    show();
    await screen.findByRole('heading', { name: /Rui Paiva/ });
    expect(screen.queryByRole('link', { name: 'Make a test case' })).toBeNull();
  });

  it('should show the last sign-in with what is missing first, and each drop in words', async () => {
    show();
    await screen.findByRole('heading', { name: /Rui Paiva/ });
    expect(rows()).toEqual([
      'nothingstudyYearNeeded, never came2 rules ask for it. 8 of 8 people of this provider lack it.',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.9student@serra.exampleeduPersonScopedAffiliationstudentscope serra.exampleKeptused by 3 rules',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.9member@sp-serra.exampleeduPersonScopedAffiliationmemberscope sp-serra.exampleDroppedScope sp-serra.example is not in its metadata. It may say serra.example.',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.1wizardeduPersonAffiliationwizardDroppedThe filter takes student, staff.',
      'http://serra.example/attr/badgeno mappingNot mapped1 value, thrown away at sign-in',
    ]);
    expect(screen.getByText('member').closest('del')).toBeTruthy();
    const figures = within(screen.getByRole('list', { name: 'From what came to what was kept' }));
    expect(figures.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '4came',
      '3decoded',
      '1kept',
      '2dropped',
      '1not mapped',
      '1needed, never came',
    ]);
    expect(screen.getByText(/kept for 30 days, of the last 10 sign-ins/)).toBeTruthy();
  });

  it('should list outcomes by word, and open a sign-in by its own address', async () => {
    const { router } = show();
    const list = await screen.findByRole('navigation', { name: 'Last sign-ins' });
    const [first, second] = within(list).getAllByRole('link');
    expect(first?.textContent).toContain('1 needed value missing');
    expect(second?.textContent).toContain('unknown person');
    expect(second?.textContent).toContain('refused: your university sent nothing that tells you apart');
    fireEvent.click(second!);
    await waitFor(() => expect(router.state.location.search).toBe('?signIn=r2'));
    await screen.findByText('Without it nobody can be told apart.');
    expect(second?.getAttribute('aria-current')).toBe('true');
  });

  it('should go from one sign-in to the next by the arrow keys', async () => {
    show();
    const list = await screen.findByRole('navigation', { name: 'Last sign-ins' });
    const [first, second] = within(list).getAllByRole('link');
    first!.focus();
    fireEvent.keyDown(first!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(second!, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(first);
  });

  it('should narrow the list by outcome, in the address', async () => {
    const { router } = show();
    fireEvent.click(await screen.findByRole('radio', { name: 'Refused' }));
    await waitFor(() => expect(router.state.location.search).toBe('?outcome=refused'));
    await waitFor(() => expect(screen.queryByText('Rui Paiva')).toBeNull());
  });

  it('should give a text for their admin with names and no values, and where to send it', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Text for their admin' }));
    const text = document.querySelector('pre')?.textContent ?? '';
    expect(text).toContain('Serra Polytechnic');
    expect(text).toContain('Our entityID: https://virlab.example/saml/metadata');
    expect(text).toContain('- studyYear: https://virlab.example/attributes/studyYear');
    expect(text).toContain('its scope is not in your metadata (shibmd:Scope)');
    expect(text).toContain('No entity category has studyYear');
    expect(text).not.toContain('Rui');
    expect(text).not.toContain('member@');
    const mail = screen.getByRole('link', { name: 'Write to help@serra.example' }).getAttribute('href');
    expect(mail).toMatch(/^mailto:help@serra\.example\?subject=Attribute%20release/);
    expect(screen.getByRole('link', { name: 'Help of Serra Polytechnic' }).getAttribute('href')).toBe(
      record.ask.errorUrl,
    );
  });

  it('should write the text in the language of the page and in English', async () => {
    show('/attributes', 'pt');
    fireEvent.click(await screen.findByRole('button', { name: 'Texto para o administrador deles' }));
    const text = document.querySelector('pre')?.textContent ?? '';
    expect(text).toContain('Necessário e não enviado:');
    expect(text).toContain('Needed, and not released:');
  });

  it('should say when nobody signed in, and when a sign-in is not kept any more', async () => {
    show('/attributes', 'en', []);
    await screen.findByText(/Nobody has signed in lately/);
    cleanup();
    show('/attributes?signIn=old');
    await screen.findByText('This sign-in is not kept any more.');
  });

  it('should show what the server refused', async () => {
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['attributes.read'] }) },
      'GET /api/attributes/sign-ins?': problem(503, 'database-unavailable'),
    });
    renderApp('/attributes');
    await screen.findByRole('heading', { name: 'The database does not answer' });
  });
});
