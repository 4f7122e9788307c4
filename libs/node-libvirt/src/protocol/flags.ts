/** `virConnectListAllDomainsFlags`: any of those set; none set means all. */
export const LIST_DOMAINS = {
  active: 1,
  inactive: 2,
  persistent: 4,
  transient: 8,
  running: 16,
  paused: 32,
  shutoff: 64,
  other: 128,
} as const;

/** `virDomainXMLFlags` */
export const DOMAIN_XML = { secure: 1, inactive: 2 } as const;

/** `virDomainUndefineFlagsValues` */
export const UNDEFINE_DOMAIN = { managedSave: 1, snapshotMetadata: 2, nvram: 4, keepNvram: 8 } as const;

/** `virDomainCreateFlags` */
export const CREATE_DOMAIN = { paused: 1, ignoreManagedSave: 8 } as const;

/** `virDomainConsoleFlags`: cut off who is at the console now, or only attach where that cannot harm others. */
export const OPEN_CONSOLE = { force: 1, safe: 2 } as const;

/** `virDomainDestroyFlagsValues`: graceful never kills a process that ignores the polite signal, and fails instead. */
export const DESTROY_DOMAIN = { graceful: 1 } as const;

/** `virDomainModificationImpact`: which of the running machine and its stored definition to change. */
export const AFFECT = { current: 0, live: 1, config: 2 } as const;

/** `virDomainStatsTypes` */
export const DOMAIN_STATS = {
  state: 1,
  cpuTotal: 2,
  balloon: 4,
  vcpu: 8,
  interface: 16,
  block: 32,
} as const;

/** `virConnectGetAllDomainStatsFlags`, besides those of {@link LIST_DOMAINS}: do not wait for a machine that is busy. */
export const DOMAIN_STATS_FLAGS = { noWait: 0x20000000, enforce: 0x80000000 } as const;

/** `virStorageVolCreateFlags` */
export const CREATE_VOLUME = { preallocateMetadata: 1, reflink: 2 } as const;

/** How to ask a guest to stop or restart (`virDomainShutdownFlagValues`, `virDomainRebootFlagValues`). */
export const SHUTDOWN_MODE = { default: 0, acpi: 1, agent: 2 } as const;
export type ShutdownMode = keyof typeof SHUTDOWN_MODE;

/** Where addresses of a machine come from (`virDomainInterfaceAddressesSource`). */
export const ADDRESS_SOURCE = { lease: 0, agent: 1, arp: 2 } as const;
export type AddressSource = keyof typeof ADDRESS_SOURCE;

/** Meaning of key numbers in a send-key call (`virKeycodeSet`). */
export const KEYCODE_SET = { linux: 0, xt: 1, qnum: 8 } as const;
export type KeycodeSet = keyof typeof KEYCODE_SET;

/** `virDomainSnapshotCreateFlags` */
export const CREATE_SNAPSHOT = { diskOnly: 16, atomic: 128 } as const;

/** `virDomainSnapshotRevertFlags`: how to leave the machine, whatever it did when the snapshot was taken. */
export const REVERT_SNAPSHOT = { running: 1, paused: 2, force: 4 } as const;

/** `virDomainSnapshotDeleteFlags` */
export const DELETE_SNAPSHOT = { withChildren: 1, metadataOnly: 2 } as const;
