import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { TableColumns } from './table-columns';

/** The name by which a resource file knows a lesson of its class. */
export class NameLessons20261122038000 implements MigrationInterface {
  name = 'NameLessons20261122038000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await runner.addColumn('lessons', new TableColumn(make.text('name', 128, { isNullable: true })));
    await runner.createIndex(
      'lessons',
      new TableIndex({ name: 'ux_lessons_name', columnNames: ['classId', 'name'], isUnique: true }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('lessons', 'ux_lessons_name');
    await runner.dropColumn('lessons', 'name');
  }
}
