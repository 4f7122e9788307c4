import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Log } from './log';

/**
 * Sends a table (CSV) to take along, line by line. One that breaks off after its first line cannot be answered with a problem any
 * more: the connection is cut, so that nobody takes it for whole, and the log is told with the code `table-cut-short`. A reader that
 * goes away is no fault of ours.
 *
 * @param name - of the file
 */
export async function sendTable(
  lines: Readable,
  { name, response, log }: { name: string; response: Response; log: Log },
): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  });
  try {
    await pipeline(lines, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    log.error({ err: error, code: 'table-cut-short', table: name }, 'a table ended before its last line');
  }
}
