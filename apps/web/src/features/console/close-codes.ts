import type { ErrorCode } from '@virlab/contracts';

/**
 * What each WebSocket close code of a console means. It repeats the `wsClose` column of ERRORS, so that the page need not
 * carry the schemas that stand beside it; close-codes.spec.ts holds both to each other.
 */
export const CLOSE_CODES: Readonly<Record<number, ErrorCode>> = {
  4401: 'not-signed-in',
  4402: 'session-ended',
  4403: 'not-allowed',
  4404: 'cross-site-request',
  4405: 'session-reused',
  4410: 'not-entitled',
  4411: 'console-not-running',
  4420: 'ticket-unknown',
  4421: 'ticket-used',
  4422: 'ticket-expired',
  4423: 'ticket-other-session',
  4424: 'ticket-stale',
  4430: 'console-ended',
  4431: 'console-taken-over',
  4500: 'internal',
  4502: 'console-unavailable',
  4503: 'host-unavailable',
};

/** Why a console closed: one of our codes, or `dropped` when the line itself broke. */
export function closeCause(closeCode: number): ErrorCode | 'dropped' {
  return CLOSE_CODES[closeCode] ?? 'dropped';
}
