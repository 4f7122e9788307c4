import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { TableColumns } from './table-columns';

const TAKEN = 'ix_attribute_snapshots_taken';
const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** What came of dry runs, and a way to what was released since a moment. */
export class KeepDryRuns20261122021000 implements MigrationInterface {
  name = 'KeepDryRuns20261122021000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'dry_runs',
      [
        make.id('id', primary),
        make.whole('ofVersion', nullable),
        make.whole('draftRevision', nullable),
        make.text('sourceHash', 64),
        make.large('source'),
        make.whole('against'),
        make.text('startedBy', 256),
        make.instant('startedAt'),
        make.text('state', 16),
        make.text('code', 64, nullable),
        make.whole('tookMs'),
        make.large('result'),
      ],
      {
        indices: [
          { name: 'ix_dry_runs_source', columnNames: ['sourceHash', 'against'] },
          { name: 'ix_dry_runs_started', columnNames: ['startedAt'] },
        ],
      },
    );
    await make.create(
      'dry_run_parts',
      [
        make.id('id', primary),
        make.id('runId'),
        make.whole('position'),
        make.whole('rights'),
        make.large('people'),
      ],
      {
        foreignKeys: [make.reference('fk_dry_run_parts_run', 'runId', 'dry_runs', { onDelete: 'CASCADE' })],
        indices: [{ name: 'ux_dry_run_parts_run', columnNames: ['runId', 'position'], isUnique: true }],
      },
    );
    await runner.createIndex(
      'attribute_snapshots',
      new TableIndex({ name: TAKEN, columnNames: ['takenAt', 'accountId'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('attribute_snapshots', TAKEN);
    await runner.dropTable('dry_run_parts');
    await runner.dropTable('dry_runs');
  }
}
