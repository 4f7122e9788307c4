import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { SourceFault } from './source-fault';

const INDEX = 'index.jsonl';
const STATE = 'source.json';
/** Whatever nothing refers to is kept for this long, in milliseconds: another process may be about to. */
const LEFT_BEHIND_MS = 3_600_000;

const stateSchema = z.object({
  /** Where what is held came from. */
  location: z.string(),
  etag: z.string().nullable(),
  /** When the place was last asked with success, and when what is held came first; ISO instants. */
  checkedAt: z.iso.datetime(),
  takenAt: z.iso.datetime(),
});
/** What is known of the place that a copy came from. */
export type CopyState = z.infer<typeof stateSchema>;

/** Files of one attempt, which become the copy or are thrown away. */
export interface Incoming {
  document: string;
  index: string;
}

/**
 * The folder of one federation's copy: the verified document, named by its digest, and its index, which names that
 * digest and is replaced in one step. A process that is killed at any moment leaves the old copy or the new one.
 */
export class CopyFolder {
  readonly index: string;

  constructor(private readonly folder: string) {
    this.index = path.join(folder, INDEX);
  }

  documentOf(digest: string): string {
    return path.join(this.folder, `document-${digest}.xml`);
  }

  /** Names for the files of one attempt, unlike those of any other. */
  async begin(): Promise<Incoming> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = path.join(this.folder, `incoming-${randomBytes(8).toString('hex')}`);
    return { document: `${name}.xml`, index: `${name}.jsonl` };
  }

  /** Writes what comes. @throws SourceFault what the source throws, or `storage-failed` */
  async receive(body: AsyncIterable<Buffer>, { document }: Incoming): Promise<void> {
    try {
      const out = createWriteStream(document, { mode: 0o600, flags: 'wx', flush: true });
      await pipeline(Readable.from(body, { objectMode: false }), out);
    } catch (error) {
      throw asStorageFault(error);
    }
  }

  /** Makes an attempt the copy. The index comes last: until then the old one holds. */
  async accept(incoming: Incoming, digest: string, state: CopyState): Promise<void> {
    try {
      await rename(incoming.document, this.documentOf(digest));
      await this.writeState(state);
      await rename(incoming.index, this.index);
      await sync(this.folder);
      await this.removeOthers(digest);
    } catch (error) {
      throw asStorageFault(error);
    }
  }

  /** Throws the files of an attempt away; what cannot be removed is left to the next clearing. */
  async discard({ document, index }: Incoming): Promise<void> {
    for (const file of [document, index]) await rm(file, { force: true }).catch(() => undefined);
  }

  async writeState(state: CopyState): Promise<void> {
    const file = path.join(this.folder, `incoming-${randomBytes(8).toString('hex')}.json`);
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(state));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(file, path.join(this.folder, STATE));
    } catch (error) {
      throw asStorageFault(error);
    }
  }

  /** Undefined when there is none, or none that can be read: the place is then asked as if for the first time. */
  async readState(): Promise<CopyState | undefined> {
    try {
      return stateSchema.parse(JSON.parse(await readFile(path.join(this.folder, STATE), 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Something that differs whenever the index does; undefined when there is none. */
  async version(): Promise<string | undefined> {
    try {
      const { ino, size, mtimeMs } = await stat(this.index);
      return `${ino}-${size}-${mtimeMs}`;
    } catch {
      return undefined;
    }
  }

  /** Removes the whole copy. */
  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private async removeOthers(digest: string): Promise<void> {
    const inUse = new Set([this.index, path.join(this.folder, STATE), this.documentOf(digest)]);
    const { mtimeMs: now } = await stat(this.index);
    for (const name of await readdir(this.folder)) {
      const file = path.join(this.folder, name);
      if (inUse.has(file) || !/^(document|incoming)-/.test(name)) continue;
      const found = await stat(file).catch(() => undefined);
      if (found && now - found.mtimeMs > LEFT_BEHIND_MS) await rm(file, { force: true });
    }
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full disk is told by its own code, so that nobody looks for the fault at the federation. */
export function asStorageFault(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof SourceFault || typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  return new SourceFault('storage-failed', `the copy cannot be written: ${code}`, { cause: error });
}
