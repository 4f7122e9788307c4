import type { Usage } from '@virlab/contracts';

const COLUMNS = ['id', 'name', 'runs', 'machines', 'machine hours', 'GiB hours', 'vCPU hours'];
/** Lets spreadsheets see that it is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Machine hours as a table for a spreadsheet (RFC 4180). */
export function writeUsageCsv({ rows }: Usage): string {
  const lines = rows.map(({ ref, title, runs, machines, machineHours, memoryGiBHours, vcpuHours }) => [
    ...[ref ?? '', title ?? ''],
    ...[runs, machines, machineHours, memoryGiBHours, vcpuHours].map(String),
  ]);
  return `${BYTE_ORDER_MARK}${[COLUMNS, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
