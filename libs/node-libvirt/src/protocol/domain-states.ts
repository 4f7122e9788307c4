/** `virDomainState`, by its number. */
const STATES = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
] as const;

/** What a machine is doing. `shutdown` means on its way down, `shutoff` that it is off. */
export type DomainState = (typeof STATES)[number];

/** Reasons by state and number (`virDomainRunningReason` and its siblings); 0 is always `unknown`. */
const REASONS: Readonly<Partial<Record<DomainState, readonly string[]>>> = {
  running: [
    'unknown',
    'booted',
    'migrated',
    'restored',
    'from-snapshot',
    'unpaused',
    'migration-cancelled',
    'save-cancelled',
    'wakeup',
    'crashed',
    'post-copy',
  ],
  paused: [
    'unknown',
    'user',
    'migration',
    'save',
    'dump',
    'io-error',
    'watchdog',
    'from-snapshot',
    'shutting-down',
    'snapshot',
    'crashed',
    'starting-up',
  ],
  shutdown: ['unknown', 'user'],
  shutoff: [
    'unknown',
    'shutdown',
    'destroyed',
    'crashed',
    'migrated',
    'saved',
    'failed',
    'from-snapshot',
    'daemon',
  ],
  crashed: ['unknown', 'panicked'],
};

/** The name of a state number. One of a newer libvirt reads as `nostate`. */
export function domainState(number: number): DomainState {
  return STATES[number] ?? 'nostate';
}

/** The name of a reason number within a state, `unknown` for one of a newer libvirt. */
export function stateReason(state: DomainState, reason: number): string {
  return REASONS[state]?.[reason] ?? 'unknown';
}
