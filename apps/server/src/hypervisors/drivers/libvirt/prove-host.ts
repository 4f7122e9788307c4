import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../platform/index';
import { DriverError, type GuestSpec, type HostProof, type MachineSpec } from '../../hypervisor-driver';

/** Names of throw-away guests; whatever is found under it on a host is ours to take away. */
export const PROOF_NAME = 'virlab-proof-';
/** Ids of throw-away guests end so, so that what there is of one is known without its domain. */
const PROOF_ID_END = '706f6f66';

/** Whether a machine, or what is left of one, is a throw-away guest's. */
export const isProofId = (machineId: string): boolean => machineId.endsWith(PROOF_ID_END);

const LOOK_EVERY_MS = 100;

/** How long a guest may stay silent. A kernel under KVM prints within two seconds, emulated on a busy host within ten. */
const FIRST_WORD_MS = { kvm: 15_000, qemu: 60_000, lxc: 15_000 };
/** Ways to run a guest that are tried, in this order. */
type Way = keyof typeof FIRST_WORD_MS;
/** How long it may take from its first word to its ready line; the proof stands all the same when it does not come. */
const READY_MS = 60_000;

/** What proving needs of the driver: to run a guest once, and to see what it does. */
export interface ProofBench {
  powerOn(machine: MachineSpec, way: Way): Promise<void>;
  /** What the guest has written to its serial port; null when nobody can read it. */
  said(machine: MachineSpec): Promise<string | null>;
  isRunning(machine: MachineSpec): Promise<boolean>;
  takeAway(machine: MachineSpec): Promise<void>;
}

/**
 * Boots a throw-away guest under KVM, and if it stays silent under emulation: a host can list KVM, accept its domains,
 * and still not run a guest by it.
 *
 * @param ways - what is tried instead, where a guest can run in other ways
 * @throws DriverError `unreachable` when the host went away, `image-…` when there is nothing to boot, `refused` when
 *   neither way brings a guest to say a word
 */
export async function proveHost(
  bench: ProofBench,
  guest: GuestSpec & { readyLine: string | null },
  ways: readonly Way[] = ['kvm', 'qemu'],
): Promise<HostProof> {
  const faults: string[] = [];
  for (const kind of ways) {
    try {
      return { kind, bootMilliseconds: await bootOnce(bench, guest, kind) };
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      if (['unreachable', 'image-missing', 'image-invalid', 'no-space'].includes(error.code)) throw error;
      faults.push(`${kind}: ${error.message}`);
    }
  }
  throw new DriverError('refused', `no guest boots here; ${faults.join('; ')}`);
}

async function bootOnce(
  bench: ProofBench,
  guest: GuestSpec & { readyLine: string | null },
  kind: Way,
): Promise<number> {
  const id = `${newId().slice(0, -PROOF_ID_END.length)}${PROOF_ID_END}`;
  const machine: MachineSpec = {
    ...{ ...guest, id, name: `${PROOF_NAME}${id.slice(0, 8)}`, owner: 'virlab', pool: 'proof' },
    network: { kind: 'none' },
  };
  try {
    await bench.powerOn(machine, kind);
    const from = performance.now();
    const firstWord = await listen(bench, machine, from + FIRST_WORD_MS[kind], () => true);
    if (firstWord === null) {
      const heard =
        (await bench.said(machine)) === null ? 'its serial log cannot be read' : 'it stayed silent';
      throw new DriverError('refused', `${heard} for ${FIRST_WORD_MS[kind] / 1000} s`);
    }
    const { readyLine } = guest;
    const ready =
      readyLine === null
        ? null
        : await listen(bench, machine, firstWord + READY_MS, (said) => said.includes(readyLine));
    return Math.round((ready ?? firstWord) - from);
  } finally {
    await bench.takeAway(machine);
  }
}

/** When the guest said what is waited for; null when it did not until the deadline, or ended before. */
async function listen(
  bench: ProofBench,
  machine: MachineSpec,
  deadline: number,
  isEnough: (said: string) => boolean,
): Promise<number | null> {
  for (;;) {
    const said = await bench.said(machine);
    if (said && isEnough(said)) return performance.now();
    if (performance.now() > deadline || !(await bench.isRunning(machine))) return null;
    await pause(LOOK_EVERY_MS);
  }
}
