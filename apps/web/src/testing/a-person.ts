import type { PersonDetail, PersonSummary } from '@virlab/contracts';

/** A person as the list tells them. */
export function aPerson(more: Partial<PersonSummary> = {}): PersonSummary {
  return {
    id: 'ana',
    displayName: 'Ana Ribeiro',
    identifier: 'ana-ribeiro@ulagoa.example',
    university: { entityId: 'https://idp.ulagoa.example', title: 'University of Lagoa' },
    lastSignInAt: '2026-11-21T09:12:00Z',
    outcome: 'admitted',
    roles: [],
    classes: [{ ref: 'cs101', as: 'learner' }],
    pools: ['linux'],
    dropped: 0,
    ...more,
  };
}

/** A person with rights and values. */
export function aPersonDetail(more: Partial<PersonDetail> = {}): PersonDetail {
  return {
    ...aPerson(),
    policyVersion: 14,
    rights: [
      {
        kind: 'pool',
        ref: 'linux',
        title: 'Linux shell',
        ruleId: 'cs101',
        ruleName: 'CS101 students',
        policyVersion: 14,
        grantedAt: '2026-11-03T09:00:00Z',
        validUntil: '2026-12-18T09:00:00Z',
        values: [
          { attr: 'eduCourseMember', value: 'Learner@urn:x:CS101' },
          { attr: 'studyYear', value: '2' },
        ],
      },
    ],
    attributes: [
      { attr: 'displayName', values: ['Ana Ribeiro'] },
      { attr: 'studyYear', values: ['2'] },
    ],
    droppedValues: [
      { attr: 'eduPersonScopedAffiliation', value: 'member@other.example', why: 'scope-not-asserted-by-idp' },
    ],
    unmapped: [{ name: 'urn:oid:1.2.3', count: 2 }],
    ...more,
  };
}
