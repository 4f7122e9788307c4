import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Why no small disk can be mounted here; undefined where it can. */
export const cannotMount =
  process.getuid?.() === 0 && process.platform === 'linux' ? undefined : 'only root can mount a disk';

/** A file system in memory of a size that a spec chooses: full is really full (tmpfs(5)). */
export class SmallDisk {
  private isMounted = true;
  private readonly onExit = () => this.unmount();

  private constructor(readonly directory: string) {
    process.once('exit', this.onExit);
  }

  /** Mounts one that everybody may write to. */
  static open(bytes: number): SmallDisk {
    const directory = mkdtempSync(path.join(tmpdir(), 'virlab-small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0777`, 'virlab-spec', directory]);
    return new SmallDisk(directory);
  }

  /** Leaves so many bytes free; less than a page is nothing. */
  leave(freeBytes: number): void {
    const { blocks, bfree, bsize } = statfsSync(this.directory);
    this.remount(`size=${(blocks - bfree) * bsize + freeBytes}`);
  }

  /** Leaves room for so many more files, whatever their size. */
  leaveFiles(count: number): void {
    const { files, ffree } = statfsSync(this.directory);
    this.remount(`nr_inodes=${files - ffree + count}`);
  }

  close(): void {
    process.off('exit', this.onExit);
    this.unmount();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private remount(option: string): void {
    execFileSync('mount', ['-o', `remount,${option}`, this.directory]);
  }

  /** Lazily, so that whoever still has a file open there does not keep it mounted. */
  private unmount(): void {
    if (!this.isMounted) return;
    this.isMounted = false;
    execFileSync('umount', ['-l', this.directory]);
  }
}
