import type { PolicyDraft } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft, aPolicyCase } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const twoCases = aDraft({
  cases: [aPolicyCase('A student of year 2'), aPolicyCase('Nobody', { change: 'changed' })],
  check: {
    passes: false,
    findings: [],
    cases: [
      { name: 'A student of year 2', passed: true, differences: [] },
      {
        name: 'Nobody',
        passed: false,
        differences: [{ path: 'pools', expected: '["linux"]', actual: '[]' }],
      },
    ],
  },
});
const show = (
  draft: PolicyDraft,
  address = '/policy/cases',
  answers: Record<string, Answer | ((body: unknown) => Answer)> = {},
  language: 'en' | 'pt' = 'en',
) => {
  const server = fakeServer({
    'GET /api/session': {
      body: aSession({ abilities: ['policy.read', 'policy.edit', 'attributes.read'] }),
    },
    'GET /api/policy/draft': { body: draft },
    'GET /api/policy/targets': { body: { targets: [{ kind: 'pool', ref: 'linux', title: 'Linux' }] } },
    'GET /api/policy/vocabulary': {
      body: { attributes: [], targets: [], providers: [], known: 0, asOf: '', timeZone: '' },
    },
    ...answers,
  });
  return { ...renderApp(address, language), server };
};

describe('the test cases', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should list what passes and what fails, and say in words what differs', async () => {
    show(twoCases);
    const list = within(await screen.findByRole('list', { name: 'Saved test cases' }));
    const told = list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(told).toEqual([
      'passesA student of year 2',
      'failsNobodychanged in draftmachines: expected linux, came out nothing',
    ]);
    expect(screen.getByText(/^1 of 2 pass against the draft/)).toBeTruthy();
  });

  it('should show only what fails, in the address', async () => {
    const { router } = show(twoCases);
    await screen.findByRole('list', { name: 'Saved test cases' });
    fireEvent.click(screen.getByRole('button', { name: /^Failing/ }));
    await waitFor(() => expect(router.state.location.search).toBe('?show=failing'));
    expect(screen.queryByRole('link', { name: 'A student of year 2' })).toBeNull();
    fireEvent.click(screen.getByRole('link', { name: 'Nobody' }));
    await waitFor(() => expect(router.state.location.search).toBe('?show=failing&case=Nobody'));
  });

  it('should open one, show what came out, and save it over what it was', async () => {
    const sent = vi.fn();
    show(twoCases, '/policy/cases?case=Nobody', {
      'PUT /api/policy/draft/cases': (body) => {
        sent(body);
        return { body: twoCases };
      },
    });
    const form = within(await screen.findByRole('form', { name: 'Nobody' }));
    expect(form.getByRole('region', { name: 'Came out' }).textContent).toContain('came out nothing');
    expect(form.getByLabelText<HTMLInputElement>('At this time').value).toBe('2026-11-21T10:00');
    fireEvent.change(form.getByLabelText('Values of studyYear'), { target: { value: '3\n4' } });
    fireEvent.click(form.getByRole('button', { name: 'Save the test case' }));
    await waitFor(() => expect(sent).toHaveBeenCalled());
    expect(sent.mock.calls[0]?.[0]).toMatchObject({
      name: 'Nobody',
      previous: { name: 'Nobody', base: 'hash-of-Nobody' },
      document: { input: { attributes: { studyYear: ['3', '4'] } }, expect: { pools: [{ ref: 'linux' }] } },
    });
  });

  it('should delete one and bring it back', async () => {
    const { server } = show(twoCases, '/policy/cases?case=Nobody', {
      'DELETE /api/policy/draft/cases?name=Nobody&base=hash-of-Nobody': { body: twoCases },
      'PUT /api/policy/draft/cases': { body: twoCases },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    await screen.findByText('“Nobody” is deleted from the draft.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.asked).toContain('PUT /api/policy/draft/cases'));
  });

  it('should make one of a recorded sign-in, and say what was made up', async () => {
    const sent = vi.fn();
    const { router } = show(twoCases, '/policy/cases/new?signIn=s1', {
      'POST /api/policy/draft/cases/propose': (body) => {
        sent(body);
        return {
          body: {
            name: 'A made-up student',
            document: aPolicyCase('x').document,
            replaced: ['studyYear'],
          },
        };
      },
      'PUT /api/policy/draft/cases': { body: twoCases },
    });
    await screen.findByText('Made up, so that nobody can be recognised: year of study.');
    expect(sent).toHaveBeenCalledWith({ signIn: 's1' });
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('A made-up student');
    fireEvent.click(screen.getByRole('button', { name: 'Save the test case' }));
    await waitFor(() => expect(router.state.location.search).toBe('?case=A+made-up+student'));
  });

  it('should say what is missing before it saves, and that a name is taken', async () => {
    const { server } = show(twoCases, '/policy/cases/new');
    const name = await screen.findByLabelText('Name');
    fireEvent.click(screen.getByRole('button', { name: 'Save the test case' }));
    await screen.findByText('Give it a name that tells what it is about.');
    expect(screen.getByText('Name the identity provider.')).toBeTruthy();
    fireEvent.change(name, { target: { value: 'Nobody' } });
    await screen.findByText('There is a test case of that name already.');
    expect(server.asked).not.toContain('PUT /api/policy/draft/cases');
  });

  it('should say when the sign-in is not known any more', async () => {
    show(twoCases, '/policy/cases/new?signIn=gone', {
      'POST /api/policy/draft/cases/propose': problem(404, 'not-found'),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('There is nothing here');
  });

  it('should say in Portuguese that none is saved yet', async () => {
    show(aDraft({ cases: [] }), '/policy/cases', {}, 'pt');
    await screen.findByText('Ainda não há casos de teste guardados.');
  });
});
