import { open } from 'node:fs/promises';

/** A guest says that it is ready in its first lines; what comes after this many bytes is not looked at. */
const MOST_BYTES = 256 * 1024;

/** What the guest has written to its serial port, from the start; null when the log cannot be read (yet). */
export async function readSerialLog(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(MOST_BYTES);
      const { bytesRead } = await file.read(buffer, 0, MOST_BYTES, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
