import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { freePort } from '@virlab/testbed';
import { facultyLab, fillFaculty, writeSqlite } from '../machines/faculty';
import type { Row } from '../row';
import { startWatched } from '../sign-ins/watched-server';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const STARTS = 200;
const LOOK_EVERY_MS = 5;
const LATEST_MS = 60_000;
const SIZE = { people: STARTS, machines: STARTS, ofFirstClass: STARTS, roomOfHost: 25 };

/** From the first of so many clicks to the moment when the last of their machines has room on a host. */
async function storm(file: string, origin: string, cookie: string, ids: readonly string[]): Promise<number> {
  const db = new DatabaseSync(file, { readOnly: true });
  const placed = db.prepare('SELECT COUNT(*) AS n FROM machines WHERE activation > 0');
  try {
    const began = performance.now();
    const answers = ids.map((id) =>
      fetch(`${origin}/api/machines/${id}/actions`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: '{"action":"start"}',
      }),
    );
    while ((placed.get() as { n: number }).n < ids.length) {
      if (performance.now() - began > LATEST_MS) throw new Error('not every machine was placed');
      await pause(LOOK_EVERY_MS);
    }
    const took = performance.now() - began;
    for (const { status } of await Promise.all(answers)) {
      if (status !== 202) throw new Error(`a start was answered ${status}`);
    }
    const over = db
      .prepare(
        `SELECT h.id FROM hosts h LEFT JOIN machines m ON m.hostId = h.id GROUP BY h.id
         HAVING h.reservedMemoryMiB <> SUM(COALESCE(m.reservedMemoryMiB, 0)) OR h.reservedMemoryMiB > h.offeredMemoryMiB`,
      )
      .all();
    if (over.length > 0)
      throw new Error(`the books of ${over.length} hosts do not agree with their machines`);
    return took / 1_000;
  } finally {
    db.close();
  }
}

/** The same reservations by nothing but the statements, one after another, on such a file. */
function bareReservations(file: string, count: number): number {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(
    'CREATE TABLE host (id INTEGER PRIMARY KEY, reserved INTEGER); CREATE TABLE machine (id INTEGER PRIMARY KEY, host INTEGER)',
  );
  for (let host = 0; host < 10; host++) db.exec(`INSERT INTO host VALUES (${host}, 0)`);
  const reserve = db.prepare('UPDATE host SET reserved = reserved + 1 WHERE id = ? AND reserved < 25');
  const say = db.prepare('INSERT INTO machine VALUES (?, ?)');
  const began = performance.now();
  for (let machine = 0; machine < count; machine++) {
    db.exec('BEGIN IMMEDIATE');
    reserve.run(machine % 10);
    say.run(machine, machine % 10);
    db.exec('COMMIT');
  }
  const took = performance.now() - began;
  db.close();
  return took / 1_000;
}

/** Whether many who click at once are all served, each once. */
export const placementStorm: Row = {
  id: 'placement.storm_s',
  what: `${STARTS} starts at once on 10 simulated hosts of the built server with SQLite: the last one has its place`,
  unit: 's',
  yardstick: 'as many reservations as bare SQL transactions of their own, one after another',
  aim: null,
  most: 2,
  runs: 3,
  async measure() {
    execFileSync('npx', ['nx', 'build', 'server'], { cwd: ROOT, stdio: 'ignore' });
    const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
    try {
      writeFileSync(path.join(folder, 'lab.yaml'), facultyLab());
      const file = path.join(folder, 'virlab.sqlite');
      const port = await freePort();
      const start = (more: Record<string, string>) =>
        startWatched(
          path.join(ROOT, 'dist/apps/server/main.js'),
          {
            VIRLAB_PUBLIC_URL: `http://127.0.0.1:${port}`,
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
        filled = await fillFaculty(to, SIZE);
      });
      const server = await start({});
      try {
        const value = await storm(file, `http://127.0.0.1:${port}`, filled.cookie, filled.machineIds);
        return { value, yardstick: bareReservations(path.join(folder, 'bare.sqlite'), STARTS) };
      } finally {
        await server.stop();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
