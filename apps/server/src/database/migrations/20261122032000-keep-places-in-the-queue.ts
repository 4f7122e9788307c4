import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

/** Who waits for a machine of a shared pool; since when a machine is whose, how often renewed, until when put off. */
export class KeepPlacesInTheQueue20261122032000 implements MigrationInterface {
  name = 'KeepPlacesInTheQueue20261122032000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    const whole = make.whole('renewals').type;
    const add = (column: string) => runner.query(`ALTER TABLE machines ADD COLUMN ${column}`);
    await add(`renewals ${whole} NOT NULL DEFAULT 0`);
    await add('takenAt bigint');
    await add('pushedUntil bigint');
    await make.create(
      'pool_queue',
      [
        make.id('id', { isPrimary: true }),
        make.text('poolId', 128),
        make.id('userId'),
        make.instant('askedAt'),
        make.instant('seenAt'),
      ],
      {
        foreignKeys: [
          make.reference('fk_pool_queue_pool', 'poolId', 'pools', { onDelete: 'CASCADE' }),
          make.reference('fk_pool_queue_user', 'userId', 'users', { onDelete: 'CASCADE' }),
        ],
        indices: [
          { name: 'ux_pool_queue_pool_user', columnNames: ['poolId', 'userId'], isUnique: true },
          { name: 'ix_pool_queue_user', columnNames: ['userId'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('pool_queue');
    for (const column of ['renewals', 'takenAt', 'pushedUntil']) {
      await runner.query(`ALTER TABLE machines DROP COLUMN ${column}`);
    }
  }
}
