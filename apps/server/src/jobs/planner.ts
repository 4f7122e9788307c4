import type { Viewer } from '../platform/index';

/** Stands where the session of a person stands; no session has such a name. */
const PLAN = 'plan';

/** Virlab itself as it does what a plan says, with no more rights than it needs for one class. */
export function plannerOf(classId: string): Viewer {
  return {
    ...{ userId: 'virlab', displayName: 'Virlab', sessionId: PLAN },
    ...{ roles: [], abilities: [], teaches: [classId] },
  };
}

/** Whether it is Virlab itself that asks, or asked. */
export function isPlanner({ sessionId }: Pick<Viewer, 'sessionId'>): boolean {
  return sessionId === PLAN;
}
