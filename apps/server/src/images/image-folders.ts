import { Injectable } from '@nestjs/common';
import { constants } from 'node:fs';
import { access, mkdir, realpath, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Settings } from '../config/index';
import { Hosts } from '../hypervisors/index';
import { VirlabError } from '../platform/index';

/** A folder for images, as the hypervisor sees it. */
export interface ImageFolder {
  path: string;
  /** Undefined when nobody can tell. */
  freeBytes: number | undefined;
  isWritable: boolean;
}

/** The folders that images may be in: the configured one, and those of the hosts whose files this server sees. */
@Injectable()
export class ImageFolders {
  constructor(
    private readonly settings: Settings,
    private readonly hosts: Hosts,
  ) {}

  /** Those that are there; the data folder's own when there is no other, so that a lab to try out has one. */
  async all(): Promise<ImageFolder[]> {
    const named = [
      this.settings.images.directory,
      ...(await this.hosts.all()).map(({ imagesDirectory }) => imagesDirectory),
    ].flatMap((folder) => (folder ? [path.resolve(folder)] : []));
    const found = (await Promise.all([...new Set(named)].map((folder) => look(folder)))).flat();
    if (found.length > 0) return found;
    const own = path.resolve(this.settings.dataDir, 'images');
    await mkdir(own, { recursive: true, mode: 0o755 });
    return look(own);
  }

  /**
   * The folder that uploads go to.
   *
   * @throws VirlabError `upload-refused` when none can be written
   */
  async forUploads(): Promise<ImageFolder> {
    const folders = await this.all();
    const writable = folders.find(({ isWritable }) => isWritable);
    if (writable) return writable;
    throw new VirlabError('upload-refused', {
      publicDetail: `the server may write to none of ${folders.map((folder) => folder.path).join(', ')}`,
    });
  }

  /**
   * Where a file that somebody named lies for the hypervisor: directly in one of the folders, every link on the way
   * resolved, so that no path leads to another file of the host.
   *
   * @throws VirlabError `image-path-refused`
   */
  async resolve(named: string): Promise<{ folder: string; name: string; bytes: number }> {
    const folders = await this.all();
    const refused = (why: string) =>
      new VirlabError('image-path-refused', {
        publicDetail: `${named} ${why}, expected a file in ${folders.map((folder) => folder.path).join(' or ')}`,
      });
    if (!path.isAbsolute(named) || named.includes('\0')) throw refused('is no absolute path');
    const lexical = path.resolve(named);
    // Said before the disk is asked, so that the answer tells nothing of files elsewhere.
    if (!folders.some((folder) => path.dirname(lexical) === folder.path)) throw refused('is not there');
    const real = await realpath(lexical).catch(() => null);
    if (real === null) throw refused('does not exist or cannot be read');
    for (const folder of folders) {
      if (path.dirname(real) !== (await realpath(folder.path))) continue;
      const facts = await stat(real);
      if (!facts.isFile()) throw refused('is no plain file');
      return { folder: folder.path, name: path.basename(real), bytes: facts.size };
    }
    throw refused('is a link that leads out of the folder');
  }
}

async function look(folder: string): Promise<ImageFolder[]> {
  try {
    if (!(await stat(folder)).isDirectory()) return [];
    const { bavail, bsize } = await statfs(folder);
    const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    return [{ path: folder, freeBytes: bavail * bsize, isWritable }];
  } catch {
    // A folder of a host elsewhere is not here.
    return [];
  }
}
