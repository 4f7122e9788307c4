import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** What was asked of many machines at once, and how far each of them is. */
export class KeepJobs20261122033000 implements MigrationInterface {
  name = 'KeepJobs20261122033000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'jobs',
      [
        make.id('id', primary),
        make.text('action', 16),
        make.text('classId', 128, nullable),
        make.id('byId'),
        make.text('byName', 256),
        make.id('sessionId'),
        make.instant('createdAt'),
        make.instant('cancelledAt', nullable),
        make.instant('endedAt', nullable),
      ],
      {
        indices: [
          { name: 'ix_jobs_ended', columnNames: ['endedAt'] },
          { name: 'ix_jobs_class', columnNames: ['classId', 'createdAt'] },
          { name: 'ix_jobs_by', columnNames: ['byId', 'createdAt'] },
        ],
      },
    );
    await make.create(
      'job_items',
      [
        make.id('id', primary),
        make.id('jobId'),
        make.whole('position'),
        make.id('machineId', nullable),
        make.text('name', 256),
        make.text('state', 16),
        make.text('code', 64, nullable),
        make.text('reason', 32, nullable),
        make.instant('orderedAt', nullable),
      ],
      {
        foreignKeys: [make.reference('fk_job_items_job', 'jobId', 'jobs', { onDelete: 'CASCADE' })],
        indices: [
          { name: 'ux_job_items_position', columnNames: ['jobId', 'position'], isUnique: true },
          { name: 'ix_job_items_state', columnNames: ['state'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('job_items');
    await runner.dropTable('jobs');
  }
}
