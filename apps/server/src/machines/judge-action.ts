import { type ActionAbility, MACHINE_ACTIONS, type RefusalReason } from '@virlab/contracts';
import type { Ability } from '../hypervisors/index';
import {
  type HostHealth,
  isRefused,
  type LifecycleAction,
  presentState,
  type Stateful,
  type Transition,
  transitionOf,
} from './machine-lifecycle';

/** What an action is judged by. */
export interface Case {
  machine: Stateful;
  health: HostHealth;
  /** Whether its owner has the right to the machine now. */
  isEntitled: boolean;
  /** What the driver of its host lacks. */
  cannot: ReadonlySet<Ability>;
  /** Why its pool's terms keep it off now: closed, or the lease is over. */
  whyOff?: RefusalReason | null;
}

/** What the driver must be able to do for an action. */
const NEEDS: Partial<Record<LifecycleAction, Ability>> = {
  shutdown: 'shutdown',
  restart: 'shutdown',
  'force-off': 'force-off',
  revert: 'force-off',
  reset: 'reset',
  pause: 'pause',
  resume: 'resume',
  snapshot: 'snapshot',
  restore: 'snapshot',
  'remove-snapshot': 'snapshot',
};

/** Without a right to it a machine can only be brought to rest. */
const WITHOUT_RIGHT: ReadonlySet<LifecycleAction> = new Set(['shutdown', 'force-off']);

/** What an action would do now, or why it is refused. Right before state: who has none learns nothing else. */
export function judgeAction(
  action: LifecycleAction,
  { machine, health, isEntitled, cannot, whyOff }: Case,
): Transition {
  if (!isEntitled && !WITHOUT_RIGHT.has(action)) return 'not-entitled';
  if (isSaving(machine) && health !== 'silent') return 'still-saving';
  const transition = transitionOf(presentState(machine, health), action);
  if (isRefused(transition)) return transition;
  if (action === 'start' && whyOff) return whyOff;
  const needed = NEEDS[action];
  return needed && cannot.has(needed) ? 'driver-cannot' : transition;
}

/** A snapshot takes a moment; whatever else were ordered meanwhile would lose it. */
function isSaving({ order }: Stateful): boolean {
  return order === 'snapshot' || order === 'remove-snapshot';
}

/** Every action with whether it is allowed now and, if not, why. */
export function judgeActions(given: Case): ActionAbility[] {
  return MACHINE_ACTIONS.map((action) => {
    const transition = judgeAction(action, given);
    return isRefused(transition) ? { action, allowed: false, reason: transition } : { action, allowed: true };
  });
}
