import type { LessonOccurrence, Machine } from '@virlab/contracts';

/** Why a machine is going to be off, or not to be had any more. `limit`: of time, or the hours of its pool. */
export type EndCause = NonNullable<Machine['stops']>['because'] | 'limit' | 'access';

export interface MachineEnd {
  /** Milliseconds since 1970. */
  at: number;
  because: EndCause;
}

/** In these states a limit or the end of a lesson shuts it down. */
const ON: readonly Machine['state'][] = ['running', 'paused', 'starting'];

/**
 * What ends a machine first: what was announced, the shutdown after the lesson, its limit, its lease, the access to it.
 * Undefined when nothing does, and for what is off already but for lease and access. Pure.
 */
export function endOfMachine(
  machine: Machine,
  lesson: Pick<LessonOccurrence, 'shutDownAt'> | undefined,
): MachineEnd | undefined {
  const { state, stops, limitEndsAt, lease, grant, heldUntil } = machine;
  const ends: (MachineEnd | undefined)[] = [
    ...(ON.includes(state)
      ? [
          stops && { at: Date.parse(stops.at), because: stops.because },
          end(laterOf(lesson?.shutDownAt, heldUntil), 'lesson'),
          end(limitEndsAt, 'limit'),
        ]
      : []),
    end(lease?.until, 'lease'),
    end(grant?.validUntil, 'access'),
  ];
  return ends.filter((one) => one !== undefined).toSorted((one, other) => one.at - other.at)[0];
}

/** The end of a lesson, or later for whom more time was given. */
function laterOf(shutDownAt: string | undefined, heldUntil: string | undefined): string | undefined {
  if (shutDownAt === undefined || heldUntil === undefined) return shutDownAt;
  return Date.parse(heldUntil) > Date.parse(shutDownAt) ? heldUntil : shutDownAt;
}

function end(at: string | undefined, because: EndCause): MachineEnd | undefined {
  return at === undefined ? undefined : { at: Date.parse(at), because };
}
