const MINUTE = 60_000;
/** OpenSAML's limits (identity federation facts 2.6). */
export const SHORTEST_DELAY_MS = 10 * MINUTE;
export const LONGEST_DELAY_MS = 8 * 60 * MINUTE;
const FACTOR = 0.75;

/**
 * Milliseconds until metadata is looked for again: three quarters of what is left of its validity or of what its
 * publisher asks to keep it for, whichever is less, between 10 minutes and 8 hours.
 */
export function refreshDelay(
  metadata: { validUntil: Date; cacheDurationMs?: number | undefined },
  now: Date,
): number {
  const left = metadata.validUntil.getTime() - now.getTime();
  const wanted = FACTOR * Math.min(left, metadata.cacheDurationMs ?? Number.POSITIVE_INFINITY);
  return Math.min(LONGEST_DELAY_MS, Math.max(SHORTEST_DELAY_MS, wanted));
}

/** Milliseconds until the next attempt after so many failed in a row: 10 minutes, doubled each time, up to 8 hours. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, SHORTEST_DELAY_MS * 2 ** Math.min(10, Math.max(0, failures - 1)));
}
