import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };

/** Snapshots of machines, and who asked for each. */
export class KeepSnapshots20261122033500 implements MigrationInterface {
  name = 'KeepSnapshots20261122033500';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'machine_snapshots',
      [
        make.id('id', { isPrimary: true }),
        make.id('machineId'),
        make.text('name', 64),
        make.text('byName', 256),
        make.instant('orderedAt'),
        make.instant('takenAt', nullable),
        make.instant('bytes', nullable),
      ],
      {
        foreignKeys: [
          make.reference('fk_machine_snapshots_machine', 'machineId', 'machines', { onDelete: 'CASCADE' }),
        ],
        indices: [{ name: 'ux_machine_snapshots_name', columnNames: ['machineId', 'name'], isUnique: true }],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('machine_snapshots');
  }
}
