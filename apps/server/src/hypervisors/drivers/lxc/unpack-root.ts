import { constants, type ReadStream } from 'node:fs';
import { chmod, type FileHandle, lchown, link, lstat, mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { extract, type Header } from 'tar-stream';
import { DriverError } from '../../hypervisor-driver';
import { IDS_OF_CONTAINER } from './id-range';

/** A system of a few gigabytes has some hundred thousand files; more is a mistake, or made to fill the host. */
const MOST_ENTRIES = 500_000;
const MOST_BYTES = 16 * 1_024 ** 3;
/** What Linux takes for a path (PATH_MAX), and more depth than any system has. */
const LONGEST_PATH = 4_095;
const DEEPEST = 128;

const WRITE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const READ_NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW;
/** Set-user-id and the like stay: they mean users of the container. */
const MODE_BITS = 0o7777;

/** What an archive may not exceed; specs lower it. */
export interface UnpackLimits {
  entries: number;
  bytes: number;
}

/**
 * Unpacks an archive of a root file system into an empty folder that nobody else can write to, as it is read: nothing is
 * held in memory. Owners are moved into a range of the host's users.
 *
 * The archive is taken for hostile. Refused, with the entry that is at fault: absolute paths and `..`, whatever would be
 * written through a link, links that lead out of the tree, devices, pipes and kinds that nobody knows, names that come twice,
 * owners beyond those of a container, and more than the limits. What was unpacked until then is left for the caller to
 * throw away. A link to `/bin/sh` stays as it is: it is followed inside the container, where `/` is the tree.
 *
 * @param target - absolute, without links in it
 * @param firstId - user and group of the host that 0 of the archive becomes
 * @throws DriverError `image-invalid`, `image-missing`; NodeJS.ErrnoException of the file system
 */
export async function unpackRoot(
  archive: string,
  target: string,
  firstId: number,
  limits: UnpackLimits = { entries: MOST_ENTRIES, bytes: MOST_BYTES },
): Promise<void> {
  const tree = new Tree(target, firstId, path.basename(archive));
  const entries = extract();
  let count = 0;
  let bytes = 0;
  let handle: FileHandle | undefined;
  let source: ReadStream | undefined;
  let unreadable: Error | undefined;
  try {
    handle = await open(archive, READ_NO_LINK);
    source = handle.createReadStream();
    source.once('error', (error) => {
      unreadable = error;
      entries.destroy(error);
    });
    // It is a stream to Node's own, which its types do not say.
    source.pipe(entries as unknown as NodeJS.WritableStream);
    for await (const entry of entries) {
      const { header } = entry;
      count += 1;
      bytes += header.size;
      if (count > limits.entries) throw tree.refused(header, `is one of more than ${limits.entries} entries`);
      if (bytes > limits.bytes) throw tree.refused(header, `brings it to more than ${limits.bytes} bytes`);
      await tree.add(header, entry as AsyncIterable<Buffer>);
      entry.resume();
    }
  } catch (error) {
    throw asDriverError(error instanceof DriverError ? error : (unreadable ?? error), archive);
  } finally {
    source?.destroy();
    entries.destroy();
    await handle?.close();
  }
  if (count === 0)
    throw new DriverError('image-invalid', `${archive} holds nothing, expected a root file system`);
}

/** The tree that grows in the target folder. */
class Tree {
  constructor(
    private readonly target: string,
    private readonly firstId: number,
    private readonly archive: string,
  ) {}

  async add(header: Header, content: AsyncIterable<Buffer>): Promise<void> {
    const parts = this.partsOf(header, header.name);
    const mode = header.mode & MODE_BITS;
    if (parts.length === 0) {
      if (header.type !== 'directory') throw this.refused(header, 'is the root itself, expected a folder');
      return this.own(this.target, header, mode);
    }
    const file = await this.placeOf(header, parts);
    switch (header.type) {
      case 'directory':
        await this.makeFolder(header, file);
        return this.own(file, header, mode);
      case 'file':
      case 'contiguous-file':
        await this.writeFile(header, file, content);
        return this.own(file, header, mode);
      case 'symlink':
        this.requireInside(header, parts);
        await this.once(header, symlink(header.linkname, file));
        return this.own(file, header, null);
      case 'link':
        return this.once(header, link(await this.linkedFile(header), file));
      default:
        throw this.refused(
          header,
          `is a ${header.type ?? 'kind that nobody knows'}, expected files, folders and links`,
        );
    }
  }

  refused({ name }: Pick<Header, 'name'>, why: string): DriverError {
    const shown = JSON.stringify(name.slice(0, 200));
    return new DriverError('image-invalid', `${this.archive}: ${shown} ${why}`);
  }

  /** The parts of a path below the root; none for the root itself. */
  private partsOf(header: Header, named: string): string[] {
    if (named.startsWith('/')) throw this.refused(header, 'is an absolute path, expected one below the root');
    if (named.includes('\0') || Buffer.byteLength(named) > LONGEST_PATH) {
      throw this.refused(header, 'is no path that a file can have');
    }
    const parts = named.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) throw this.refused(header, 'climbs by "..", expected a path below the root');
    if (parts.length > DEEPEST) throw this.refused(header, `is more than ${DEEPEST} folders deep`);
    return parts;
  }

  /** Where an entry goes. Its folders are made when the archive leaves them out; a link among them is refused. */
  private async placeOf(header: Header, parts: readonly string[]): Promise<string> {
    let folder = this.target;
    for (const part of parts.slice(0, -1)) {
      folder = path.join(folder, part);
      const found = await lookAt(folder);
      if (!found) {
        await mkdir(folder);
        await this.own(folder, {}, 0o755);
      } else if (!found.isDirectory()) {
        throw this.refused(header, `goes through ${part}, which is no folder`);
      }
    }
    return path.join(folder, parts.at(-1) ?? '');
  }

  private async makeFolder(header: Header, folder: string): Promise<void> {
    const found = await lookAt(folder);
    if (!found) return mkdir(folder);
    if (!found.isDirectory()) throw this.refused(header, 'comes twice, and not as a folder each time');
  }

  private async writeFile(header: Header, file: string, content: AsyncIterable<Buffer>): Promise<void> {
    const handle = await this.once(header, open(file, WRITE_NEW, 0o600));
    try {
      for await (const chunk of content) await handle.writeFile(chunk);
    } finally {
      await handle.close();
    }
  }

  /** The file that a hard link names: one of this tree that was unpacked before, reached through folders alone. */
  private async linkedFile(header: Header): Promise<string> {
    const parts = this.partsOf(header, header.linkname);
    let file = this.target;
    for (const [index, part] of parts.entries()) {
      file = path.join(file, part);
      const found = await lookAt(file);
      const isLast = index === parts.length - 1;
      if (isLast ? found?.isFile() : found?.isDirectory()) continue;
      throw this.refused(
        header,
        `is a hard link to ${JSON.stringify(header.linkname)}, which is no file before it`,
      );
    }
    if (parts.length === 0) throw this.refused(header, 'is a hard link to nothing');
    return file;
  }

  /** What a symbolic link names may be anywhere in the container, and nowhere above its root. */
  private requireInside(header: Header, parts: readonly string[]): void {
    const { linkname } = header;
    if (!linkname || linkname.includes('\0') || Buffer.byteLength(linkname) > LONGEST_PATH) {
      throw this.refused(header, 'is a link to what is no path');
    }
    let depth = linkname.startsWith('/') ? 0 : parts.length - 1;
    for (const part of linkname.split('/')) {
      if (part === '..') depth -= 1;
      else if (part !== '' && part !== '.') depth += 1;
      if (depth < 0)
        throw this.refused(header, `is a link that leads out of the tree, to ${JSON.stringify(linkname)}`);
    }
  }

  /** Changing the owner takes set-user-id away, so the mode comes after it; a link has none. */
  private async own(file: string, header: Partial<Header>, mode: number | null): Promise<void> {
    const ids = [header.uid ?? 0, header.gid ?? 0] as const;
    for (const id of ids) {
      if (Number.isInteger(id) && id >= 0 && id < IDS_OF_CONTAINER) continue;
      throw this.refused(
        { name: header.name ?? '' },
        `belongs to ${id}, expected 0 to ${IDS_OF_CONTAINER - 1}`,
      );
    }
    await lchown(file, this.firstId + ids[0], this.firstId + ids[1]);
    if (mode !== null) await chmod(file, mode);
  }

  private async once<T>(header: Header, making: Promise<T>): Promise<T> {
    try {
      return await making;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw this.refused(header, 'comes twice');
      throw error;
    }
  }
}

async function lookAt(file: string) {
  try {
    return await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function asDriverError(error: unknown, archive: string): unknown {
  if (error instanceof DriverError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new DriverError('image-missing', `no image ${archive}`, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new DriverError('no-space', `the disk filled up while ${archive} was unpacked`, { cause: error });
  }
  if (code === 'EPERM') {
    return new DriverError(
      'refused',
      'may not give files to the users of a container, expected to run as root or with CAP_CHOWN, CAP_FOWNER and CAP_DAC_OVERRIDE',
      { cause: error },
    );
  }
  if (code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return new DriverError('image-invalid', `${archive} holds what no file system takes: ${code}`, {
      cause: error,
    });
  }
  // The reader's own errors have no code of the system; a file that the archive breaks off in may end before they are told.
  if (code === undefined || code === 'STREAM_DESTROYED')
    return new DriverError('image-invalid', `${archive} is no tar archive: ${message}`, { cause: error });
  return error;
}
