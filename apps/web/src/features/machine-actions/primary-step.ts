import type { Machine, MachineAction } from '@virlab/contracts';

/** What the big button of a machine does before it opens its page. */
export function stepBeforeOpening(machine: Machine): MachineAction | undefined {
  if (machine.state === 'stopped') return 'start';
  if (machine.state === 'paused') return 'resume';
  return undefined;
}

/** Why the step before opening is refused now, if it is. */
export function stepRefusal(machine: Machine) {
  const step = stepBeforeOpening(machine);
  const ability = machine.actions.find(({ action }) => action === step);
  return step && ability && !ability.allowed ? (ability.reason ?? 'not-entitled') : undefined;
}

/** The likely action on the machine's own page: what ends or begins its run. */
export function likelyAction(machine: Machine): MachineAction {
  // Its power button was pressed for long enough; pulling the plug is offered, never done by itself.
  if (machine.failure?.code === 'shutdown-ignored') return 'force-off';
  if (machine.state === 'stopped' || machine.state === 'failed') return 'start';
  return machine.state === 'paused' ? 'resume' : 'shutdown';
}
