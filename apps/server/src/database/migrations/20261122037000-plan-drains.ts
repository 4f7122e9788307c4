import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

/** Hosts that are to be drained at a set time. */
export class PlanDrains20261122037000 implements MigrationInterface {
  name = 'PlanDrains20261122037000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'planned_drains',
      [
        make.text('hostId', 128, { isPrimary: true }),
        make.instant('at'),
        make.id('byId', { isNullable: true }),
        make.text('byName', 256),
        make.text('byAs', 64),
      ],
      { foreignKeys: [make.reference('fk_planned_drains_host', 'hostId', 'hosts', { onDelete: 'CASCADE' })] },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('planned_drains');
  }
}
