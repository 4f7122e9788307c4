import type { Duplex } from 'node:stream';

/** What a file system has room for, as whoever has no special rights may fill it. */
export interface FileRoom {
  totalBytes: number;
  freeBytes: number;
  /** How many files it may hold; 0 where it has no such limit. */
  files: number;
  freeFiles: number;
}

/** What lies beside a libvirt daemon on its host, and libvirt gives no call for: files of machines, sockets of displays. */
export interface HostSide {
  /** How a UNIX socket of the host is told of: one of this computer, or one `elsewhere`. */
  readonly sockets: 'unix' | 'elsewhere';
  /** The start of a file, at most so many bytes; null when it cannot be read (yet). */
  readStart(file: string, bytes: number): Promise<Buffer | null>;
  /** Null when that cannot be told. */
  roomOf(directory: string): Promise<FileRoom | null>;
  /** Removes files of a folder whose names begin with `stem` and end in one of `ends`. What cannot be removed stays. */
  removeFiles(directory: string, stem: string, ends: readonly string[]): Promise<void>;
  /**
   * A stream to a UNIX socket; that nobody listens there is told by its error or its end.
   *
   * @param use - a `glance` ends at once; what people look at has nothing beside it that could keep it waiting
   */
  connect(socketPath: string, use: 'glance' | 'screen'): Promise<Duplex>;
  /** Lets go of what is open, except of streams, which belong to who opened them. */
  close(): Promise<void>;
}
