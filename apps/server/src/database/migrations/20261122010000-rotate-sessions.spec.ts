import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../entities';
import { openScratchDatabase, type ScratchDatabase, scratchEngines } from '../testing/scratch-database';
import { migrations } from './index';
import { RotateSessions20261122010000 } from './20261122010000-rotate-sessions';

const momentOf = ({ name }: { name: string }) => Number(name.slice(-14));

describe.each(scratchEngines)('the rotation of sessions, from the first release on %s', (engine) => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await openScratchDatabase(engine, entities);
    // Names end in the moment by which migrations are ordered.
    const own = momentOf(RotateSessions20261122010000);
    for (const one of migrations) if (momentOf(one) >= own) await scratch.source.undoLastMigration();
  });
  afterAll(() => scratch.drop());

  it('should keep everybody signed in, by the secret they have', async () => {
    const { source } = scratch;
    await source.query("INSERT INTO users (id, displayName, createdAt) VALUES ('u', 'Ana', 1)");
    await source.query(
      "INSERT INTO accounts (id, userId, `key`, provider, issuer, identifierType, identifier, createdAt) VALUES ('a', 'u', 'k', 'saml', 'i', 't', 'x', 1)",
    );
    await source.query(
      "INSERT INTO sessions (id, tokenHash, userId, accountId, startedAt, lastSeenAt, expiresAt, rightsCheckedAt, address, userAgent) VALUES ('s', 'hash', 'u', 'a', 7, 8, 9, 8, '', '')",
    );
    await source.runMigrations();
    const rows = (await source.query('SELECT * FROM session_secrets')) as Record<string, unknown>[];
    expect(
      rows.map((row) => ({
        ...row,
        issuedAt: Number(row['issuedAt']),
        firstUsedAt: Number(row['firstUsedAt']),
      })),
    ).toEqual([
      {
        hash: 'hash',
        sessionId: 's',
        parentHash: null,
        issuedAt: 7,
        firstUsedAt: 7,
        retiredAt: null,
        renewedAt: null,
      },
    ]);
    const [session] = (await source.query('SELECT id, samlNameKey FROM sessions')) as unknown[];
    expect(session).toEqual({ id: 's', samlNameKey: null });
  });

  it('should take the secrets along when a session is deleted', async () => {
    await scratch.source.query("DELETE FROM sessions WHERE id = 's'");
    expect(await scratch.source.query('SELECT hash FROM session_secrets')).toEqual([]);
  });
});
