import type { Attendee } from '@virlab/contracts';

const COLUMNS = ['name', 'signed in from', 'signed in to', 'machine minutes'];
/** Lets spreadsheets see that it is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@\t\r]/;

/** Who was there as a table for a spreadsheet (RFC 4180), the times by the campus clock. */
export function writeAttendanceCsv(attendees: readonly Attendee[], timeZone: string): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const time = (at: string | undefined) => (at === undefined ? '' : clock.format(new Date(at)));
  const lines = attendees.map(({ person, signedInFrom, signedInTo, machineMinutes }) => [
    ...[person.displayName, time(signedInFrom), time(signedInTo), String(machineMinutes)],
  ]);
  return `${BYTE_ORDER_MARK}${[COLUMNS, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
