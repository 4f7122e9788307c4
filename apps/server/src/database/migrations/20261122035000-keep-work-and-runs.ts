import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** What several servers agree on (turns, and what they tell each other), and when each machine was on. */
export class KeepWorkAndRuns20261122035000 implements MigrationInterface {
  name = 'KeepWorkAndRuns20261122035000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create('server_turns', [
      make.text('id', 128, primary),
      make.text('holder', 64),
      make.instant('heldUntil'),
    ]);
    await make.create('server_notices', [
      make.whole('id', { ...primary, isGenerated: true, generationStrategy: 'increment' }),
      make.text('fromServer', 64),
      make.instant('at'),
      make.large('notice'),
    ]);
    await make.create(
      'machine_runs',
      [
        make.id('id', primary),
        make.id('machineId'),
        make.text('poolId', 128),
        make.text('classId', 128, nullable),
        make.id('ownerId', nullable),
        make.whole('activation'),
        make.text('hostId', 128),
        make.whole('memoryMiB'),
        make.whole('vcpus'),
        make.instant('startedAt'),
        make.instant('seenAt'),
        make.instant('endedAt', nullable),
      ],
      {
        indices: [
          { name: 'ix_machine_runs_machine', columnNames: ['machineId', 'endedAt'] },
          { name: 'ix_machine_runs_time', columnNames: ['startedAt', 'seenAt'] },
          { name: 'ix_machine_runs_open', columnNames: ['hostId', 'endedAt'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['machine_runs', 'server_notices', 'server_turns']) await runner.dropTable(table);
  }
}
