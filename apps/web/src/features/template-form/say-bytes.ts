import type { Format } from '../../texts/format';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const STEP = 1_024;

/** A size with the unit that leaves one to four digits: `8 MiB`, `1.4 GiB`. */
export function sayBytes(bytes: number, format: Pick<Format, 'number'>): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit++;
  }
  const shown = value < 10 && unit > 0 ? Math.round(10 * value) / 10 : Math.round(value);
  return `${format.number(shown)} ${UNITS[unit] ?? 'B'}`;
}

/** MiB as people say it. */
export function sayMiB(mib: number, format: Pick<Format, 'number'>): string {
  return sayBytes(mib * STEP * STEP, format);
}
