import type { Session } from '@virlab/contracts';

/** The session of a student; a spec changes what it cares about. */
export function aSession(more: Partial<Session> = {}): Session {
  return {
    user: { id: 'u1', displayName: 'Ana Ribeiro', initials: 'AR' },
    university: { entityId: 'https://idp.ulagoa.example', title: 'University of Lagoa' },
    roles: ['student'],
    abilities: ['machines.own'],
    classes: [],
    entitlements: [],
    policyVersion: 14,
    startedAt: '2026-11-21T10:00:00Z',
    expiresAt: '2026-11-21T18:00:00Z',
    idleExpiresAt: '2026-11-21T11:00:00Z',
    canSignOutAtUniversity: false,
    campusTimeZone: 'Europe/Lisbon',
    simulated: false,
    ...more,
  };
}
