import type { PolicyDraft, RuleMatches, SaveDraftRule } from '@virlab/contracts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDraft, aDraftRule } from '../../testing/a-draft';
import { aSession } from '../../testing/a-session';
import { aVocabulary, someMatches } from '../../testing/a-vocabulary';
import { fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';
import { type } from './testing/keyboard';

const CS101 = `# Autumn term
id: cs101
name: CS101 students
enabled: true
priority: 500
when:
  all:
    - { attr: eduPersonScopedAffiliation, part: value, op: equals, value: student }
    # the year
    - { attr: studyYear, op: numGte, value: 2 }
    - not: { attr: eduCourseMember, op: equals, value: x }
effects:
  - { class: { ref: cs101 }, as: learner }
  - { pool: linux, quota: { vms: 1 }, leaseDays: 30, graceDays: 7 }
`;

interface Shown {
  address?: string;
  draft?: Partial<PolicyDraft>;
  matches?: Partial<RuleMatches>;
  yaml?: string;
  answers?: Parameters<typeof fakeServer>[0];
  language?: 'en' | 'pt';
}

async function show({
  address = '/policy/rules/cs101',
  draft,
  matches,
  yaml = CS101,
  answers = {},
  language,
}: Shown = {}) {
  const whole = aDraft({ rules: [aDraftRule('cs101', 'linux', { yaml, base: 'base-1' })], ...draft });
  const saved: { id: string; rule: SaveDraftRule }[] = [];
  const asked: { id: string; yaml: string }[] = [];
  const save = (id: string) => (body: unknown) => {
    const rule = body as SaveDraftRule;
    saved.push({ id, rule });
    const others = whole.rules.filter((one) => one.id !== id);
    const kept = aDraftRule(id, 'linux', { yaml: rule.yaml, base: 'base-2' });
    const answer = { body: { ...whole, rules: [...others, kept] } };
    // What was kept is also what is read from then on.
    server.answers['GET /api/policy/draft'] = answer;
    return answer;
  };
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: ['policy.read', 'policy.edit', 'people.read'] }) },
    'GET /api/policy/draft': { body: whole },
    'GET /api/policy/vocabulary': { body: aVocabulary() },
    'GET /api/policy/targets': { body: { targets: aVocabulary().targets } },
    'PUT /api/policy/draft/presence': { body: {} },
    'POST /api/policy/draft/matches': (body) => {
      asked.push(body as { id: string; yaml: string });
      return { body: someMatches(matches) };
    },
    'PUT /api/policy/draft/rules/cs101': save('cs101'),
    'PUT /api/policy/draft/rules/students': save('students'),
    ...answers,
  });
  const app = renderApp(address, language);
  await screen.findByRole('heading', { level: 1, name: language === 'pt' ? /./ : /CS101 students|New rule/ });
  const editor = await screen.findByTestId('yaml');
  const yamlText = () => [...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');
  await waitFor(() => expect(yamlText()).toContain('id:'));
  // The names of attributes, pools and classes.
  await app.answered();
  return { ...app, server, saved, asked, yamlText, editor, whole };
}

const condition = (number: number) => screen.getByRole('group', { name: `Condition ${number}` });
const valueOf = (field: HTMLElement) => (field as HTMLInputElement).value;
const isEnabled = (field: HTMLElement) => !(field as HTMLInputElement).disabled;
const sentence = () => screen.getByTestId('sentence').textContent;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the page of a rule', () => {
  it('should show the rule as a sentence, a form and YAML, and whom it matches', async () => {
    const { yamlText } = await show();
    expect(yamlText()).toBe(CS101);
    expect(sentence()).toContain('year of study is at least 2');
    expect(sentence()).toContain('join the class CS101 as learner');
    expect((await screen.findByTestId('matches')).textContent).toContain(
      '252 of 1,284 known people match now: 38 more than in version 14, none fewer.',
    );
    expect(valueOf(within(condition(2)).getByRole('textbox', { name: 'Value' }))).toBe('2');
    expect(valueOf(screen.getByRole('textbox', { name: 'Days' }))).toBe('30');
    expect(valueOf(screen.getByRole('combobox', { name: 'Pool' }))).toBe('linux');
    expect(document.title).toBe('CS101 students, Virlab');
  });

  it('should show what is changed in the form in the YAML at once, and keep its comments', async () => {
    const { yamlText } = await show();
    fireEvent.change(within(condition(2)).getByRole('textbox', { name: 'Value' }), {
      target: { value: '3' },
    });
    await waitFor(() => expect(yamlText()).toBe(CS101.replace('value: 2', 'value: 3')));
    expect(sentence()).toContain('at least 3');
    fireEvent.click(within(condition(2)).getByRole('checkbox', { name: '…or it was not released' }));
    await waitFor(() => expect(yamlText()).toContain('- { attr: studyYear, op: absent }'));
    expect(yamlText()).toContain('# the year');
    expect(sentence()).toContain('(or not released)');
    fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(yamlText()).toBe(CS101));
  });

  it('should show in the form what is written as YAML, and lose nothing while it cannot be read', async () => {
    const { editor, yamlText } = await show();
    await type(editor, CS101.replace('value: 2', 'value: 4'));
    await waitFor(() =>
      expect(valueOf(within(condition(2)).getByRole('textbox', { name: 'Value' }))).toBe('4'),
    );
    await type(editor, CS101.replace('value: 2 }', 'value: ['));
    expect(await screen.findByText(/The form waits for the YAML/)).toBeTruthy();
    const waiting = within(condition(2)).getByRole('textbox', { name: 'Value' });
    expect(isEnabled(waiting)).toBe(false);
    expect(valueOf(waiting)).toBe('4');
    expect(yamlText()).toContain('value: [');
    await type(editor, CS101);
    await waitFor(() =>
      expect(isEnabled(within(condition(2)).getByRole('textbox', { name: 'Value' }))).toBe(true),
    );
  });

  it('should leave alone what it cannot draw', async () => {
    const odd = CS101.replace('    # the year\n', '    - { some: thing }\n    # the year\n');
    const { yamlText } = await show({ yaml: odd });
    expect(screen.getByText('This part only as YAML')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: 'Owner' }), { target: { value: 'Carla' } });
    await waitFor(() =>
      expect(yamlText()).toBe(odd.replace('priority: 500\n', 'priority: 500\nowner: Carla\n')),
    );
  });

  it('should say how many people count as no, and ask anew after each pause', async () => {
    const missing = [
      { path: 'when.all[1]', attr: 'studyYear', people: 8, universities: ['Serra Polytechnic'] },
    ];
    const { asked } = await show({ matches: { missing } });
    expect(await within(condition(2)).findByText('8 people count as no of Serra Polytechnic')).toBeTruthy();
    fireEvent.change(within(condition(2)).getByRole('textbox', { name: 'Value' }), {
      target: { value: '1' },
    });
    fireEvent.change(within(condition(2)).getByRole('textbox', { name: 'Value' }), {
      target: { value: '13' },
    });
    await waitFor(() => expect(asked.at(-1)?.yaml).toContain('value: 13'));
    expect(asked.some(({ yaml }) => yaml.includes('value: 1 '))).toBe(false);
  });

  it('should keep the rule with the hash of what it began from', async () => {
    const { saved } = await show();
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), {
      target: { value: 'CS101 students, all' },
    });
    fireEvent.keyDown(window, { key: 's', ctrlKey: true });
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toEqual({
      id: 'cs101',
      rule: { yaml: CS101.replace('CS101 students', 'CS101 students, all'), base: 'base-1' },
    });
    expect(await screen.findByText(/is kept in the draft/)).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: 'Owner' }), { target: { value: 'me' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep in draft' }));
    await waitFor(() => expect(saved[1]?.rule.base).toBe('base-2'));
  });

  it('should say that a new rule is kept, for as long as that is true, though its address changes', async () => {
    const { router } = await show({ address: '/policy/rules/new' });
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Students' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep in draft' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/policy/rules/students'));
    // The announcer names the page that has a new address, so the words stand elsewhere.
    await waitFor(() => expect(screen.getByTestId('announcer').textContent).toBe('Students'));
    expect(screen.getByText(/is kept in the draft/).closest('[role="status"]')).not.toBeNull();
    fireEvent.change(screen.getByRole('textbox', { name: 'Owner' }), { target: { value: 'me' } });
    await waitFor(() => expect(screen.queryByText(/is kept in the draft/)).toBeNull());
  });

  it('should show theirs beside mine when somebody else kept the rule, and lose neither', async () => {
    const theirs = CS101.replace('value: 2', 'value: 9');
    const { server, yamlText, whole, saved } = await show({
      answers: { 'PUT /api/policy/draft/rules/cs101': problem(409, 'draft-rule-changed') },
    });
    fireEvent.change(screen.getByRole('textbox', { name: 'Owner' }), { target: { value: 'me' } });
    server.answers['GET /api/policy/draft'] = {
      body: { ...whole, rules: [aDraftRule('cs101', 'linux', { yaml: theirs, base: 'base-9' })] },
    };
    fireEvent.click(screen.getByRole('button', { name: 'Keep in draft' }));
    const dialog = await screen.findByRole('dialog', { name: 'Somebody else changed this rule' });
    expect(within(dialog).getByRole('region', { name: /Theirs/ }).textContent).toContain('value: 9');
    expect(within(dialog).getByRole('region', { name: /Yours/ }).textContent).toContain('owner: me');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take theirs' }));
    await waitFor(() => expect(yamlText()).toBe(theirs));
    fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(yamlText()).toContain('owner: me'));
    expect(saved).toHaveLength(0);
  });

  it('should ask before unkept work is left', async () => {
    const { router } = await show();
    fireEvent.change(screen.getByRole('textbox', { name: 'Owner' }), { target: { value: 'me' } });
    await act(() => router.navigate('/policy'));
    const dialog = await screen.findByRole('dialog', { name: 'Leave without keeping?' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Stay here' }));
    expect(valueOf(screen.getByRole('textbox', { name: 'Owner' }))).toBe('me');
    expect(router.state.location.pathname).toBe('/policy/rules/cs101');
  });

  it('should say who else has the rule open', async () => {
    const present = [
      { userId: 'u9', displayName: 'Rita Gomes', ruleId: 'cs101', since: '2026-11-21T10:00:00Z' },
    ];
    const { server } = await show({ draft: { present } });
    expect(screen.getByText('Rita Gomes has this rule open too.')).toBeTruthy();
    expect(server.asked).toContain('PUT /api/policy/draft/presence');
  });

  it('should show one part alone by its address', async () => {
    await show({ address: '/policy/rules/cs101?at=when.all[2]' });
    expect(screen.getByText(/You see one part of this rule/)).toBeTruthy();
    expect(screen.getByRole('group', { name: /^Not/ })).toBeTruthy();
    expect(screen.queryByRole('group', { name: /^All/ })).toBeNull();
  });

  it('should tell what is missing on both sides once it is tried', async () => {
    await show({ yaml: CS101.replace('pool: linux,', 'pool: linus,') });
    const editor = screen.getByRole('region', { name: 'The same rule as YAML' });
    expect(await within(editor).findByText('1 thing to mend')).toBeTruthy();
    expect(screen.getAllByText(/No pool is called so/)[0]).toBeTruthy();
  });

  it('should say it when the rule is gone, and read in Portuguese', async () => {
    await show({ language: 'pt' });
    expect(screen.getByRole('button', { name: 'Guardar no rascunho' })).toBeTruthy();
    cleanup();
    fakeServer({
      'GET /api/session': { body: aSession({ abilities: ['policy.read', 'policy.edit'] }) },
      'GET /api/policy/draft': { body: aDraft() },
    });
    renderApp('/policy/rules/nobody');
    expect(await screen.findByRole('heading', { name: 'This rule is no longer in the draft.' })).toBeTruthy();
  });
});
