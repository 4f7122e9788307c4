import type { MachineRow } from '../reconciling/next-step';

/** When the specs of steps begin, in milliseconds since 1970. */
export const START = Date.parse('2026-11-23T09:00:00.000Z');

/** The row of a machine that was never started, with what a spec wants otherwise. */
export function rowAt(changes: Partial<MachineRow> = {}): MachineRow {
  return {
    ...{ wanted: 'stopped', order: null, orderArgument: null, wantedAt: new Date(START), observed: 'absent' },
    ...{ observedAt: new Date(START), activation: 0, display: null, stages: [], failureCode: null },
    ...{ failureMessage: null, attempts: 0, diskSince: null, reservedMemoryMiB: 96, waitsFor: null },
    ...changes,
  };
}
