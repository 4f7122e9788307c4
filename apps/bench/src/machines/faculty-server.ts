import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startMariadb } from '@virlab/testbed';
import { startWatched } from '../sign-ins/watched-server';
import {
  facultyLab,
  type FacultySize,
  fillFaculty,
  type RowWriter,
  writeMariadb,
  writeSqlite,
} from './faculty';

const SQLITE_FILE = 'virlab.sqlite';
const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** A built server with a faculty in its database, and the one who teaches its first class. */
export interface FacultyServer {
  origin: string;
  cookie: string;
  /** Machines of the first class. */
  machineIds: string[];
  /** The file of its database, where that is SQLite. */
  file: string;
}

/** A database that is filled while no server uses it. */
interface Fillable {
  url: string;
  write(write: (to: RowWriter) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Which database a server has. */
export type Engine = 'sqlite' | 'mariadb';

/** Builds the server, fills its database, and does `work` with it. Leaves nothing behind. */
export async function withFaculty<T>(
  size: FacultySize,
  work: (server: FacultyServer) => Promise<T>,
  engine: Engine = 'sqlite',
): Promise<T> {
  execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  const database = engine === 'sqlite' ? sqliteIn(folder) : await mariadbIn(folder);
  try {
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
          VIRLAB_DATABASE_URL: database.url,
          VIRLAB_LOG_LEVEL: 'warn',
          ...more,
        },
        'virlab ready',
      );
    await (await start({ VIRLAB_APPLY: path.join(folder, 'lab.yaml') })).stop();
    let filled = { cookie: '', machineIds: [] as string[] };
    await database.write(async (to) => {
      filled = await fillFaculty(to, size);
    });
    const server = await start({});
    try {
      return await work({ origin, ...filled, file: path.join(folder, SQLITE_FILE) });
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sqliteIn(folder: string): Fillable {
  const file = path.join(folder, SQLITE_FILE);
  return { url: `sqlite:${file}`, write: (write) => writeSqlite(file, write), stop: async () => undefined };
}

async function mariadbIn(folder: string): Promise<Fillable> {
  // It is somebody else when we are root, and has to come to its own folder in here.
  chmodSync(folder, 0o755);
  const server = await startMariadb({ directory: path.join(folder, 'mariadb') });
  const url = await server.createDatabase('bench');
  return { url, write: (write) => writeMariadb(url, write), stop: () => server.stop({ erase: true }) };
}
