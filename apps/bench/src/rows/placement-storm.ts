import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { withFaculty } from '../machines/faculty-server';
import type { Row } from '../row';

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
function bareReservations(count: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-bench-'));
  const db = new DatabaseSync(path.join(folder, 'bare.sqlite'));
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
  rmSync(folder, { recursive: true });
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
  measure: () =>
    withFaculty(SIZE, async ({ file, origin, cookie, machineIds }) => ({
      value: await storm(file, origin, cookie, machineIds),
      yardstick: bareReservations(STARTS),
    })),
};
