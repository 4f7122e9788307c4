/** `virDomainEventType`, by its number, with the details of each. */
const LIFECYCLE = [
  ['defined', ['added', 'updated', 'renamed', 'from-snapshot']],
  ['undefined', ['removed', 'renamed']],
  ['started', ['booted', 'migrated', 'restored', 'from-snapshot', 'wakeup']],
  [
    'suspended',
    ['paused', 'migrated', 'io-error', 'watchdog', 'restored', 'from-snapshot', 'api-error', 'post-copy'],
  ],
  ['resumed', ['unpaused', 'migrated', 'from-snapshot', 'post-copy']],
  ['stopped', ['shutdown', 'destroyed', 'crashed', 'migrated', 'saved', 'failed', 'from-snapshot']],
  ['shutdown', ['finished', 'guest', 'host']],
  ['pmsuspended', ['memory', 'disk']],
  ['crashed', ['panicked']],
] as const;

/** What happened to a machine; `unknown` is an event of a newer libvirt. */
export type LifecycleEventName = (typeof LIFECYCLE)[number][0] | 'unknown';

/** The names of a lifecycle event and its detail. */
export function lifecycleEvent(event: number, detail: number): { event: LifecycleEventName; detail: string } {
  const [name, details] = LIFECYCLE[event] ?? (['unknown', []] as const);
  return { event: name, detail: details[detail] ?? 'unknown' };
}

const PHASES = ['connect', 'initialize', 'disconnect'] as const;

/** How far a viewer of a machine's screen has come. */
export type GraphicsPhase = (typeof PHASES)[number] | 'unknown';

export function graphicsPhase(number: number): GraphicsPhase {
  return PHASES[number] ?? 'unknown';
}

const FAMILIES = ['ipv4', 'ipv6', 'unix'] as const;

/** How a viewer is connected. */
export type AddressFamily = (typeof FAMILIES)[number] | 'unknown';

export function addressFamily(number: number): AddressFamily {
  return FAMILIES[number] ?? 'unknown';
}

/** Whether the guest agent answers (`virConnectDomainEventAgentLifecycleState`). */
export type AgentState = 'connected' | 'disconnected' | 'unknown';

export function agentState(number: number): AgentState {
  return number === 1 ? 'connected' : number === 2 ? 'disconnected' : 'unknown';
}

const METADATA = ['description', 'title', 'element'] as const;

/** Which part of a machine's metadata (`virDomainMetadataType`); an element is found by its namespace. */
export type MetadataKind = (typeof METADATA)[number];

export function metadataNumber(kind: MetadataKind): number {
  return METADATA.indexOf(kind);
}

export function metadataKind(number: number): MetadataKind | 'unknown' {
  return METADATA[number] ?? 'unknown';
}

const IO_ERROR_ACTIONS = ['none', 'pause', 'report'] as const;

/** What was done about a disk that could not be read or written (`virDomainEventIOErrorAction`). */
export type IoErrorAction = (typeof IO_ERROR_ACTIONS)[number] | 'unknown';

export function ioErrorAction(number: number): IoErrorAction {
  return IO_ERROR_ACTIONS[number] ?? 'unknown';
}

const NETWORK_EVENTS = ['defined', 'undefined', 'started', 'stopped'] as const;

/** What happened to a network (`virNetworkEventLifecycleType`). */
export type NetworkEventName = (typeof NETWORK_EVENTS)[number] | 'unknown';

export function networkEvent(number: number): NetworkEventName {
  return NETWORK_EVENTS[number] ?? 'unknown';
}

const POOL_EVENTS = ['defined', 'undefined', 'started', 'stopped', 'created', 'deleted'] as const;

/** What happened to a storage pool (`virStoragePoolEventLifecycleType`). */
export type PoolEventName = (typeof POOL_EVENTS)[number] | 'unknown';

export function poolEvent(number: number): PoolEventName {
  return POOL_EVENTS[number] ?? 'unknown';
}
