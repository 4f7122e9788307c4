import type { HostSide } from '../host-side/index';

/** A guest says that it is ready in its first lines; what comes after this many bytes is not looked at. */
const MOST_BYTES = 256 * 1024;

/** What the guest has written to its serial port, from the start; null when the log cannot be read (yet). */
export async function readSerialLog(side: HostSide, path: string): Promise<string | null> {
  return (await side.readStart(path, MOST_BYTES))?.toString('latin1') ?? null;
}
