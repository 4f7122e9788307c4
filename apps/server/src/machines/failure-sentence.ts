import type { DriverErrorCode } from '../hypervisors/index';

/** Every way in which a machine can fail people. */
export type MachineFailureCode =
  DriverErrorCode | 'crashed' | 'not-ready' | 'shutdown-ignored' | 'host-silent';

/** What everybody may read; the words of the hypervisor hold paths and are for who reads about hosts. */
const SENTENCES: Record<MachineFailureCode, string> = {
  unreachable: 'The host of this machine does not answer.',
  'timed-out': 'The host of this machine did not answer in time.',
  'image-missing': 'The image that this machine is made of is missing on its host.',
  'image-invalid': 'The image that this machine is made of cannot be used.',
  'not-found': 'The host does not know this machine any more.',
  'wrong-state': 'The machine was not in the state that this needs.',
  refused: 'The host refused to run this machine.',
  'name-taken': 'Something else on the host has the name of this machine or of its network.',
  'no-space': 'There is no space left on the host for the disk of this machine.',
  unsupported: 'The host cannot do this.',
  crashed: 'The machine ended unexpectedly.',
  'not-ready': 'The machine runs, but did not say that it is ready.',
  'shutdown-ignored': 'The machine does not react to its power button. It can be forced off.',
  'host-silent': 'The host of this machine does not answer. The machine may still be running.',
};

/** What went wrong with a machine, for a person; operators also get the hypervisor's own words. */
export function failureSentence(
  machine: { failureCode: string | null; failureMessage: string | null },
  isOperator: boolean,
): { code: string; message: string } {
  const code = machine.failureCode ?? 'refused';
  const sentence = isKnown(code) ? SENTENCES[code] : SENTENCES.refused;
  return { code, message: isOperator && machine.failureMessage ? machine.failureMessage : sentence };
}

function isKnown(code: string): code is MachineFailureCode {
  return Object.hasOwn(SENTENCES, code);
}
