import type { PolicyDraft, SaveDraftRule } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDraft, aDraftRule } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { aVocabulary, someMatches } from '../../testing/a-vocabulary';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';
import './testing/keyboard';

async function show(address = '/policy/rules/new', yaml = '', matches = {}) {
  const draft: PolicyDraft = aDraft({
    rules: yaml === '' ? [] : [aDraftRule('r', 'linux', { yaml, base: 'b1' })],
  });
  const saved: SaveDraftRule[] = [];
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['policy.read', 'policy.edit'] }) },
    'GET /api/policy/draft': { body: draft },
    'GET /api/policy/vocabulary': { body: aVocabulary() },
    'GET /api/policy/targets': { body: { targets: aVocabulary().targets } },
    'PUT /api/policy/draft/presence': { body: {} },
    'POST /api/policy/draft/matches': { body: someMatches(matches) },
    'PUT /api/policy/draft/rules/year-2': (body) => {
      const rule = body as SaveDraftRule;
      saved.push(rule);
      const answer = { body: { ...draft, rules: [aDraftRule('year-2', 'linux', { yaml: rule.yaml })] } };
      // What was kept is also what is read from then on.
      server.answers['GET /api/policy/draft'] = answer;
      return answer;
    },
  });
  const app = renderApp(address);
  const editor = await screen.findByTestId('yaml');
  const text = () => [...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');
  await waitFor(() => expect(text()).toContain('id:'));
  // The names of attributes, pools and classes.
  await app.answered();
  return { ...app, server, saved, text };
}
const write = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const ruleOf = (when: string, effects: string) => `id: r\nname: R\nwhen: ${when}\neffects:\n${effects}`;
const STUDENT = '{ attr: studyYear, op: equals, value: "1" }';
const LINUX = '  - { pool: linux, quota: { vms: 1 } }\n';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a rule written in the form', () => {
  it('should be written from nothing, with an id of its name, and keep its place on the page', async () => {
    const { saved, text, router } = await show();
    write(screen.getByLabelText('Name'), 'Year 2');
    expect(screen.getByLabelText<HTMLInputElement>('Id').value).toBe('year-2');
    fireEvent.click(screen.getByText('Condition'));
    const one = await screen.findByLabelText('Condition 1');
    const attr = within(one).getByLabelText('Attribute');
    await waitFor(() => expect(document.activeElement).toBe(attr));
    write(attr, 'Year of study');
    fireEvent.blur(attr);
    fireEvent.change(within(one).getByLabelText('How it is compared'), {
      target: { value: 'numGte' },
    });
    write(within(one).getByLabelText('Value'), '2');
    fireEvent.click(screen.getByText('Say what they get'));
    fireEvent.click(await screen.findByText('Machines of a pool'));
    fireEvent.change(await screen.findByLabelText('Pool'), { target: { value: 'linux' } });
    const wanted = `id: year-2
name: Year 2
enabled: true
priority: 500
idps: "*"
when:
  all:
    - { attr: studyYear, op: numGte, value: 2 }
effects:
  - pool: linux
    quota: { vms: 1 }
    leaseDays: 30
    graceDays: 7
`;
    await waitFor(() => expect(text()).toBe(wanted));
    fireEvent.keyDown(window, { key: 's', ctrlKey: true });
    await waitFor(() => expect(saved).toEqual([{ yaml: wanted, base: null }]));
    await waitFor(() => expect(router.state.location.pathname).toBe('/policy/rules/year-2'));
    // The page is still the same one: its history goes on.
    fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(text()).toContain('pool: ""'));
  }, 90_000);

  it('should suggest what was really released, and take "not released" for the tick', async () => {
    const { text } = await show('/policy/rules/r', ruleOf(STUDENT, LINUX));
    const value = screen.getByRole('textbox', { name: 'Value' });
    fireEvent.click(value);
    const list = await screen.findByRole('listbox', {
      name: 'Released, and by how many people',
      hidden: true,
    });
    const options = within(list)
      .getAllByRole('option', { hidden: true })
      .map(({ textContent }) => textContent);
    expect(options).toEqual(['2402 people', '1341 people', '3287 people', 'not released254 people']);
    fireEvent.click(within(list).getByRole('option', { name: /not released/, hidden: true }));
    await waitFor(() => expect(text()).toContain('- { attr: studyYear, op: absent }'));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '…or it was not released' }).checked).toBe(
      true,
    );
  });

  it('should try a pattern on released values, and carry what it catches into a class', async () => {
    const when = "{ attr: eduCourseMember, op: matches, value: 'Learner@urn:.*:(?P<course>[A-Z0-9]+)' }";
    const { text } = await show(
      '/policy/rules/r',
      ruleOf(when, '  - { class: { ref: cs101 }, as: learner }\n'),
    );
    expect(await screen.findByText('Fits 2 of 2 released values')).toBeTruthy();
    expect(screen.getByText('{course} = NET2')).toBeTruthy();
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Class' });
    const byTemplate = within(choice).getByRole<HTMLOptionElement>('option', { name: /captured value/ });
    fireEvent.change(choice, { target: { value: byTemplate.value } });
    await waitFor(() => expect(text()).toMatch(/template: "\{course\}"/));
    write(screen.getByRole('textbox', { name: 'Class as a template' }), 'lab-');
    fireEvent.click(screen.getByRole('button', { name: '{course}' }));
    fireEvent.click(screen.getByRole('checkbox', { name: /make the class/ }));
    await waitFor(() => expect(text()).toMatch(/template: "?lab-\{course\}"?, createIfMissing: true/));
  });

  it('should ask for the sentence that a denied person reads', async () => {
    const { text } = await show('/policy/rules/r', ruleOf(STUDENT, "  - { deny: login, reason: '' }\n"));
    const reason = screen.getByRole('textbox', { name: 'What the person will read' });
    fireEvent.blur(reason);
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    write(reason, 'Ask the registrar.');
    fireEvent.change(screen.getByRole('combobox', { name: 'What is denied' }), { target: { value: 'pool' } });
    fireEvent.change(await screen.findByRole('combobox', { name: 'Pool' }), { target: { value: 'router' } });
    await waitFor(() => expect(text()).toContain('{ deny: { pool: router }, reason: Ask the registrar. }'));
    expect(screen.getByTestId('sentence').textContent).toContain('may not use Router');
  });

  it('should write a window of campus time that says what becomes of the changed hour', async () => {
    const { text } = await show('/policy/rules/r', ruleOf(`\n  all:\n    - ${STUDENT}`, LINUX));
    fireEvent.click(screen.getByRole('button', { name: 'Time window' }));
    const window_ = await screen.findByRole('group', { name: 'Condition 2' });
    fireEvent.click(within(window_).getByRole('button', { name: 'Sun' }));
    write(within(window_).getByRole('textbox', { name: 'from' }), '01:00');
    await waitFor(() => expect(text()).toMatch(/days: \[ .*fri, sun \], from: "?01:00"?, to: "?18:00"?/));
    expect(
      within(window_).getByText(/Campus time \(Europe\/Lisbon\).*comes twice counts both times/),
    ).toBeTruthy();
  });

  it('should move and copy conditions by keys, and follow them', async () => {
    const when = `\n  all:\n    - ${STUDENT} # first\n    - { attr: mail, op: present }`;
    const { text } = await show('/policy/rules/r', ruleOf(when, LINUX));
    const first = within(screen.getByRole('group', { name: 'Condition 1' })).getByRole('textbox', {
      name: 'Value',
    });
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true });
    await waitFor(() => expect(text()).toMatch(/mail[^]*studyYear.*# first/));
    const moved = within(screen.getByRole('group', { name: 'Condition 2' })).getByRole('textbox', {
      name: 'Value',
    });
    expect(document.activeElement).toBe(moved);
    fireEvent.keyDown(moved, { key: 'd', ctrlKey: true });
    expect(await screen.findByRole('group', { name: 'Condition 3' })).toBeTruthy();
    fireEvent.click(
      within(screen.getByRole('group', { name: 'Condition 1' })).getByRole('button', {
        name: 'Remove condition',
      }),
    );
    await waitFor(() => expect(text()).not.toContain('mail'));
  });
});
