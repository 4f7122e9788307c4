/** What a driver finds; it never guesses. `unknown` means that nobody could be asked. */
export type ObservedState = 'absent' | 'stopped' | 'running' | 'paused' | 'stopping' | 'crashed' | 'unknown';

/** Where a display can be reached by the broker, and by nobody else. */
export type DisplayEndpoint =
  { kind: 'unix'; path: string } | { kind: 'tcp'; host: string; port: number; password?: string };

/** All that a driver needs to know of a machine; a driver knows no person and no class. */
export interface MachineSpec {
  /** RFC 9562 id: also the domain's uuid, so that defining is repeatable. */
  id: string;
  /** Unique on the host; the guest can read it. */
  name: string;
  /** The base image that the disk is a copy-on-write clone of. */
  imagePath: string;
  memoryMiB: number;
  vcpus: number;
  /** For people who look at the host with other tools. */
  owner: string;
  pool: string;
}

/** What a driver knows of one machine now. */
export interface Observation {
  state: ObservedState;
  /** Why it is so, in the driver's own words: `shutdown`, `destroyed`, `crashed`. */
  reason?: string;
  /** Where its display is while it runs. */
  display?: DisplayEndpoint;
}

export type PowerAction = 'shutdown' | 'force-off' | 'restart' | 'reset' | 'pause' | 'resume';

/** Something happened to a machine; the reconciler looks again, and takes nothing else from the event. */
export interface DriverEvent {
  machineId: string;
  /** For the log: `started`, `stopped: shutdown`. */
  what: string;
}

/** What was proved about a host by trying it. */
export interface HostProof {
  kind: 'kvm' | 'qemu' | 'simulated';
  /** From power-on to the guest's first sign of life. */
  bootMilliseconds: number;
}

export interface HostFacts {
  version: string;
  memoryMiB: number;
  freeMemoryMiB: number;
  vcpus: number;
}

/**
 * A hypervisor, as the broker sees it. Every call may be slow, may time out with its outcome unknown, and may be
 * repeated: `prepare`, `power` and `remove` are idempotent. A call that fails throws DriverError.
 */
export interface HypervisorDriver {
  /** Which abilities this engine lacks. */
  readonly cannot: ReadonlySet<PowerAction>;
  /** Reaches the host and tells what it is. Throws `unreachable`. */
  facts(): Promise<HostFacts>;
  /** Boots a throw-away guest and watches it: what a host claims to run proves nothing. */
  prove(imagePath: string): Promise<HostProof>;
  /** Makes the machine's disk, if it has none; `fresh` throws the old disk away first. The machine must be off. */
  prepare(machine: MachineSpec, options: { fresh: boolean }): Promise<void>;
  /** Powers the machine on with a display that belongs to this activation alone. Answers where the display is. */
  start(machine: MachineSpec, activation: number): Promise<DisplayEndpoint>;
  /** Asks for one power change. Resolves when the hypervisor took the order, which is not yet the new state. */
  power(machineId: string, action: PowerAction): Promise<void>;
  /** Takes the machine and its disk away. Nothing to take away is fine. */
  remove(machineId: string): Promise<void>;
  /** Looks at one machine. */
  observe(machineId: string): Promise<Observation>;
  /** Looks at all machines of ours at once. */
  observeAll(): Promise<Map<string, Observation>>;
  /** Tells of changes until stopped. `onLost` is called when events can no longer be trusted; then observe all. */
  watch(onEvent: (event: DriverEvent) => void, onLost: (why: string) => void): Promise<() => Promise<void>>;
  /** A picture of the screen as PNG, or null when there is none. */
  screen(machineId: string): Promise<Uint8Array | null>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** Why a driver's call failed; `outcome` says whether the order may have been carried out all the same. */
export type DriverErrorCode =
  | 'unreachable'
  | 'timed-out'
  | 'image-missing'
  | 'image-invalid'
  | 'not-found'
  | 'wrong-state'
  | 'refused'
  | 'no-space'
  | 'unsupported';

export class DriverError extends Error {
  constructor(
    readonly code: DriverErrorCode,
    message: string,
    options: { cause?: unknown; outcome?: 'failed' | 'unknown' } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DriverError';
    this.outcome = options.outcome ?? (code === 'timed-out' ? 'unknown' : 'failed');
  }

  readonly outcome: 'failed' | 'unknown';
}
