import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const CASCADE = { onDelete: 'CASCADE' };
const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** The tables of the first release. */
export class CreateFirstTables20261121200000 implements MigrationInterface {
  name = 'CreateFirstTables20261121200000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await people(make);
    await rights(make);
    await lab(make);
    await passing(make);
    await trail(make);
    await runner.query(
      `INSERT INTO audit_heads (id, sequence, hash) VALUES ('trail', 0, '${'0'.repeat(64)}')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'resources',
      'audit_heads',
      'audit_events',
      'console_tickets',
      'used_assertions',
      'pending_sign_ins',
      'machines',
      'pools',
      'templates',
      'hosts',
      'classes',
      'decisions',
      'entitlements',
      'policy_versions',
      'attribute_snapshots',
      'sessions',
      'accounts',
      'users',
      'identity_providers',
    ]) {
      await runner.dropTable(table);
    }
  }
}

async function people(make: TableColumns): Promise<void> {
  await make.create('identity_providers', [
    make.text('entityId', 512, primary),
    make.text('title', 256),
    make.text('domain', 256, nullable),
    make.text('supportUrl', 1024, nullable),
    make.large('metadataXml'),
    make.flag('enabled'),
    make.flag('practice'),
    make.flag('signsAssertionOnly'),
    make.instant('updatedAt'),
  ]);
  await make.create('users', [
    make.id('id', primary),
    make.text('displayName', 256),
    make.instant('createdAt'),
    make.instant('lastSignInAt', nullable),
  ]);
  await make.create(
    'accounts',
    [
      make.id('id', primary),
      make.id('userId'),
      make.text('key', 64),
      make.text('provider', 32),
      make.text('issuer', 1024),
      make.text('identifierType', 64),
      make.text('identifier', 1024),
      make.instant('createdAt'),
    ],
    {
      foreignKeys: [make.reference('fk_accounts_user', 'userId', 'users', CASCADE)],
      indices: [{ name: 'ux_accounts_key', columnNames: ['key'], isUnique: true }],
    },
  );
  await make.create(
    'sessions',
    [
      make.id('id', primary),
      make.text('tokenHash', 64),
      make.id('userId'),
      make.id('accountId'),
      make.instant('startedAt'),
      make.instant('lastSeenAt'),
      make.instant('expiresAt'),
      make.instant('rightsCheckedAt'),
      make.text('address', 64),
      make.text('userAgent', 512),
      make.text('samlSessionIndex', 256, nullable),
      make.text('samlNameId', 2048, nullable),
      make.instant('endedAt', nullable),
      make.text('endCode', 64, nullable),
    ],
    {
      foreignKeys: [
        make.reference('fk_sessions_user', 'userId', 'users', CASCADE),
        make.reference('fk_sessions_account', 'accountId', 'accounts', CASCADE),
      ],
      indices: [
        { name: 'ux_sessions_token_hash', columnNames: ['tokenHash'], isUnique: true },
        { name: 'ix_sessions_user', columnNames: ['userId'] },
      ],
    },
  );
  await make.create(
    'attribute_snapshots',
    [
      make.id('id', primary),
      make.id('accountId'),
      make.instant('takenAt'),
      make.large('attributes'),
      make.large('dropped'),
      make.large('unmapped'),
      make.large('authn'),
    ],
    {
      foreignKeys: [make.reference('fk_attribute_snapshots_account', 'accountId', 'accounts', CASCADE)],
      indices: [{ name: 'ux_attribute_snapshots_account', columnNames: ['accountId'], isUnique: true }],
    },
  );
}

async function rights(make: TableColumns): Promise<void> {
  await make.create('policy_versions', [
    make.whole('version', primary),
    make.large('source'),
    make.text('sourceHash', 64),
    make.text('author', 256),
    make.text('comment', 1024, nullable),
    make.instant('publishedAt'),
    make.large('warnings'),
  ]);
  await make.create(
    'entitlements',
    [
      make.id('id', primary),
      make.id('userId'),
      make.text('kind', 8),
      make.text('ref', 128),
      make.text('asRole', 16, nullable),
      make.text('scope', 256, nullable),
      make.large('quota', nullable),
      make.text('ruleId', 128),
      make.text('ruleName', 256),
      make.whole('policyVersion'),
      make.large('because'),
      make.instant('grantedAt'),
      make.instant('validUntil', nullable),
    ],
    {
      foreignKeys: [make.reference('fk_entitlements_user', 'userId', 'users', CASCADE)],
      indices: [
        { name: 'ix_entitlements_user', columnNames: ['userId'] },
        { name: 'ix_entitlements_ref', columnNames: ['ref'] },
      ],
    },
  );
  await make.create(
    'decisions',
    [
      make.id('id', primary),
      make.id('accountId'),
      make.id('userId'),
      make.instant('at'),
      make.whole('policyVersion'),
      make.text('outcome', 16),
      make.text('inputHash', 64),
      make.large('decision'),
    ],
    {
      foreignKeys: [make.reference('fk_decisions_account', 'accountId', 'accounts', CASCADE)],
      indices: [{ name: 'ix_decisions_account_at', columnNames: ['accountId', 'at'] }],
    },
  );
}

async function lab(make: TableColumns): Promise<void> {
  await make.create('classes', [
    make.text('id', 128, primary),
    make.text('code', 64),
    make.text('title', 256),
    make.instant('updatedAt'),
  ]);
  await make.create('hosts', [
    make.text('id', 128, primary),
    make.text('title', 256),
    make.text('uri', 1024),
    make.text('imagesDirectory', 1024, nullable),
    make.text('socketsDirectory', 1024, nullable),
    make.text('driver', 16),
    make.text('runsBy', 16, nullable),
    make.instant('provedAt', nullable),
    make.whole('bootMilliseconds', nullable),
    make.text('health', 16),
    make.instant('healthSince'),
    make.text('fault', 1024, nullable),
    make.instant('updatedAt'),
  ]);
  await make.create('templates', [
    make.text('id', 128, primary),
    make.text('title', 256),
    make.text('imagePath', 1024),
    make.whole('memoryMiB'),
    make.whole('vcpus'),
    make.text('readyLine', 128, nullable),
    make.instant('updatedAt'),
  ]);
  await make.create(
    'pools',
    [
      make.text('id', 128, primary),
      make.text('title', 256),
      make.text('templateId', 128),
      make.text('hostId', 128),
      make.text('classId', 128, nullable),
      make.instant('updatedAt'),
    ],
    {
      foreignKeys: [
        make.reference('fk_pools_template', 'templateId', 'templates'),
        make.reference('fk_pools_host', 'hostId', 'hosts'),
      ],
    },
  );
  await make.create(
    'machines',
    [
      make.id('id', primary),
      make.text('name', 64),
      make.text('poolId', 128),
      make.id('ownerId'),
      make.whole('ordinal'),
      make.text('hostId', 128),
      make.text('wanted', 16),
      make.text('order', 16, nullable),
      make.instant('wantedAt'),
      make.text('observed', 16),
      make.instant('observedAt'),
      make.instant('stateSince'),
      make.whole('activation'),
      make.large('display', nullable),
      make.large('stages'),
      make.text('failureCode', 64, nullable),
      make.text('failureMessage', 1024, nullable),
      make.whole('attempts'),
      make.instant('diskSince', nullable),
      make.instant('createdAt'),
      make.whole('revision'),
    ],
    {
      foreignKeys: [
        make.reference('fk_machines_pool', 'poolId', 'pools'),
        make.reference('fk_machines_owner', 'ownerId', 'users'),
      ],
      indices: [
        { name: 'ux_machines_name', columnNames: ['name'], isUnique: true },
        {
          name: 'ux_machines_owner_pool_ordinal',
          columnNames: ['ownerId', 'poolId', 'ordinal'],
          isUnique: true,
        },
      ],
    },
  );
}

async function passing(make: TableColumns): Promise<void> {
  await make.create(
    'pending_sign_ins',
    [
      make.text('requestId', 64, primary),
      make.text('idpEntityId', 512),
      make.text('correlationHash', 64),
      make.text('target', 2048),
      make.instant('createdAt'),
      make.instant('expiresAt'),
      make.instant('takenAt', nullable),
    ],
    { indices: [{ name: 'ix_pending_sign_ins_expires', columnNames: ['expiresAt'] }] },
  );
  await make.create('used_assertions', [make.text('key', 64, primary), make.instant('expiresAt')], {
    indices: [{ name: 'ix_used_assertions_expires', columnNames: ['expiresAt'] }],
  });
  await make.create(
    'console_tickets',
    [
      make.text('ticketHash', 64, primary),
      make.id('machineId'),
      make.whole('activation'),
      make.id('sessionId'),
      make.id('userId'),
      make.text('mode', 8),
      make.instant('createdAt'),
      make.instant('expiresAt'),
      make.instant('redeemedAt', nullable),
    ],
    {
      foreignKeys: [make.reference('fk_console_tickets_machine', 'machineId', 'machines', CASCADE)],
      indices: [{ name: 'ix_console_tickets_expires', columnNames: ['expiresAt'] }],
    },
  );
}

async function trail(make: TableColumns): Promise<void> {
  await make.create(
    'audit_events',
    [
      make.whole('sequence', primary),
      make.instant('at'),
      make.text('kind', 40),
      make.text('outcome', 8),
      make.text('code', 64, nullable),
      make.text('actorId', 36, nullable),
      make.text('actorName', 256),
      make.text('actorAs', 64),
      make.text('subjectKind', 32, nullable),
      make.text('subjectId', 512, nullable),
      make.text('subjectTitle', 512, nullable),
      make.text('address', 64, nullable),
      make.whole('port', nullable),
      make.text('requestId', 32, nullable),
      make.text('sessionRef', 16, nullable),
      make.text('ruleId', 128, nullable),
      make.whole('policyVersion', nullable),
      make.large('facts'),
      make.text('previousHash', 64),
      make.text('hash', 64),
    ],
    {
      indices: [
        { name: 'ix_audit_events_at', columnNames: ['at'] },
        { name: 'ix_audit_events_kind', columnNames: ['kind'] },
        { name: 'ix_audit_events_actor', columnNames: ['actorId'] },
      ],
    },
  );
  await make.create('audit_heads', [
    make.text('id', 8, primary),
    make.whole('sequence'),
    make.text('hash', 64),
  ]);
  await make.create('resources', [
    make.text('kind', 32, primary),
    make.text('name', 512, primary),
    make.large('document'),
    make.instant('appliedAt'),
  ]);
}
