import type { PolicyVocabulary, RuleMatches } from '@virlab/contracts';

/** What a university of 1,284 known people released; a spec changes what it cares about. */
export function aVocabulary(more: Partial<PolicyVocabulary> = {}): PolicyVocabulary {
  return {
    attributes: [
      {
        attr: 'eduPersonScopedAffiliation',
        title: 'eduPersonScopedAffiliation',
        isVirtual: false,
        people: 1_284,
        notReleased: 0,
        values: [
          { value: 'student@ulagoa.example', people: 1_130 },
          { value: 'faculty@ulagoa.example', people: 154 },
        ],
        hidden: false,
      },
      {
        attr: 'eduCourseMember',
        title: 'eduCourseMember',
        isVirtual: false,
        people: 1_200,
        notReleased: 84,
        values: [
          { value: 'Learner@urn:mace:ulagoa.example:crs:cs:2026:autumn:CS101', people: 290 },
          { value: 'Learner@urn:mace:ulagoa.example:crs:net:2026:autumn:NET2', people: 40 },
        ],
        hidden: false,
      },
      {
        attr: 'studyYear',
        title: 'studyYear',
        isVirtual: false,
        people: 1_030,
        notReleased: 254,
        values: [
          { value: '2', people: 402 },
          { value: '1', people: 341 },
          { value: '3', people: 287 },
        ],
        hidden: false,
      },
      {
        attr: 'mail',
        title: 'mail',
        isVirtual: false,
        people: 1_284,
        notReleased: 0,
        values: [],
        hidden: true,
      },
    ],
    targets: [
      { kind: 'pool', ref: 'linux', title: 'Linux shell' },
      { kind: 'pool', ref: 'router', title: 'Router' },
      { kind: 'class', ref: 'cs101', title: 'CS101' },
      { kind: 'role', ref: 'operator', title: 'Operator' },
    ],
    providers: [{ entityId: 'https://idp.ulagoa.example', title: 'University of Lagoa' }],
    known: 1_284,
    asOf: '2026-11-21T10:00:00Z',
    timeZone: 'Europe/Lisbon',
    ...more,
  };
}

/** Whom a rule matches: 252 of 1,284, which are 38 more than in version 14. */
export function someMatches(more: Partial<RuleMatches> = {}): RuleMatches {
  return {
    known: 1_284,
    people: 252,
    version: 14,
    more: 38,
    fewer: 0,
    missing: [],
    examples: [{ id: 'u7', displayName: 'Rui Costa', university: 'University of Lagoa' }],
    ...more,
  };
}
