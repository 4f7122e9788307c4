import type { Ability, PersonDetail } from '@virlab/contracts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aPersonDetail } from '../../testing/a-person';
import { aSession } from '../../testing/a-session';
import { fakeServer } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const show = (
  person: PersonDetail = aPersonDetail(),
  abilities: Ability[] = ['people.read', 'policy.read'],
) => {
  fakeServer({
    'GET /api/session': { body: aSession({ abilities }) },
    'GET /api/people/ana': { body: person },
  });
  return renderApp('/people/ana');
};

describe('one person', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should tell each right with the values and the rule that gave it, and lead to why', async () => {
    show();
    await screen.findByText('Learner of CS101');
    const rights = within(screen.getAllByRole('region', { name: 'What this person has' })[0]!);
    expect(rights.getByText('Learner of CS101').title).toBe('Learner@urn:x:CS101');
    expect(rights.getByText('CS101 students', { exact: false })).toBeTruthy();
    expect(rights.getByRole('link', { name: 'Why this person has Linux shell' }).getAttribute('href')).toBe(
      '/policy/why?person=ana&target=pool%3Alinux',
    );
  });

  it('should tell what became of everything that was released, dropped values first and struck', async () => {
    show();
    await screen.findByText('urn:oid:1.2.3');
    const rows = [...document.querySelectorAll('[data-attribute]')].map((row) => row.textContent);
    expect(rows[0]).toContain('Its scope is not registered for this identity provider.');
    expect(screen.getByText('member@other.example').closest('del')).toBeTruthy();
    expect(rows[1]).toContain('gave no right');
    expect(rows[2]).toContain('gave 1 right');
    expect(rows[3]).toContain('2 values, thrown away');
    const figures = screen.getByRole('list', { name: 'From released to used' });
    expect(figures.textContent).toBe('2kept1dropped2not mapped1rights');
  });

  it('should not lead to explanations that the reader may not see', async () => {
    show(aPersonDetail(), ['people.read']);
    await screen.findByText('urn:oid:1.2.3');
    expect(screen.queryByRole('link', { name: /why/i })).toBeNull();
  });

  it('should say that somebody has nothing and that nothing was released', async () => {
    show(aPersonDetail({ rights: [], attributes: [], droppedValues: [], unmapped: [] }));
    await screen.findByText('Nothing. No rule gives anything to this person.');
    expect(screen.getByText('Nothing was released.')).toBeTruthy();
  });

  it('should sign the person out everywhere after asking once more, and say how many', async () => {
    const abilities: Ability[] = ['people.read', 'people.sign-out'];
    const server = fakeServer({
      'GET /api/session': { body: aSession({ abilities }) },
      'GET /api/people/ana': { body: aPersonDetail() },
      'DELETE /api/people/ana/sessions': { body: { ended: 2 } },
    });
    renderApp('/people/ana');
    fireEvent.click(await screen.findByRole('button', { name: 'Sign out everywhere' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sign Ana Ribeiro out everywhere?' });
    expect(server.asked).not.toContain('DELETE /api/people/ana/sessions');
    fireEvent.click(within(dialog).getByTestId('confirm'));
    await screen.findByText('2 sessions ended.', { selector: 'span' });
    expect(server.asked).toContain('DELETE /api/people/ana/sessions');
  });

  it('should not offer it to who may only look', async () => {
    show();
    await screen.findByText('Learner of CS101');
    expect(screen.queryByRole('button', { name: 'Sign out everywhere' })).toBeNull();
  });
});
