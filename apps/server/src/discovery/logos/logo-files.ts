import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of all logos together: some 5,000 of the usual size. */
const LARGEST_ALL = 64 * 1024 * 1024;
/** Files, also empty ones: as many as a file system lists at ease. */
const MOST_FILES = 20_000;
const NAME = /^[0-9a-f]{32}(\.none)?$/;
const NONE = '.none';

/** What is known of a logo on disk. */
export interface KeptLogo {
  /** When it was fetched, or could not be. */
  readonly at: Date;
  /** Empty when there was nothing to be had. */
  readonly bytes: Buffer;
}

interface Entry {
  file: string;
  at: Date;
  size: number;
}

/**
 * Logos in a folder of our own: a file by the logo's hash, or an empty one with `.none` where there was nothing to be
 * had. What was not asked for longest goes first when they become too many.
 */
export class LogoFiles {
  /** Least lately used first. */
  private entries: Promise<Map<string, Entry>> | undefined;

  constructor(
    private readonly folder: string,
    private readonly most: { bytes: number; files: number } = { bytes: LARGEST_ALL, files: MOST_FILES },
  ) {}

  /** Undefined when nothing is known of it. */
  async find(hash: string): Promise<KeptLogo | undefined> {
    const entries = await this.list();
    const entry = entries.get(hash);
    if (!entry) return undefined;
    entries.delete(hash);
    entries.set(hash, entry);
    if (entry.size === 0) return { at: entry.at, bytes: Buffer.alloc(0) };
    try {
      return { at: entry.at, bytes: await readFile(path.join(this.folder, entry.file)) };
    } catch {
      // Somebody cleaned up: it is fetched again.
      entries.delete(hash);
      return undefined;
    }
  }

  /** Keeps a logo; no bytes say that there is none. */
  async keep(hash: string, bytes: Buffer, at: Date): Promise<void> {
    const entries = await this.list();
    const file = bytes.length === 0 ? hash + NONE : hash;
    const draft = path.join(this.folder, `.${randomUUID()}`);
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, path.join(this.folder, file));
    const before = entries.get(hash);
    if (before && before.file !== file) await this.remove(before);
    entries.delete(hash);
    entries.set(hash, { file, at, size: bytes.length });
    await this.makeRoom(entries);
  }

  private async makeRoom(entries: Map<string, Entry>): Promise<void> {
    let size = 0;
    for (const entry of entries.values()) size += entry.size;
    for (const [hash, entry] of entries) {
      if (size <= this.most.bytes && entries.size <= this.most.files) return;
      entries.delete(hash);
      size -= entry.size;
      await this.remove(entry);
    }
  }

  private remove({ file }: Entry): Promise<void> {
    return rm(path.join(this.folder, file), { force: true });
  }

  private list(): Promise<Map<string, Entry>> {
    this.entries ??= this.readFolder();
    return this.entries;
  }

  private async readFolder(): Promise<Map<string, Entry>> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const found: [string, Entry][] = [];
    for (const file of await readdir(this.folder)) {
      if (!NAME.test(file)) {
        await rm(path.join(this.folder, file), { force: true });
        continue;
      }
      const { mtime, size } = await stat(path.join(this.folder, file));
      found.push([file.replace(NONE, ''), { file, at: mtime, size }]);
    }
    return new Map(found.sort(([, one], [, other]) => one.at.getTime() - other.at.getTime()));
  }
}
