import type { Ability, AttributeRulesReport } from '@virlab/contracts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSession } from '../../testing/a-session';
import { type Answer, fakeServer, problem } from '../../testing/fake-server';
import { renderApp } from '../../testing/render-app';

const report = (more: Partial<AttributeRulesReport> = {}): AttributeRulesReport => ({
  current: 1,
  usable: true,
  unchanged: false,
  locksOut: false,
  faults: [],
  skipped: [],
  attributes: [
    {
      id: 'studyYear',
      change: 'removed',
      namesAdded: [],
      namesRemoved: [{ name: 'urn:x:year', nameFormat: 'uri' }],
    },
  ],
  filters: [{ attributeId: 'eduPersonAffiliation', change: 'looser', nowKept: ['emeritus'], nowDropped: [] }],
  gone: [{ id: 'studyYear', rules: ['Year 2'] }],
  ruledButUnknown: [],
  ...more,
});
const abilities: Ability[] = ['attributes.read', 'attributes.publish'];
const show = (
  checked: AttributeRulesReport,
  more: Record<string, Answer | ((body: unknown) => Answer)> = {},
  may = abilities,
) => {
  const server = fakeServer({
    'GET /api/session': { body: aSession({ abilities: may }) },
    'GET /api/attributes/rules': {
      body: {
        current: 1,
        attributes: 44,
        names: 46,
        filtered: 9,
        versions: [
          {
            version: 1,
            author: 'Helena Prado',
            comment: 'Our own year',
            publishedAt: '2026-11-20T10:00:00Z',
          },
          { version: 0 },
        ],
      },
    },
    'GET /api/attributes/rules/0': { body: { version: 0, map: '<old map/>', policy: '<old policy/>' } },
    'GET /api/attributes/rules/1': { body: { version: 1, map: '<map/>', policy: '<policy/>' } },
    'POST /api/attributes/rules/check': { body: checked },
    ...more,
  });
  return { server, ...renderApp('/attributes/rules') };
};
const choose = async (text: string) => {
  const input = await waitFor(() => {
    const found = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (!found) throw new Error('no file input');
    return found;
  });
  fireEvent.change(input, { target: { files: [new File([text], 'attribute-map.xml')] } });
  fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
};

describe('the mapping files', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('should show what would be different before anything is published', async () => {
    const bodies: unknown[] = [];
    show(report(), {
      'POST /api/attributes/rules/check': (body) => {
        bodies.push(body);
        return { body: report() };
      },
      'POST /api/attributes/rules': (body) => {
        bodies.push(body);
        return { body: { version: 2, result: 'published' } };
      },
    });
    await choose('<my map/>');
    const shown = await screen.findByTestId('rules-report');
    expect(shown.textContent).toContain('compared with version 1');
    expect(shown.textContent).toContain('The policy asks for it in Year 2');
    expect(shown.textContent).toContain('newly kept: emeritus');
    expect(bodies).toEqual([{ map: '<my map/>', policy: '<policy/>' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await screen.findByText('Say why, so that others understand it later.');
    fireEvent.change(screen.getByRole('textbox', { name: /Why/ }), { target: { value: 'Term starts' } });
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    fireEvent.click(await screen.findByTestId('confirm'));
    await screen.findByText('Version 2 is in force.');
    expect(bodies[1]).toEqual({ map: '<my map/>', policy: '<policy/>', comment: 'Term starts', basedOn: 1 });
  });

  it('should ask for a file first', async () => {
    const { server } = show(report());
    fireEvent.click(await screen.findByRole('button', { name: 'Compare' }));
    await screen.findByText('Choose at least one of the two files.');
    expect(server.asked.some((one) => one.includes('check'))).toBe(false);
  });

  it('should tell every fault with its place, and offer nothing to publish', async () => {
    const faults = [
      { file: 'map' as const, code: 'id-malformed', message: 'id "c n" is malformed', line: 7, column: 3 },
    ];
    show(report({ usable: false, faults, attributes: [], filters: [], gone: [] }));
    await choose('x');
    await screen.findByText('attribute-map.xml, line 7, column 3');
    expect(screen.getByRole('alert').textContent).toBe('These files have a fault.');
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('should not offer to lock out the last admin', async () => {
    show(report({ locksOut: true }));
    await choose('x');
    await screen.findByText(/leave no one who can edit the policy/);
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  });

  it('should go back to an older version by the same way', async () => {
    show(report());
    fireEvent.click(await screen.findByRole('button', { name: 'Go back to as shipped' }));
    await screen.findByTestId('rules-report');
  });

  it('should keep the files when somebody else was faster', async () => {
    show(report(), { 'POST /api/attributes/rules': problem(409, 'attribute-rules-changed') });
    await choose('x');
    fireEvent.change(await screen.findByRole('textbox', { name: /Why/ }), { target: { value: 'y' } });
    fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
    fireEvent.click(await screen.findByTestId('confirm'));
    await screen.findByText('Somebody else published attribute rules in the meantime');
    expect(screen.getByTestId('rules-report')).toBeTruthy();
  });

  it('should only show them to who may not publish', async () => {
    show(report(), {}, ['attributes.read']);
    await screen.findByText('Our own year');
    expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Go back/ })).toBeNull();
  });
});
