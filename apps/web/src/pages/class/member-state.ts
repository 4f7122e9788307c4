import type { ClassMember, StateShape } from '@virlab/contracts';
import type { Format } from '../../texts/format';
import type { ClassTexts } from '../../texts/staff/class/en';

/** A member with what a wall shows of them. */
export interface SeenMember {
  /** Distinguishes the person in the page. */
  key: string;
  member: ClassMember;
  name: string;
  state: StateShape;
  /** When the state of the machine began; people who are missing have a cause instead. */
  since: string | undefined;
}

/**
 * What a wall says of somebody. Who is not signed in and whose machine is off is missing; who is signed in and has no
 * machine has no access.
 */
export function seenMember(member: ClassMember): SeenMember {
  const { person, machine, signedIn } = member;
  const head = { key: person.id, member, name: person.displayName };
  if (!machine) return { ...head, state: signedIn ? 'locked' : 'absent', since: undefined };
  if (!signedIn && machine.state === 'stopped') return { ...head, state: 'absent', since: undefined };
  return { ...head, state: machine.state, since: machine.since };
}

interface CauseTexts {
  cause: ClassTexts['cause'];
  /** What the machine does now, while it starts. */
  stage: (stage: NonNullable<NonNullable<ClassMember['machine']>['start']>['stage']) => string;
  /** The title of a failure, by its code. */
  failure: (code: string) => string | undefined;
}

/** Why somebody's state is what it is; empty when there is nothing to say. */
export function causeOf(
  { member: { machine, lastSeenAt }, state }: SeenMember,
  texts: CauseTexts,
  format: Pick<Format, 'dayShort'>,
): string {
  const { cause } = texts;
  switch (state) {
    case 'absent':
      return lastSeenAt ? cause.lastHere(format.dayShort(lastSeenAt)) : cause.neverCame;
    case 'locked':
      return cause.noMachine;
    case 'unknown':
      return cause.hostSilent;
    case 'queued':
      return cause.queued;
    case 'failed':
      return machine?.failure ? (texts.failure(machine.failure.code) ?? machine.failure.message) : '';
    case 'starting':
      return machine?.start ? texts.stage(machine.start.stage) : '';
    default:
      return machine && !machine.grant ? cause.accessEnded : '';
  }
}
