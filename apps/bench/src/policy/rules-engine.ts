import type { DecisionInput } from '@virlab/policy';
import { Engine } from 'json-rules-engine';
import { courseRules } from './university';

/**
 * The rules of {@link courseRules} for json-rules-engine. Its answer names the rules that the person meets and holds, for
 * every rule, what each condition met: as much as our trace. Quotas, leases, limits, denials and the third truth of a
 * missing attribute are nothing that it has.
 */
export function rulesEngineMatches(count: number): (person: DecisionInput) => Promise<readonly string[]> {
  const rules = courseRules(count).map(({ id, course }) => ({
    name: id,
    event: { type: id },
    conditions: {
      all: [
        { fact: 'affiliation', operator: 'contains', value: 'student@ulagoa.example' },
        { fact: 'courses', operator: 'contains', value: course },
        { fact: 'studyYear', operator: 'greaterThanInclusive', value: 2 },
        { fact: 'status', operator: 'notEqual', value: 'expired' },
      ],
    },
  }));
  const engine = new Engine(rules, { allowUndefinedFacts: true });
  return async ({ attributes }) => {
    const { events, failureResults } = await engine.run({
      affiliation: attributes.eduPersonScopedAffiliation ?? [],
      courses: attributes.eduCourseMember ?? [],
      studyYear: Number(attributes.studyYear?.[0]),
      status: attributes.schacUserStatus?.[0] ?? '',
    });
    if (events.length + failureResults.length !== count) throw new Error('a rule without an answer');
    return events.map(({ type }) => type);
  };
}
