import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** Rights that were given by hand, apart from the rules. */
export class KeepGrantsByHand20261122022000 implements MigrationInterface {
  name = 'KeepGrantsByHand20261122022000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'grants_by_hand',
      [
        make.id('id', primary),
        make.text('toKind', 8),
        make.text('toId', 128),
        make.text('toTitle', 256),
        make.text('targetKind', 8),
        make.text('targetRef', 128),
        make.text('targetTitle', 256),
        make.text('asRole', 16, nullable),
        make.whole('vms', nullable),
        make.text('reason', 512),
        make.id('grantedById'),
        make.text('grantedByName', 256),
        make.instant('grantedAt'),
        make.instant('validUntil'),
        make.instant('endedAt', nullable),
        make.id('revokedById', nullable),
        make.text('revokedByName', 256, nullable),
      ],
      {
        indices: [
          { name: 'ix_grants_by_hand_to', columnNames: ['toKind', 'toId'] },
          { name: 'ix_grants_by_hand_until', columnNames: ['endedAt', 'validUntil'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('grants_by_hand');
  }
}
