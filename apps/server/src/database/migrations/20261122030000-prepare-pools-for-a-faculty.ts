import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const OWNER_INDEX = 'ux_machines_owner_pool_ordinal';
const PLACE_INDEX = 'ux_machines_owner_pool_place';

/**
 * Machines without an owner (spares, and those of shared pools), of several parts (labs), with a lease, an announced
 * end and a reservation on their host; pools with settings and several hosts; hosts with a capacity and a mode.
 */
export class PreparePoolsForAFaculty20261122030000 implements MigrationInterface {
  name = 'PreparePoolsForAFaculty20261122030000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    const whole = isSqlite ? 'integer' : 'int';
    const large = isSqlite ? 'text' : 'longtext';
    const add = (table: string, column: string) => runner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);

    await add('hosts', "mode varchar(16) NOT NULL DEFAULT 'active'");
    for (const column of ['offeredMemoryMiB', 'offeredVcpus', 'foundMemoryMiB', 'foundVcpus']) {
      await add('hosts', `${column} ${whole}`);
    }
    await add('hosts', `reservedMemoryMiB ${whole} NOT NULL DEFAULT 0`);
    await add('hosts', `reservedVcpus ${whole} NOT NULL DEFAULT 0`);

    await add('pools', "kind varchar(16) NOT NULL DEFAULT 'personal'");
    await add('pools', `hostIds ${large}`);
    await add('pools', `settings ${large}`);

    await mayHaveNoOwner(runner, true);
    await add('machines', "part varchar(64) NOT NULL DEFAULT ''");
    await runner.createIndex(
      'machines',
      new TableIndex({
        name: PLACE_INDEX,
        columnNames: ['ownerId', 'poolId', 'ordinal', 'part'],
        isUnique: true,
      }),
    );
    // Only now: MariaDB keeps an index that begins with the owner for its foreign key.
    await runner.dropIndex('machines', OWNER_INDEX);
    await runner.createIndex(
      'machines',
      new TableIndex({ name: 'ix_machines_pool', columnNames: ['poolId'] }),
    );
    await runner.createIndex(
      'machines',
      new TableIndex({ name: 'ix_machines_host', columnNames: ['hostId'] }),
    );
    await add('machines', `templateVersion ${whole}`);
    await add('machines', 'leaseUntil bigint');
    await add('machines', 'stopsAt bigint');
    await add('machines', 'stopsBecause varchar(16)');
    await add('machines', 'lastInputAt bigint');
    await add('machines', 'waitsFor varchar(32)');
    await add('machines', 'orderArgument varchar(64)');
    await add('machines', `reservedMemoryMiB ${whole} NOT NULL DEFAULT 0`);
    await add('machines', `reservedVcpus ${whole} NOT NULL DEFAULT 0`);
    await add('machines', 'workedBy varchar(64)');
    await add('machines', 'workedUntil bigint');
    await add('machines', 'removeSince bigint');
  }

  /** Going back loses machines that nobody owns and the further parts of labs: the older table has no room for them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM machines WHERE ownerId IS NULL OR part <> ''");
    await runner.createIndex(
      'machines',
      new TableIndex({ name: OWNER_INDEX, columnNames: ['ownerId', 'poolId', 'ordinal'], isUnique: true }),
    );
    if (runner.dataSource.options.type !== 'better-sqlite3') {
      // What MariaDB had made itself for the foreign key, and had taken away for ours.
      await runner.query('ALTER TABLE machines ADD INDEX fk_machines_pool (poolId)');
    }
    for (const index of [PLACE_INDEX, 'ix_machines_pool', 'ix_machines_host']) {
      await runner.dropIndex('machines', index);
    }
    const added = {
      machines:
        'part templateVersion leaseUntil stopsAt stopsBecause lastInputAt waitsFor orderArgument reservedMemoryMiB reservedVcpus workedBy workedUntil removeSince',
      pools: 'kind hostIds settings',
      hosts: 'mode offeredMemoryMiB offeredVcpus foundMemoryMiB foundVcpus reservedMemoryMiB reservedVcpus',
    };
    for (const [table, columns] of Object.entries(added)) {
      for (const column of columns.split(' '))
        await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
    await mayHaveNoOwner(runner, false);
  }
}

/** SQLite makes the table anew for it, which takes along the tickets of consoles: they last half a minute. */
async function mayHaveNoOwner(runner: QueryRunner, isNullable: boolean): Promise<void> {
  const owner = (await runner.getTable('machines'))?.findColumnByName('ownerId');
  if (!owner) throw new Error('the table machines has no column ownerId');
  const changed = owner.clone();
  changed.isNullable = isNullable;
  await runner.changeColumn('machines', owner, changed);
}
