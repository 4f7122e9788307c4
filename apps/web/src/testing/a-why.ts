import type { ExplanationNode, Why } from '@virlab/contracts';

const test = (attr: string, more: Partial<ExplanationNode>): ExplanationNode => ({
  path: `when.all.${attr}`,
  kind: 'test',
  op: 'equals',
  attr,
  seen: [],
  result: 'true',
  decided: false,
  ...more,
});

/** The answer about somebody whose course list was not released; a spec changes what it cares about. */
export function aWhy(more: Partial<Why> = {}): Why {
  return {
    person: { id: 'beatriz', displayName: 'Beatriz Nogueira', university: 'University of Lagoa' },
    target: { kind: 'pool', ref: 'linux', title: 'Linux shell' },
    policyVersion: 14,
    decidedAt: '2026-11-21T09:12:00Z',
    has: false,
    answer: {
      key: 'cause.notReleased',
      params: {
        ruleId: 'cs101',
        ruleName: 'CS101 students',
        attr: 'eduCourseMember',
        attrs: 'eduCourseMember',
        expected: 'Learner@urn:x:CS101',
        seen: '',
      },
    },
    ways: [
      {
        ruleId: 'cs101',
        ruleName: 'CS101 students',
        outcome: 'missing',
        tree: {
          path: 'when',
          kind: 'all',
          result: 'missing',
          decided: true,
          children: [
            test('eduPersonScopedAffiliation', { expected: 'student@x', seen: ['student@x'] }),
            test('eduCourseMember', {
              op: 'matches',
              expected: 'Learner@urn:x:CS101',
              result: 'missing',
              decided: true,
            }),
            test('studyYear', { op: 'numGte', expected: '2', seen: ['2'] }),
          ],
        },
      },
      {
        ruleId: 'teachers',
        ruleName: 'Teaching staff',
        outcome: 'notMatched',
        tree: test('eduPersonScopedAffiliation', {
          expected: 'faculty@x',
          seen: ['student@x'],
          result: 'false',
          decided: true,
        }),
      },
      { ruleId: 'open-day', ruleName: 'Open day', outcome: 'disabled' },
    ],
    conflicts: [],
    dropped: [
      { attr: 'eduPersonScopedAffiliation', value: 'member@alumni.x', why: 'scope-not-asserted-by-idp' },
    ],
    wouldHaveToBeTrue: [{ attr: 'eduCourseMember', op: 'matches', expected: 'Learner@urn:x:CS101' }],
    sameWay: 29,
    turn: 'university',
    askText: 'Hello,\n- eduCourseMember: was not sent',
    ...more,
  };
}
