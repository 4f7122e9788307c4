/** What an admin is expected to get. */
export const adminCase = {
  now: '2026-11-22T09:00:00Z',
  input: {
    idp: { entityId: 'https://idp.lagoa.example/idp' },
    attributes: { eduPersonEntitlement: ['admin'] },
  },
  expect: { roles: ['identity-admin'] },
};

/** What a teacher is expected to get in CS101. */
export function teacherCase(as: string) {
  return {
    now: '2026-11-22T09:00:00Z',
    input: {
      idp: { entityId: 'https://idp.lagoa.example/idp' },
      attributes: { eduPersonScopedAffiliation: ['faculty@lagoa.example'] },
    },
    expect: { classes: [{ ref: 'cs101', as }] },
  };
}
