import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startMariadb } from '@virlab/testbed';
import { createConnection } from 'mysql2/promise';
import { startWatched } from '../sign-ins/watched-server';
import { facultyLab, type FacultySize, fillFaculty, quoted, type RowWriter, writeSqlite } from './faculty';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** A built server with a faculty in its database, and the one who teaches its first class. */
export interface FacultyServer {
  origin: string;
  cookie: string;
  /** Machines of the first class. */
  machineIds: string[];
  /** The file of its database; undefined where that is MariaDB. */
  file: string | undefined;
}

/** Builds the server, fills its database, and does `work` with it. Leaves nothing behind. */
export async function withFaculty<T>(
  engine: 'SQLite' | 'MariaDB',
  size: FacultySize,
  work: (server: FacultyServer) => Promise<T>,
): Promise<T> {
  execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  // The database is somebody else when we are root, and has to come to its own folder in here.
  chmodSync(folder, 0o755);
  const mariadb =
    engine === 'MariaDB' ? await startMariadb({ directory: path.join(folder, 'mariadb') }) : undefined;
  try {
    const file = path.join(folder, 'virlab.sqlite');
    const url = (await mariadb?.createDatabase('virlab_bench')) ?? `sqlite:${file}`;
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
          VIRLAB_DATABASE_URL: url,
          VIRLAB_LOG_LEVEL: 'warn',
          ...more,
        },
        'virlab ready',
      );
    await (await start({ VIRLAB_APPLY: path.join(folder, 'lab.yaml') })).stop();
    let filled = { cookie: '', machineIds: [] as string[] };
    const fill = async (to: RowWriter) => {
      filled = await fillFaculty(to, size);
    };
    await (mariadb ? writeMariadb(url, fill) : writeSqlite(file, fill));
    const server = await start({});
    try {
      return await work({ origin, ...filled, file: mariadb ? undefined : file });
    } finally {
      await server.stop();
    }
  } finally {
    await mariadb?.stop({ erase: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeMariadb(url: string, write: (to: RowWriter) => Promise<void>): Promise<void> {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  try {
    await connection.beginTransaction();
    await write({
      insert: async (table, rows) => {
        const [first] = rows;
        if (!first) return;
        const columns = Object.keys(first);
        const values = rows.map((row) => columns.map((column) => row[column] ?? null));
        await connection.query(`INSERT INTO ${table} (${columns.map(quoted).join(', ')}) VALUES ?`, [values]);
      },
      run: async (statement) => void (await connection.query(statement)),
    });
    await connection.commit();
  } finally {
    await connection.end();
  }
}
