import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DriverError, type MachineSpec } from '../../hypervisor-driver';
import { firstIdOf } from './id-range';
import { unpackRoot } from './unpack-root';

/** Below this a machine could hardly write its first log; a start would only fail later, and less clearly. */
const LEAST_FREE_BYTES = 64 * 1_024 * 1_024;

/** Says that a folder is ours to take away. */
const MARK = 'made-by-virlab';
const NAME =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(?:machine|(?:making|going)-[0-9a-f]{8})$/;
/** Root inside has to get through to the tree, and nobody else has to see what is there. */
const PASS_ONLY = 0o711;

/** The folder of a machine's tree, or one whose making or removing was cut short. */
export interface TreeFolder {
  name: string;
  machineId: string;
}

/**
 * Root file systems of machines: each a copy of its own, unpacked from the archive of the template, in a folder
 * `<machine id>.machine` of the images' folder. A folder of that name is whole: it is made under another one.
 */
export class RootTrees {
  constructor(readonly directory: string) {}

  /** Where the root file system of a machine is. */
  rootOf(machineId: string): string {
    return path.join(this.folderOf(machineId), 'root');
  }

  /**
   * Unpacks the tree unless there is one.
   *
   * @throws DriverError `image-missing`, `image-invalid`, `no-space`, `refused` when this process may not give files away
   */
  async ensure({ id, imagePath }: Pick<MachineSpec, 'id' | 'imagePath'>): Promise<void> {
    if (await isThere(this.folderOf(id))) return;
    await this.requireArchive(imagePath);
    await this.requireSpace();
    const half = path.join(this.directory, `${id}.making-${newSuffix()}`);
    try {
      await mkdir(half, { mode: 0o700 });
      await writeFile(path.join(half, MARK), `${id}\n`);
      const root = path.join(half, 'root');
      await mkdir(root);
      await unpackRoot(imagePath, root, firstIdOf(id));
      await chmod(half, PASS_ONLY);
      await rename(half, this.folderOf(id));
    } catch (error) {
      await rm(half, { recursive: true, force: true });
      // Somebody else was quicker: both are the same.
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
      throw error;
    }
  }

  /** Deletes the tree of a machine that is off; none is fine. */
  async delete(machineId: string): Promise<void> {
    for (const folder of await this.list()) {
      if (folder.machineId === machineId) await this.take(folder.name);
    }
  }

  /** Every folder that is called as ours are. */
  async list(): Promise<TreeFolder[]> {
    const names = await readdir(this.directory);
    return names.flatMap((name) => {
      const machineId = NAME.exec(name)?.[1];
      return machineId === undefined ? [] : [{ name, machineId }];
    });
  }

  /** Whether a folder carries our mark; null when it is gone. */
  async isOurs(name: string): Promise<boolean | null> {
    const folder = path.join(this.directory, name);
    const found = await lstat(folder).catch(() => null);
    if (!found) return null;
    if (!found.isDirectory()) return false;
    const mark = await lstat(path.join(folder, MARK)).catch(() => null);
    // A folder without anything in it is one whose making had just begun.
    return mark?.isFile() === true || (await readdir(folder)).length === 0;
  }

  /** Deletes one folder. What is left when the process is killed meanwhile is no machine's tree any more. */
  async take(name: string): Promise<void> {
    if ((await this.isOurs(name)) === null) return;
    const going = path.join(this.directory, `${name.slice(0, name.indexOf('.'))}.going-${newSuffix()}`);
    await rename(path.join(this.directory, name), going);
    // The mark goes last, so that what is left of a removal can still be told to be ours.
    await rm(path.join(going, 'root'), { recursive: true, force: true });
    await rm(going, { recursive: true, force: true });
  }

  private folderOf(machineId: string): string {
    return path.join(this.directory, `${machineId}.machine`);
  }

  /** The archive has to be a file of the images' folder itself: a link could name any file of the host. */
  private async requireArchive(imagePath: string): Promise<void> {
    if (path.dirname(imagePath) !== this.directory) {
      throw new DriverError('image-missing', `no image ${imagePath}, expected one in ${this.directory}`);
    }
    const found = await lstat(imagePath).catch(() => null);
    if (!found) throw new DriverError('image-missing', `no image ${imagePath}`);
    if (found.isFile()) return;
    throw new DriverError(
      'image-invalid',
      `${imagePath} is no file, expected a tar archive of a root file system`,
    );
  }

  private async requireSpace(): Promise<void> {
    const { bavail, bsize } = await statfs(this.directory);
    if (bavail * bsize >= LEAST_FREE_BYTES) return;
    throw new DriverError(
      'no-space',
      `${bavail * bsize} bytes are free in ${this.directory}, expected at least ${LEAST_FREE_BYTES}`,
    );
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (await lstat(folder).catch(() => null)) !== null;
}

function newSuffix(): string {
  return randomBytes(4).toString('hex');
}
