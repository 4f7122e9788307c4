import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { TableColumns } from './table-columns';

const CASCADE = { onDelete: 'CASCADE' };
const nullable = { isNullable: true };
const primary = { isPrimary: true };

/**
 * Gives sessions secrets that rotate, and what single logout must remember. Whoever is signed in stays so: the secret of
 * each session becomes its first one.
 */
export class RotateSessions20261122010000 implements MigrationInterface {
  name = 'RotateSessions20261122010000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    // SQLite makes a table anew for TypeORM's addColumn and dropColumn, which would take along the rows that refer to it.
    await runner.query('ALTER TABLE sessions ADD COLUMN samlNameKey varchar(64)');
    await runner.createIndex(
      'sessions',
      new TableIndex({ name: 'ix_sessions_saml_name', columnNames: ['samlNameKey'] }),
    );
    await runner.createIndex(
      'sessions',
      new TableIndex({ name: 'ix_sessions_ended', columnNames: ['endedAt'] }),
    );
    await make.create(
      'session_secrets',
      [
        make.text('hash', 64, primary),
        make.id('sessionId'),
        make.text('parentHash', 64, nullable),
        make.instant('issuedAt'),
        make.instant('firstUsedAt', nullable),
        make.instant('retiredAt', nullable),
        make.instant('renewedAt', nullable),
      ],
      {
        foreignKeys: [make.reference('fk_session_secrets_session', 'sessionId', 'sessions', CASCADE)],
        indices: [{ name: 'ix_session_secrets_session', columnNames: ['sessionId'] }],
      },
    );
    await runner.query(
      'INSERT INTO session_secrets (hash, sessionId, issuedAt, firstUsedAt) SELECT tokenHash, id, startedAt, startedAt FROM sessions',
    );
    await runner.dropIndex('sessions', 'ux_sessions_token_hash');
    await runner.query('ALTER TABLE sessions DROP COLUMN tokenHash');
    await make.create(
      'pending_logouts',
      [
        make.text('requestId', 64, primary),
        make.text('idpEntityId', 512),
        make.text('correlationHash', 64),
        make.instant('createdAt'),
        make.instant('expiresAt'),
        make.instant('takenAt', nullable),
      ],
      { indices: [{ name: 'ix_pending_logouts_expires', columnNames: ['expiresAt'] }] },
    );
  }

  /** Going back signs everybody out: of several secrets of a session none is the one that the older tables can hold. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('pending_logouts');
    await runner.dropTable('session_secrets');
    await runner.query('DELETE FROM sessions');
    await runner.dropIndex('sessions', 'ix_sessions_saml_name');
    await runner.dropIndex('sessions', 'ix_sessions_ended');
    await runner.query('ALTER TABLE sessions DROP COLUMN samlNameKey');
    await runner.query("ALTER TABLE sessions ADD COLUMN tokenHash varchar(64) NOT NULL DEFAULT ''");
    await runner.createIndex(
      'sessions',
      new TableIndex({ name: 'ux_sessions_token_hash', columnNames: ['tokenHash'], isUnique: true }),
    );
  }
}
