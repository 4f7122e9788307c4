import path from 'node:path';
import type { HostSide } from './drivers/host-side/index';

/** Linux has 108 bytes for a socket's path, one of them for the NUL at its end (unix(7)). */
export const LONGEST_SOCKET_PATH = 107;

/** Hex digits of a machine's id in the names of its files: enough to keep all machines of a host apart. */
const SHORT_ID = 16;

/**
 * Longest folder for sockets that leaves room for `/<16 digits>-<10 digits>.vnc` below `LONGEST_SOCKET_PATH`.
 * In bytes of UTF-8.
 */
export const LONGEST_SOCKETS_DIRECTORY = LONGEST_SOCKET_PATH - (1 + SHORT_ID + 1 + 10 + 4);

/** The files of one activation: nobody who knew those of an earlier one can reach this one by them. */
export interface ActivationFiles {
  display: string;
  serialLog: string;
}

/** Where the display and the serial log of one activation of a machine are. */
export function activationFiles(
  socketsDirectory: string,
  machineId: string,
  activation: number,
): ActivationFiles {
  const stem = path.join(socketsDirectory, `${shortId(machineId)}-${activation}`);
  return { display: `${stem}.vnc`, serialLog: `${stem}.log` };
}

/** Removes what earlier activations of a machine left behind. What cannot be removed stays: it opens nothing. */
export async function removeActivationFiles(
  side: HostSide,
  socketsDirectory: string,
  machineId: string,
): Promise<void> {
  await side.removeFiles(socketsDirectory, `${shortId(machineId)}-`, ['.vnc', '.log']);
}

function shortId(machineId: string): string {
  return machineId.replaceAll('-', '').slice(0, SHORT_ID);
}
