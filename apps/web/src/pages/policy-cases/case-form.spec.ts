import { describe, expect, it } from 'vitest';
import { type CaseDocument, emptyForm, hasMore, toDocument, toForm } from './case-form';

const document: CaseDocument = {
  note: 'for the autumn',
  now: '2026-07-21T09:00:00.000Z',
  input: {
    idp: { entityId: 'https://idp.ulagoa.example', assurance: ['high'] },
    attributes: { studyYear: ['2'], eduPersonScopedAffiliation: ['student@x', 'member@x'] },
    session: { protocol: 'saml' },
  },
  expect: {
    outcome: 'admitted',
    roles: [],
    classes: [{ ref: 'cs101', as: 'learner' }],
    pools: [{ ref: 'linux', quota: { vms: 1 }, leaseDays: 30 }],
    lacks: { pools: ['router'], roles: ['operator'] },
    rules: { open: 'disabled' },
  },
};

describe('the form of a test case', () => {
  it('should give back the document that it was filled from', () => {
    const form = toForm('a case', document, 'Europe/Lisbon');
    expect(form.local).toBe('2026-07-21T10:00');
    expect(form.lacks).toBe('role:operator\npool:router');
    expect(toDocument(form, 'Europe/Lisbon', document)).toEqual(document);
    expect(hasMore(document)).toBe(true);
  });

  it('should not keep details of a right or a provider that was taken out', () => {
    const form = toForm('a case', document, 'Europe/Lisbon');
    const changed = toDocument(
      {
        ...form,
        provider: 'https://other.example',
        rights: { ...form.rights, pools: 'router', classes: undefined },
        lacks: '',
        outcome: 'any',
        note: ' ',
      },
      'Europe/Lisbon',
      document,
    );
    expect(changed.input.idp).toEqual({ entityId: 'https://other.example' });
    expect(changed.expect).toEqual({ roles: [], pools: [{ ref: 'router' }], rules: { open: 'disabled' } });
    expect(changed).not.toHaveProperty('note');
  });

  it('should begin with what is usually asked: let in, and which machines', () => {
    const form = emptyForm(Date.parse('2026-11-21T10:00:00Z'), 'Europe/Lisbon');
    expect(toDocument({ ...form, provider: ' https://a ' }, 'Europe/Lisbon', undefined)).toEqual({
      now: '2026-11-21T10:00:00.000Z',
      input: { idp: { entityId: 'https://a' }, attributes: {} },
      expect: { outcome: 'admitted', pools: [] },
    });
  });
});
