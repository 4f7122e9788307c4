import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { DecisionInput } from '@virlab/policy';
import { courseRules } from './university';

/**
 * The rules of {@link courseRules} as Cedar policies without a resource: one question then answers, as the reasons of its
 * yes, every rule that the person meets. Cedar says which; quotas, leases, limits, what a denied right loses and a trace are
 * nothing that it has, and a missing attribute is asked for with `has`.
 */
export function cedarMatches(count: number): (person: DecisionInput) => readonly string[] {
  const policies = Object.fromEntries(
    courseRules(count).map(({ id, course }) => [
      id,
      `permit(principal, action, resource) when {
        principal.affiliation.contains("student@ulagoa.example") &&
        principal.courses.contains("${course}") &&
        (!(principal has studyYear) || principal.studyYear >= 2) &&
        (!(principal has status) || principal.status != "expired")
      };`,
    ]),
  );
  const parsed = preparsePolicySet('bench', { staticPolicies: policies });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  const uid = { type: 'Person', id: 'x' };
  return ({ attributes }) => {
    const attrs = {
      affiliation: attributes.eduPersonScopedAffiliation ?? [],
      courses: attributes.eduCourseMember ?? [],
      studyYear: Number(attributes.studyYear?.[0]),
      status: attributes.schacUserStatus?.[0] ?? '',
    };
    const answer = statefulIsAuthorized({
      principal: uid,
      action: { type: 'Action', id: 'use' },
      resource: { type: 'Lab', id: 'any' },
      context: {},
      preparsedPolicySetId: 'bench',
      entities: [{ uid, attrs, parents: [] }],
    });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
    return answer.response.diagnostics.reason;
  };
}
