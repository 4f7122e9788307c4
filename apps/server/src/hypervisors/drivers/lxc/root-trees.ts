import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DriverError, type MachineSpec } from '../../hypervisor-driver';
import { type Whose, whoseMark } from '../libvirt/mark';
import { firstIdOf } from './id-range';
import { unpackRoot } from './unpack-root';

/** Below this a machine could hardly write its first log; a start would only fail later, and less clearly. */
const LEAST_FREE_BYTES = 64 * 1_024 * 1_024;

/** Says whose a folder is: the machine’s id and the installation that made it. */
const MARK = 'made-by-virlab';
/** More than a mark of ours ever has. */
const LONGEST_MARK = 128;
const NAME =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(?:machine|(?:making|going)-(?:([0-9a-f]{16})-)?[0-9a-f]{8})$/;
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
  constructor(
    readonly directory: string,
    /** Which Virlab makes trees here. */
    readonly installation: string,
  ) {}

  /** Where the root file system of a machine is. */
  rootOf(machineId: string): string {
    return path.join(this.folderOf(machineId), 'root');
  }

  /**
   * Unpacks the tree unless there is one; one that was made before marks named anybody is ours from now on.
   *
   * @throws DriverError `image-missing`, `image-invalid`, `no-space`, `refused` when this process may not give files away
   */
  async ensure({ id, imagePath }: Pick<MachineSpec, 'id' | 'imagePath'>): Promise<void> {
    if (await isThere(this.folderOf(id))) return this.adopt(id);
    await this.requireArchive(imagePath);
    await this.requireSpace();
    const half = path.join(this.directory, `${id}.making-${this.newSuffix()}`);
    try {
      await mkdir(half, { mode: 0o700 });
      await writeFile(path.join(half, MARK), this.markOf(id));
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

  /** Deletes the tree of a machine that is off; none is fine, and another's stays. */
  async delete(machineId: string): Promise<void> {
    for (const folder of await this.list()) {
      if (folder.machineId === machineId && (await this.whose(folder.name)) !== 'theirs')
        await this.take(folder.name);
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

  /** Whose a folder is, by the mark in it; null when it is gone. */
  async whose(name: string): Promise<Whose | null> {
    const folder = path.join(this.directory, name);
    const found = await lstat(folder).catch(() => null);
    if (!found) return null;
    if (!found.isDirectory()) return 'nobodys';
    const mark = await lstat(path.join(folder, MARK)).catch(() => null);
    if (mark?.isFile() && mark.size <= LONGEST_MARK) {
      const [, named] = (await readFile(path.join(folder, MARK), 'latin1')).trim().split(' ');
      return whoseMark(named, this.installation);
    }
    // A folder without anything in it is one whose making had just begun, or whose removing was nearly done.
    if ((await readdir(folder)).length > 0) return 'nobodys';
    return whoseMark(NAME.exec(name)?.[2], this.installation);
  }

  /** Deletes one folder. What is left when the process is killed meanwhile is no machine's tree any more. */
  async take(name: string): Promise<void> {
    if ((await this.whose(name)) === null) return;
    const going = path.join(this.directory, `${name.slice(0, name.indexOf('.'))}.going-${this.newSuffix()}`);
    await rename(path.join(this.directory, name), going);
    // The mark goes last, so that what is left of a removal can still be told to be ours.
    await rm(path.join(going, 'root'), { recursive: true, force: true });
    await rm(going, { recursive: true, force: true });
  }

  /** @throws DriverError `refused` when it is another installation's */
  private async adopt(id: string): Promise<void> {
    const folder = this.folderOf(id);
    const whose = await this.whose(path.basename(folder));
    if (whose === 'theirs') {
      throw new DriverError('refused', `the tree of ${id} was made by another Virlab, expected ours or none`);
    }
    if (whose === 'unnamed') await writeFile(path.join(folder, MARK), this.markOf(id));
  }

  private markOf(id: string): string {
    return `${id} ${this.installation}\n`;
  }

  private newSuffix(): string {
    return `${this.installation}-${randomBytes(4).toString('hex')}`;
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
