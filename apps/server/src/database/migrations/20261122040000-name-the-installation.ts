import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

/** Draws what this installation is told apart by on hosts that others use too. */
export class NameTheInstallation20261122040000 implements MigrationInterface {
  name = 'NameTheInstallation20261122040000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create('installations', [make.text('id', 8, { isPrimary: true }), make.text('mark', 16)]);
    await runner.query(
      `INSERT INTO installations (id, mark) VALUES ('this', '${randomBytes(8).toString('hex')}')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('installations');
  }
}
