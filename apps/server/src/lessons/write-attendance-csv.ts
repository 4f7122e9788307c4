import type { Attendee } from '@virlab/contracts';
import { BYTE_ORDER_MARK, csvLine } from '../platform/index';

const COLUMNS = ['name', 'signed in from', 'signed in to', 'machine minutes'];

/** Who was there as a table for a spreadsheet (RFC 4180), the times by the campus clock. */
export function writeAttendanceCsv(attendees: readonly Attendee[], timeZone: string): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const time = (at: string | undefined) => (at === undefined ? '' : clock.format(new Date(at)));
  const lines = attendees.map(({ person, signedInFrom, signedInTo, machineMinutes }) => [
    ...[person.displayName, time(signedInFrom), time(signedInTo), String(machineMinutes)],
  ]);
  return `${BYTE_ORDER_MARK}${[COLUMNS, ...lines].map(csvLine).join('')}`;
}
