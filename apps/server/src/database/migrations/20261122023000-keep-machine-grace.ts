import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumn } from 'typeorm';
import { TableColumns } from './table-columns';

/** Rights that ended, and for how long what runs by them may go on. */
export class KeepMachineGrace20261122023000 implements MigrationInterface {
  name = 'KeepMachineGrace20261122023000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await runner.addColumn('entitlements', new TableColumn(make.whole('graceDays', { isNullable: true })));
    await make.create(
      'ended_rights',
      [
        make.id('id', { isPrimary: true }),
        make.id('userId'),
        make.text('poolId', 128),
        make.whole('vms'),
        make.text('ruleId', 128),
        make.text('ruleName', 256),
        make.whole('policyVersion'),
        make.instant('endedAt'),
        make.instant('graceUntil'),
      ],
      {
        foreignKeys: [make.reference('fk_ended_rights_user', 'userId', 'users', { onDelete: 'CASCADE' })],
        indices: [{ name: 'ux_ended_rights_user_pool', columnNames: ['userId', 'poolId'], isUnique: true }],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ended_rights');
    await runner.dropColumn('entitlements', 'graceDays');
  }
}
