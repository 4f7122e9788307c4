import { open, readdir, statfs, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import type { HostSide } from './host-side';

/** The host is this computer. */
export const localSide: HostSide = {
  sockets: 'unix',
  async readStart(name, bytes) {
    try {
      const file = await open(name, 'r');
      try {
        const buffer = Buffer.alloc(bytes);
        const { bytesRead } = await file.read(buffer, 0, bytes, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    } catch {
      return null;
    }
  },
  async roomOf(directory) {
    try {
      const { bsize, blocks, bavail, files, ffree } = await statfs(directory);
      return { totalBytes: blocks * bsize, freeBytes: bavail * bsize, files, freeFiles: ffree };
    } catch {
      // The folder may be one that only the hypervisor may enter, or is not there yet.
      return null;
    }
  },
  async removeFiles(directory, stem, ends) {
    const names = await readdir(directory).catch(() => []);
    await Promise.all(
      names
        .filter((name) => name.startsWith(stem) && ends.some((end) => name.endsWith(end)))
        .map((name) => unlink(path.join(directory, name)).catch(() => undefined)),
    );
  },
  connect: (socketPath) => Promise.resolve(connect(socketPath)),
  close: () => Promise.resolve(),
};
