import type { Usage } from '@virlab/contracts';
import { BYTE_ORDER_MARK, csvLine } from '../platform/index';

const COLUMNS = ['id', 'name', 'runs', 'machines', 'machine hours', 'GiB hours', 'vCPU hours'];

/** Machine hours as a table for a spreadsheet (RFC 4180). */
export function writeUsageCsv({ rows }: Usage): string {
  const lines = rows.map(({ ref, title, runs, machines, machineHours, memoryGiBHours, vcpuHours }) => [
    ...[ref ?? '', title ?? ''],
    ...[runs, machines, machineHours, memoryGiBHours, vcpuHours].map(String),
  ]);
  return `${BYTE_ORDER_MARK}${[COLUMNS, ...lines].map(csvLine).join('')}`;
}
