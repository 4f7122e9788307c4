import { constants, copyFile, chmod, link, open, rm, unlink } from 'node:fs/promises';
import path from 'node:path';

/** What the hypervisor's own user may do with an image: read it. */
const READABLE = 0o644;

/**
 * Puts an uploaded file into its folder under its name, whole or not at all; never over a file that is there.
 *
 * @throws NodeJS.ErrnoException `EEXIST` when there is a file of that name, `ENOSPC`
 */
export async function placeImage(from: string, to: string): Promise<void> {
  await chmod(from, READABLE);
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await placeCopy(from, to);
  }
  await unlink(from);
}

async function placeCopy(from: string, to: string): Promise<void> {
  const part = path.join(path.dirname(to), `.${path.basename(to)}.part`);
  try {
    await rm(part, { force: true });
    await copyFile(from, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const copy = await open(part, 'r+');
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
    await link(part, to);
  } finally {
    await rm(part, { force: true });
  }
}
