/** How many machines a host begins at a time without each becoming slower, as was seen. */
const AT_ONCE_A_HOST = 4;
/** Where no machine of a pool was started yet. */
const GUESSED_SECONDS = 120;
const MARGIN_SECONDS = 60;
const EARLIEST_SECONDS = 2 * 3600;

/** When to begin so that so many machines are ready by a moment, at most two hours before. Pure. */
export function prestartAt(
  readyBy: Date,
  { seats, hosts, usualSeconds }: { seats: number; hosts: number; usualSeconds: number | null },
): Date {
  const rounds = Math.max(1, Math.ceil(seats / (AT_ONCE_A_HOST * Math.max(1, hosts))));
  const seconds = rounds * (usualSeconds ?? GUESSED_SECONDS) + MARGIN_SECONDS;
  return new Date(readyBy.getTime() - Math.min(seconds, EARLIEST_SECONDS) * 1000);
}
