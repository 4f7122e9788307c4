import type { DecisionInput, RuleTable } from '@virlab/policy';
import { builtEngine } from './built-engine';

const STUDENT = 'student@ulagoa.example';
const NOW = new Date('2026-11-21T10:00:00Z');
/** How many rules of a policy concern each person, whatever its size. */
const CONCERNED = 5;

/** A rule for one course: who is enrolled in it, in year 2 or later and not expired, gets its class and its machines. */
export interface CourseRule {
  id: string;
  course: string;
  pool: string;
}

/** The courses of a university, one rule for each. */
export function courseRules(count: number): CourseRule[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `course-${index}`,
    course: `urn:mace:ulagoa.example:crs:C${index}`,
    pool: `pool-${index % 7}`,
  }));
}

/** The policy of a university, compiled. */
export async function tableOf(count: number): Promise<RuleTable> {
  const { compilePolicy } = await builtEngine();
  const rules = courseRules(count).map(({ id, course, pool }) => ({
    id,
    name: `Course ${id}`,
    when: {
      all: [
        { attr: 'eduPersonScopedAffiliation', op: 'equals', value: STUDENT, ci: true },
        { attr: 'eduCourseMember', op: 'equals', value: course },
        {
          any: [
            { attr: 'studyYear', op: 'numGte', value: 2 },
            { attr: 'studyYear', op: 'absent' },
          ],
        },
        {
          any: [
            { not: { attr: 'schacUserStatus', op: 'equals', value: 'expired' } },
            { attr: 'schacUserStatus', op: 'absent' },
          ],
        },
      ],
    },
    effects: [
      { class: { ref: id }, as: 'learner' },
      { pool, quota: { vms: 2, vcpu: 4 }, leaseDays: 30, graceDays: 7 },
    ],
  }));
  const compiled = compilePolicy({ version: 1, id: 'bench', revision: 1, rules }, { now: NOW });
  if (!compiled.ok) throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
  return compiled.table;
}

/** People of whom each is in five of the first `courses` courses, in three that no rule knows, and in forty groups. */
export function people(howMany: number, courses: number): DecisionInput[] {
  return Array.from({ length: howMany }, (_, person) => ({
    idp: { entityId: 'https://idp.ulagoa.example/saml/idp' },
    attributes: {
      eduPersonScopedAffiliation: [STUDENT, 'member@ulagoa.example'],
      eduCourseMember: [
        ...Array.from(
          { length: CONCERNED },
          (_, n) =>
            `urn:mace:ulagoa.example:crs:C${(person * 7 + n * Math.floor(courses / CONCERNED)) % courses}`,
        ),
        ...Array.from({ length: 3 }, (_, n) => `urn:mace:ulagoa.example:crs:X${person + n}`),
      ],
      studyYear: ['3'],
      schacUserStatus: ['active'],
      mail: [`person${person}@ulagoa.example`],
      displayName: [`Person ${person}`],
      isMemberOf: Array.from({ length: 40 }, (_, n) => `urn:mace:ulagoa.example:group:${person}:${n}`),
    },
  }));
}

/** When all of it is decided. */
export const decidedAt = NOW;
