import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from '@photostructure/sqlite';

const COURSES = 500;
const POOLS = 7;
/** Every twentieth rule asks for one more year if it is published. */
const CHANGED_EVERY = 20;
const PROVIDERS = 20;
const COURSES_OF_A_PERSON = 5;
const DAY_MS = 86_400_000;

/** Who the people of the bench sign in by. */
const issuerOf = (person: number) => `https://idp${person % PROVIDERS}.example/idp`;
const courseOf = (number: number) => `urn:mace:edu.example:crs:C${number}`;

/** A lab with the pools and classes that the policy names. */
export function labOf(): string {
  const documents = [
    'kind: Template\nname: shell\ntitle: Shell\nimage: /images/shell.qcow2\nmemoryMiB: 96\nvcpus: 1',
    "kind: Host\nname: lab1\ntitle: Lab 1\nuri: 'simulated:'",
    ...Array.from({ length: COURSES }, (_, n) => `kind: Class\nname: c${n}\ncode: C${n}\ntitle: Course ${n}`),
    ...Array.from(
      { length: POOLS },
      (_, n) => `kind: Pool\nname: pool-${n}\ntitle: Pool ${n}\ntemplate: shell\nhost: lab1\nclass: c${n}`,
    ),
    `kind: Policy\ndocument: ${policyOf(false)}`,
  ];
  return documents.join('\n---\n');
}

/** A policy of 500 rules, one for each course; changed ones ask for one more year. As JSON, which YAML reads. */
export function policyOf(isChanged: boolean): string {
  const rules = Array.from({ length: COURSES - 1 }, (_, n) => ({
    id: `course-${n}`,
    name: `Course ${n}`,
    when: {
      all: [
        { attr: 'eduPersonScopedAffiliation', op: 'equals', value: 'student', part: 'value', ci: true },
        { attr: 'eduCourseMember', op: 'equals', value: courseOf(n) },
        {
          any: [
            { attr: 'studyYear', op: 'numGte', value: isChanged && n % CHANGED_EVERY === 0 ? 3 : 2 },
            { attr: 'studyYear', op: 'absent' },
          ],
        },
      ],
    },
    effects: [
      { class: { ref: `c${n}` }, as: 'learner' },
      { pool: `pool-${n % POOLS}`, quota: { vms: 2, vcpu: 4 }, leaseDays: 120, graceDays: 7 },
    ],
  }));
  const admins = {
    id: 'admins',
    name: 'Identity admins',
    when: { attr: 'eduPersonEntitlement', op: 'equals', value: 'urn:mace:edu.example:admin' },
    effects: [{ role: 'identity-admin' }],
  };
  return JSON.stringify({
    version: 1,
    id: 'bench',
    defaults: { timezone: 'Europe/Lisbon', whenNoRule: 'admit' },
    rules: [admins, ...rules],
  });
}

/** What was released about a person: some twelve attributes, four of them different for everybody. */
export function attributesOf(person: number): Record<string, string[]> {
  const scope = `uni${person % PROVIDERS}.example`;
  const courses = Array.from({ length: COURSES_OF_A_PERSON }, (_, n) =>
    courseOf((person * 7 + n * 101) % COURSES),
  );
  return {
    eduPersonScopedAffiliation: [`student@${scope}`, `member@${scope}`],
    eduPersonAffiliation: ['student', 'member'],
    eduCourseMember: courses,
    ...(person % 11 === 0 ? {} : { studyYear: [String(1 + (person % 5))] }),
    eduPersonAssurance: [
      'https://refeds.org/assurance/ATP/ePA-1m',
      'https://refeds.org/assurance/IAP/medium',
    ],
    schacHomeOrganization: [scope],
    schacHomeOrganizationType: ['urn:schac:homeOrganizationType:eu:higherEducationInstitution'],
    preferredLanguage: [person % 2 === 0 ? 'pt' : 'en'],
    mail: [`person${person}@${scope}`],
    displayName: [`Person Number ${person}`],
    givenName: ['Person'],
    sn: [`Number ${person}`],
    eduPersonPrincipalName: [`p${person}@${scope}`],
    ...(person === 0 ? { eduPersonEntitlement: ['urn:mace:edu.example:admin'] } : {}),
  };
}

/**
 * Fills the database of a server that was started once: so many people, and the policy in force as version 2 with the
 * changed one before it as version 1. Answers the cookie of an admin.
 */
export function fillDatabase(file: string, howMany: number): { cookie: string } {
  const db = new DatabaseSync(file);
  const now = Date.now();
  const published = db.prepare(
    'INSERT OR REPLACE INTO policy_versions (version, source, sourceHash, author, publishedAt, warnings) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [version, isChanged] of [
    [1, true],
    [2, false],
  ] as const) {
    const source = policyOf(isChanged);
    published.run(version, source, createHash('sha256').update(source).digest('hex'), 'bench', now, '[]');
  }
  const insert = (table: string, columns: string[]) =>
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const user = insert('users', ['id', 'displayName', 'createdAt', 'lastSignInAt']);
  const account = insert('accounts', [
    'id',
    'userId',
    'key',
    'provider',
    'issuer',
    'identifierType',
    'identifier',
    'createdAt',
  ]);
  const snapshot = insert('attribute_snapshots', [
    'id',
    'accountId',
    'takenAt',
    'attributes',
    'dropped',
    'unmapped',
    'authn',
  ]);
  const decision = insert('decisions', [
    'id',
    'accountId',
    'userId',
    'at',
    'policyVersion',
    'outcome',
    'inputHash',
    'decision',
  ]);
  const people: { userId: string; accountId: string }[] = [];
  db.exec('BEGIN');
  for (let person = 0; person < howMany; person += 1) {
    const [userId, accountId] = [randomUUID(), randomUUID()];
    const takenAt = now - DAY_MS * (1 + (person % 60));
    people.push({ userId, accountId });
    user.run(userId, `Person Number ${person}`, takenAt, takenAt);
    const key = createHash('sha256').update(String(person)).digest('hex');
    account.run(accountId, userId, key, 'saml', issuerOf(person), 'subject-id', `p${person}`, takenAt);
    const authn = { context: 'https://refeds.org/profile/sfa', instant: new Date(takenAt).toISOString() };
    const attributes = JSON.stringify(attributesOf(person));
    snapshot.run(randomUUID(), accountId, takenAt, attributes, '[]', '[]', JSON.stringify(authn));
    decision.run(randomUUID(), accountId, userId, takenAt, 2, 'admitted', '', '{}');
  }
  db.exec('COMMIT');
  const [admin] = people;
  if (!admin) throw new Error('nobody is known');
  const cookie = openSession(db, admin, now);
  db.close();
  return { cookie };
}

function openSession(
  db: InstanceType<typeof DatabaseSync>,
  admin: { userId: string; accountId: string },
  now: number,
): string {
  const secret = randomBytes(32).toString('base64url');
  const sessionId = randomUUID();
  db.prepare(
    'INSERT INTO entitlements (id, userId, kind, ref, ruleId, ruleName, policyVersion, because, grantedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(randomUUID(), admin.userId, 'role', 'identity-admin', 'admins', 'Identity admins', 2, '[]', now);
  db.prepare(
    'INSERT INTO sessions (id, userId, accountId, startedAt, lastSeenAt, expiresAt, rightsCheckedAt, address, userAgent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(sessionId, admin.userId, admin.accountId, now, now, now + DAY_MS, now, '', '');
  db.prepare('INSERT INTO session_secrets (hash, sessionId, issuedAt, firstUsedAt) VALUES (?, ?, ?, ?)').run(
    createHash('sha256').update(secret).digest('hex'),
    sessionId,
    now,
    now,
  );
  return `virlab-session=${secret}`;
}
