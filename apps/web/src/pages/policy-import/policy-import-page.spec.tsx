import type { PolicyImport } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aDraft, aDraftRule } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const aRule = (id: string, exists = false) => ({
  id,
  name: `Rule ${id}`,
  yaml: `id: ${id}\nname: Rule ${id}\n`,
  sentence: aDraftRule(id, 'linux').sentence,
  exists,
});
const report: PolicyImport = {
  kind: 'keystone',
  rules: [aRule('a', true), aRule('new')],
  notes: [
    { fate: 'kept', code: 'rule-kept', place: '[0]', message: 'kept as it is' },
    { fate: 'changed', code: 'any-one-of', place: '[0].remote[1]', message: 'was a substring, is whole now' },
    { fate: 'lost', code: 'no-counterpart', place: '[1].local', message: 'domains are unknown here' },
  ],
  findings: [],
  unmapped: ['students'],
  goesTo: 'draft',
};
const show = (
  answer: Answer,
  answers: Record<string, Answer | ((body: unknown) => Answer)> = {},
  language: 'en' | 'pt' = 'en',
  abilities: ('policy.read' | 'policy.edit')[] = ['policy.read', 'policy.edit'],
) => {
  const read = vi.fn();
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities }) },
    'GET /api/policy/draft': { body: aDraft() },
    'GET /api/policy/targets': { body: { targets: [{ kind: 'pool', ref: 'linux', title: 'Linux shell' }] } },
    'POST /api/policy/imports': (body) => {
      read(body);
      return answer;
    },
    ...answers,
  });
  return { ...renderApp('/policy/import', language), server, read };
};
const paste = async (text: string) => {
  fireEvent.change(await screen.findByLabelText('or paste its text'), { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Read it' }));
};

describe('bringing files in', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should say what it is, and what was kept, changed in meaning and lost, each with its place', async () => {
    const { read } = show({ body: report });
    await paste('[{"rules":[]}]');
    await screen.findByText('Read as: Keystone mapping.');
    expect(read).toHaveBeenCalledWith({ text: '[{"rules":[]}]', targets: {} });
    const changed = within(screen.getByRole('list', { name: 'Changed in meaning' }));
    expect(changed.getByRole('listitem').textContent).toBe('[0].remote[1]was a substring, is whole now');
    const lost = within(screen.getByRole('list', { name: 'Could not be kept' }));
    expect(lost.getByRole('listitem').textContent).toContain('domains are unknown here');
  });

  it('should ask what names stand for, and read the file again with that', async () => {
    const { read } = show({ body: report });
    await paste('text');
    await screen.findByRole('option', { name: 'Linux shell' });
    fireEvent.change(await screen.findByLabelText('students is'), { target: { value: 'pool:linux' } });
    fireEvent.click(screen.getByRole('button', { name: 'Read again with these' }));
    await waitFor(() =>
      expect(read).toHaveBeenLastCalledWith({ text: 'text', targets: { students: 'pool:linux' } }),
    );
  });

  it('should put the chosen rules into the draft, and a known id under another name when asked', async () => {
    const sent: unknown[] = [];
    const keep = (body: unknown) => {
      sent.push(body);
      return { body: aDraft() };
    };
    const { server } = show(
      { body: report },
      { 'PUT /api/policy/draft/rules/a-copy': keep, 'PUT /api/policy/draft/rules/new': keep },
    );
    await paste('text');
    fireEvent.change(await screen.findByLabelText('Rule a is there already'), {
      target: { value: 'rename' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Put 2 rules into the draft' }));
    await screen.findByText('2 rules are in the draft. Nothing is published.', { exact: false });
    expect(sent).toEqual([
      { yaml: 'id: a-copy\nname: Rule a\n', base: null, after: 'b' },
      { yaml: 'id: new\nname: Rule new\n', base: null, after: 'b' },
    ]);
    expect(server.asked).not.toContain('PUT /api/policy/draft/rules/a');
  });

  it('should replace a known rule by its base, and leave out what is not ticked', async () => {
    const sent = vi.fn();
    show(
      { body: report },
      {
        'PUT /api/policy/draft/rules/a': (body) => {
          sent(body);
          return { body: aDraft() };
        },
      },
    );
    await paste('text');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Take Rule new' }));
    fireEvent.click(screen.getByRole('button', { name: 'Put 1 rule into the draft' }));
    await screen.findByText('1 rule is in the draft. Nothing is published.', { exact: false });
    expect(sent).toHaveBeenCalledWith({ yaml: 'id: a\nname: Rule a\n', base: 'hash-of-a' });
  });

  it('should take a whole policy with its test cases', async () => {
    const { server } = show(
      {
        body: {
          ...report,
          kind: 'yaml',
          source: 'version: 1\n',
          cases: [{ name: 'one', now: '2026-11-21T10:00:00Z', input: {}, expect: {} }],
        },
      },
      {
        'PUT /api/policy/draft/source': { body: aDraft() },
        'PUT /api/policy/draft/cases': { body: aDraft() },
      },
    );
    await paste('version: 1');
    fireEvent.click(await screen.findByRole('button', { name: 'Put it in place of the draft' }));
    await screen.findByText('The whole policy is in the draft. Nothing is published.', { exact: false });
    expect(server.asked).toContain('PUT /api/policy/draft/cases');
  });

  it('should lead attribute files to the attribute rules', async () => {
    show({
      body: { ...report, kind: 'attribute-map', rules: [], unmapped: [], goesTo: 'attribute-rules' },
    });
    await paste('<Attributes/>');
    const link = await screen.findByRole('link', { name: 'Take it up there' });
    expect(link.getAttribute('href')).toBe('/attributes/rules');
  });

  it('should say what it cannot read, and keep the text', async () => {
    show(problem(422, 'import-unreadable', { detail: 'found no fields' }));
    await paste('something else');
    expect((await screen.findByRole('alert')).textContent).toContain(
      'This file is none that can be read here',
    );
    expect(screen.getByLabelText<HTMLTextAreaElement>('or paste its text').value).toBe('something else');
  });

  it('should offer only the export to a reader, in Portuguese too', async () => {
    show({ body: report }, {}, 'pt', ['policy.read']);
    const link = await screen.findByRole('link', { name: 'Descarregar o que está em vigor' });
    expect(link.getAttribute('href')).toBe('/api/policy/export?of=published');
    expect(screen.queryByRole('button', { name: 'Ler' })).toBeNull();
  });
});
