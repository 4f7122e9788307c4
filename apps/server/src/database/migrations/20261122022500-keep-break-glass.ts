import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** Accounts for an emergency, each use of one, and drills. */
export class KeepBreakGlass20261122022500 implements MigrationInterface {
  name = 'KeepBreakGlass20261122022500';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create('break_glass_accounts', [
      make.text('name', 64, primary),
      make.text('secretHash', 256),
      make.flag('isDrill'),
      make.instant('createdAt'),
      make.text('createdBy', 256),
      make.instant('usedAt', nullable),
      make.instant('disabledAt', nullable),
    ]);
    await make.create(
      'break_glass_sessions',
      [
        make.id('id', primary),
        make.id('sessionId'),
        make.text('account', 64),
        make.text('reason', 512),
        make.flag('isDrill'),
        make.instant('startedAt'),
        make.instant('endsAt'),
        make.instant('endedAt', nullable),
      ],
      {
        indices: [
          { name: 'ux_break_glass_sessions_session', columnNames: ['sessionId'], isUnique: true },
          { name: 'ix_break_glass_sessions_ended', columnNames: ['endedAt'] },
        ],
      },
    );
    await make.create(
      'break_glass_drills',
      [
        make.id('id', primary),
        make.instant('at'),
        make.text('by', 256),
        make.text('failedStep', 128, nullable),
      ],
      { indices: [{ name: 'ix_break_glass_drills_at', columnNames: ['at'] }] },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('break_glass_drills');
    await runner.dropTable('break_glass_sessions');
    await runner.dropTable('break_glass_accounts');
  }
}
