import type { Duplex } from 'node:stream';

/** What a driver finds; it never guesses. `unknown` means that nobody could be asked. */
export type ObservedState = 'absent' | 'stopped' | 'running' | 'paused' | 'stopping' | 'crashed' | 'unknown';

/** Where a picture of a guest's screen can be reached by the broker, and by nobody else (RFB). */
export type PictureEndpoint =
  | { kind: 'unix'; path: string }
  | { kind: 'tcp'; host: string; port: number; password?: string }
  /** A UNIX socket of another computer, reached through the driver (`openPicture`). */
  | { kind: 'elsewhere'; path: string };

/** A display is a picture, or a text console: that one is reached through the driver (`openText`). */
export type DisplayEndpoint = PictureEndpoint | { kind: 'text'; activation: number };

/** What a guest runs by; found out by booting one. `lxc`: as a container, on the host's own kernel. */
export type RunsBy = 'kvm' | 'qemu' | 'lxc' | 'simulated';

/** What machines of a driver are made of: the disk of a computer, or an archive of a root file system. */
export type ImageKind = 'disk' | 'root';

/** What is needed to boot a guest. */
export interface GuestSpec {
  /** The base image: a disk that the machine's is a copy-on-write clone of, or an archive that is unpacked for it. */
  imagePath: string;
  memoryMiB: number;
  vcpus: number;
  /** Size of the disk, at least that of the image; that of the image when left out. */
  diskGiB?: number;
  /** What draws the display; `vga` when left out, which every guest knows. */
  video?: 'vga' | 'virtio';
}

/**
 * What a machine is plugged into: nothing, or a wire that only machines of the same name on the same host share. A guest
 * reaches no address of the host by it.
 */
export type NetworkSpec = { kind: 'none' } | { kind: 'private'; name: string };

/** All that a driver needs to know of a machine; a driver knows no person and no class. */
export interface MachineSpec extends GuestSpec {
  /** RFC 9562 id: also the domain's uuid, so that defining is repeatable. */
  id: string;
  /** Unique on the host; the guest can read it. */
  name: string;
  /** For people who look at the host with other tools. */
  owner: string;
  pool: string;
  network: NetworkSpec;
}

/** What a driver knows of one machine now. */
export interface Observation {
  state: ObservedState;
  /** Why it is so, in the driver's own words: `shutdown`, `destroyed`, `crashed`. */
  reason?: string;
  /** Where its display is while it runs; only when one machine was asked for. */
  display?: DisplayEndpoint;
}

/** How far a guest has come since it was powered on. */
export interface GuestSigns {
  /** Its display answers. */
  picture: boolean;
  /** It said its ready line; null when nobody can hear what it says. */
  ready: boolean | null;
}

/** Restarting and reverting are made of these by the reconciler, so that each start has a display of its own. */
export type PowerAction = 'shutdown' | 'force-off' | 'reset' | 'pause' | 'resume';

/** What an engine may lack. */
export type Ability = PowerAction | 'snapshot' | 'private-network';

/**
 * One thing on a host that is there for a machine, whether the machine is still known or not: whoever knows the machines
 * judges that. A `domain` is what runs it, a `volume` its disk or a half-made one.
 */
export interface Leftover {
  kind: 'domain' | 'volume' | 'network';
  /** As the host calls it. */
  name: string;
  /** Whose it is; null for a network, which several machines share. */
  machineId: string | null;
  /** False where only the name speaks for it: such a thing is never taken away. */
  isOurs: boolean;
}

/** Something happened to a machine; the reconciler looks again, and takes nothing else from the event. */
export interface DriverEvent {
  machineId: string;
  /** For the log: `started: booted`, `stopped: shutdown`. */
  what: string;
}

/** Who wants to know what happens on a host. None of these may throw. */
export interface DriverHearer {
  changed(event: DriverEvent): void;
  /** Nothing is known from here on, until `back`. Told once for each loss; `why` is for operators. */
  lost(why: string): void;
  /** Events flow from here on, also for the first time: whoever hears it looks at everything once. */
  back(): void;
}

/** What was proved about a host by trying it. */
export interface HostProof {
  kind: RunsBy;
  /** From power-on to the guest's ready line, or its first sign of life where it has none. */
  bootMilliseconds: number;
}

export interface HostFacts {
  version: string;
  memoryMiB: number;
  freeMemoryMiB: number;
  vcpus: number;
  /** Of the file system that the folder for images is on; absent where the driver cannot tell. */
  disk?: { totalMiB: number; freeMiB: number };
}

/**
 * A hypervisor, as the broker sees it. Every call may be slow, may time out with its outcome unknown, and may be
 * repeated: `prepare`, `start`, `power` to the state at hand, `remove`, and all that is done to snapshots are idempotent. A
 * call that fails throws DriverError and nothing else.
 */
export interface HypervisorDriver {
  /** Which abilities this engine lacks. */
  readonly cannot: ReadonlySet<Ability>;
  /** What its machines show. Of text there are no pictures: `screen` answers null. */
  readonly shows: 'picture' | 'text';
  /** Reaches the host and tells what it is. Throws `unreachable`. */
  facts(): Promise<HostFacts>;
  /** Boots a throw-away guest and watches it: what a host claims to run proves nothing. */
  prove(guest: GuestSpec & { readyLine: string | null }): Promise<HostProof>;
  /**
   * Makes the machine's disk, if it has none; `fresh` throws the old disk and its snapshots away first. The machine must
   * be off.
   */
  prepare(machine: MachineSpec, options: { fresh: boolean }): Promise<void>;
  /**
   * Powers the machine on with a display that belongs to this activation alone. Answers where the display is, also when
   * the machine runs in this activation already; in another one it is `wrong-state`.
   */
  start(machine: MachineSpec, activation: number, runsBy: RunsBy): Promise<DisplayEndpoint>;
  /** Asks for one power change. Resolves when the hypervisor took the order, which is not yet the new state. */
  power(machineId: string, action: PowerAction): Promise<void>;
  /** Takes the machine, its disk and its snapshots away. Nothing to take away is fine. */
  remove(machineId: string): Promise<void>;
  /**
   * Keeps the disk as it is now under a name of letters, digits, `.`, `_` and `-`, at most 64; one of that name stays as
   * it is. The machine must have been started once and be off, else `not-found` or `wrong-state`.
   *
   * @returns what it costs on the host's disk, in bytes; null when the host cannot tell
   */
  snapshot(machineId: string, name: string): Promise<{ bytes: number | null }>;
  /** Puts the disk back to a snapshot, which stays. Throws `not-found`, or `wrong-state` when the machine is not off. */
  restore(machineId: string, name: string): Promise<void>;
  /** Forgets a snapshot. None of that name is fine; the machine must be off. */
  removeSnapshot(machineId: string, name: string): Promise<void>;
  /** Names of the machine's snapshots, the oldest first; none for a machine that is not there. */
  snapshots(machineId: string): Promise<string[]>;
  /** Everything on the host that is there for machines; throw-away guests that prove the host are not among it. */
  leftovers(): Promise<Leftover[]>;
  /**
   * Takes one leftover away, and with a domain its snapshots, after looking again that it is ours. What is gone is fine.
   *
   * @throws DriverError `refused` for what is not ours
   */
  clear(leftover: Leftover): Promise<void>;
  /** Looks at one machine. */
  observe(machineId: string): Promise<Observation>;
  /** Looks at all machines at once; those of others may be among them. */
  observeAll(): Promise<Map<string, Observation>>;
  /** Looks how far the guest of a running machine has come. */
  signs(machineId: string, activation: number, readyLine: string | null): Promise<GuestSigns>;
  /** Tells of changes until stopped, through losses of the host. An unreachable host is a loss, not an error. */
  watch(hearer: DriverHearer): () => Promise<void>;
  /**
   * A stream to a display that is `elsewhere`. That it is not there (any more) is told by the stream's error or end.
   *
   * @throws DriverError `unsupported` of a driver whose displays are all at hand
   */
  openPicture(path: string): Promise<Duplex>;
  /**
   * The text console of a running machine in this activation: what it says, and what is typed. Whoever opened it before is
   * cut off. It ends with the machine; destroying it leaves it.
   *
   * @throws DriverError `unsupported` when it shows pictures; `not-found`, `wrong-state` when it is off, or in another
   *   activation
   */
  openText(machineId: string, activation: number): Promise<Duplex>;
  /**
   * A picture of the screen, or null when there is none: PNG, or PPM (`P6`, 8 bits a channel), whichever costs the driver
   * less; whoever shows it makes of it what is needed, in a thread of its own.
   */
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
  | 'name-taken'
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
