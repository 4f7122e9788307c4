import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from '@photostructure/sqlite';
import { createConnection } from 'mysql2/promise';

const HOSTS = 10;
const CLASSES = 12;
const MEMORY_MIB = 96;
const EMPTY_POLICY =
  'kind: Policy\ndocument:\n  version: 1\n  id: bench\n  defaults: { timezone: Europe/Lisbon, whenNoRule: admit }\n  rules: []';
const DAY_MS = 86_400_000;
/** Rows that one statement inserts. */
const AT_ONCE = 200;

/** How large the faculty is, and what is so of the class that is looked at, which is the first. */
export interface FacultySize {
  people: number;
  machines: number;
  /** Machines of the first class, of one person each. */
  ofFirstClass: number;
  /** How many machines fit on each host. */
  roomOfHost: number;
}

/** Writes rows to the database of a server that stands still. */
export interface RowWriter {
  insert(table: string, rows: readonly Record<string, string | number | null>[]): Promise<void>;
  run(statement: string): Promise<void>;
}

/** Rows for an SQLite file, in one transaction. */
export async function writeSqlite(file: string, write: (to: RowWriter) => Promise<void>): Promise<void> {
  const db = new DatabaseSync(file);
  try {
    db.exec('BEGIN');
    await write({
      insert: async (table, rows) => {
        const [first] = rows;
        if (!first) return;
        const columns = Object.keys(first);
        const places = columns.map(() => '?').join(', ');
        const statement = db.prepare(
          `INSERT INTO ${table} (${columns.map(quoted).join(', ')}) VALUES (${places})`,
        );
        for (const row of rows) statement.run(...columns.map((column) => row[column] ?? null));
      },
      run: async (statement) => db.exec(statement),
    });
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/** Rows for a MariaDB database, in one transaction. */
export async function writeMariadb(url: string, write: (to: RowWriter) => Promise<void>): Promise<void> {
  const connection = await createConnection(url.replace('mariadb:', 'mysql:'));
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

/** A column's name; `order` is a word of SQL. */
function quoted(column: string): string {
  return `\`${column}\``;
}

/** A lab of several simulated hosts and a pool for each class. */
export function facultyLab(): string {
  const documents = [
    `kind: Template\nname: shell\ntitle: Shell\nimage: /images/shell.qcow2\nmemoryMiB: ${MEMORY_MIB}\nvcpus: 1`,
    ...Array.from(
      { length: HOSTS },
      (_, n) => `kind: Host\nname: h${n}\ntitle: Host ${n}\nuri: 'simulated:'`,
    ),
    ...Array.from(
      { length: CLASSES },
      (_, n) =>
        `kind: Class\nname: c${n}\ncode: C${n}\ntitle: Class ${n}\n---\nkind: Pool\nname: p${n}\ntitle: Pool ${n}\ntemplate: shell\nhost: h${n % HOSTS}\nclass: c${n}`,
    ),
    EMPTY_POLICY,
  ];
  return documents.join('\n---\n');
}

/**
 * Fills the database of a server that was started once with {@link facultyLab}: people with a right to the pool of their
 * class, machines that were on before and are off now, and somebody who teaches the first class.
 *
 * @returns the teacher's cookie, and the ids of the first class's machines
 */
export async function fillFaculty(
  to: RowWriter,
  { people, machines, ofFirstClass, roomOfHost }: FacultySize,
): Promise<{ cookie: string; machineIds: string[] }> {
  const now = Date.now();
  const room = `offeredMemoryMiB = ${roomOfHost * MEMORY_MIB}, offeredVcpus = ${roomOfHost}`;
  await to.run(`UPDATE hosts SET ${room}, runsBy = 'simulated', health = 'ok'`);
  const others = JSON.stringify(Array.from({ length: HOSTS }, (_, n) => `h${n}`));
  await to.run(`UPDATE pools SET hostIds = '${others}'`);

  const everybody = Array.from({ length: people }, () => randomUUID());
  const teacher = randomUUID();
  const user = (id: string, n: number) => ({
    ...{ id, displayName: `Person Number ${n}`, createdAt: now, lastSignInAt: now },
  });
  await inParts(to, 'users', [user(teacher, people), ...everybody.map(user)]);
  const account = (userId: string) => ({
    ...{ id: randomUUID(), userId, key: createHash('sha256').update(userId).digest('hex'), provider: 'saml' },
    ...{ issuer: 'https://idp.example', identifierType: 'subject-id', identifier: userId, createdAt: now },
  });
  const accounts = [teacher, ...everybody].map(account);
  await inParts(to, 'accounts', accounts);
  // Whoever was decided about under the policy in force keeps their rights as they are.
  await inParts(
    to,
    'decisions',
    accounts.map(({ id, userId }) => ({
      ...{ id: randomUUID(), accountId: id, userId, at: now, policyVersion: 1, outcome: 'admitted' },
      ...{ inputHash: '', decision: '{}' },
    })),
  );

  const classOf = (n: number) => (n < ofFirstClass ? 0 : 1 + (n % (CLASSES - 1)));
  const right = (userId: string, kind: string, ref: string, asRole: string | null) => ({
    ...{ id: randomUUID(), userId, kind, ref, asRole, ruleId: 'r', ruleName: 'Members', policyVersion: 1 },
    ...{ because: '[]', grantedAt: now },
  });
  await inParts(to, 'entitlements', [
    right(teacher, 'class', 'c0', 'teacher'),
    ...everybody
      .slice(0, machines)
      .flatMap((id, n) => [
        right(id, 'class', `c${classOf(n)}`, 'learner'),
        right(id, 'pool', `p${classOf(n)}`, null),
      ]),
  ]);
  const ids = everybody.slice(0, machines).map(() => randomUUID());
  await inParts(
    to,
    'machines',
    ids.map((id, n) => ({
      ...{ id, name: `m-${n}`, poolId: `p${classOf(n)}`, ownerId: everybody[n] ?? null, ordinal: 1 },
      ...{ hostId: `h${n % HOSTS}`, wanted: 'stopped', wantedAt: now, observed: 'absent', observedAt: now },
      ...{ stateSince: now, activation: 0, stages: '[]', attempts: 0, createdAt: now, revision: 1 },
    })),
  );
  const cookie = await openSession(to, teacher, accounts[0]?.id ?? '', now);
  return { cookie, machineIds: ids.slice(0, ofFirstClass) };
}

async function inParts(
  to: RowWriter,
  table: string,
  rows: readonly Record<string, string | number | null>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await to.insert(table, rows.slice(from, from + AT_ONCE));
  }
}

async function openSession(to: RowWriter, userId: string, accountId: string, now: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const hash = createHash('sha256').update(secret).digest('hex');
  const times = { startedAt: now, lastSeenAt: now, expiresAt: now + DAY_MS, rightsCheckedAt: now };
  await to.insert('sessions', [{ id, userId, accountId, ...times, address: '', userAgent: '' }]);
  await to.insert('session_secrets', [{ hash, sessionId: id, issuedAt: now, firstUsedAt: now }]);
  return `virlab-session=${secret}`;
}
