import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@virlab/testbed';
import { startWatched } from '../sign-ins/watched-server';
import { facultyLab, type FacultySize, fillFaculty, writeSqlite } from './faculty';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** A built server with a faculty in its database, and the one who teaches its first class. */
export interface FacultyServer {
  origin: string;
  cookie: string;
  /** Machines of the first class. */
  machineIds: string[];
  /** The file of its database. */
  file: string;
}

/** Builds the server, fills its database, and does `work` with it. Leaves nothing behind. */
export async function withFaculty<T>(
  size: FacultySize,
  work: (server: FacultyServer) => Promise<T>,
): Promise<T> {
  execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  try {
    const file = path.join(folder, 'virlab.sqlite');
    writeFileSync(path.join(folder, 'lab.yaml'), facultyLab());
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const start = (more: Record<string, string>) =>
      startWatched(
        path.join(ROOT, 'dist/apps/server/main.js'),
        {
          VIRLAB_PUBLIC_URL: origin,
          VIRLAB_LISTEN: `127.0.0.1:${port}`,
          VIRLAB_DATA_DIR: folder,
          VIRLAB_DATABASE_URL: `sqlite:${file}`,
          VIRLAB_LOG_LEVEL: 'warn',
          ...more,
        },
        'virlab ready',
      );
    await (await start({ VIRLAB_APPLY: path.join(folder, 'lab.yaml') })).stop();
    let filled = { cookie: '', machineIds: [] as string[] };
    await writeSqlite(file, async (to) => {
      filled = await fillFaculty(to, size);
    });
    const server = await start({});
    try {
      return await work({ origin, ...filled, file });
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
