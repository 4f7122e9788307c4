import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const CASCADE = { onDelete: 'CASCADE' };
const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** Attribute rules in versions, and what the last sign-ins released. */
export class KeepSignIns20261122012000 implements MigrationInterface {
  name = 'KeepSignIns20261122012000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create('attribute_rules', [
      make.whole('version', primary),
      make.large('mapXml'),
      make.large('policyXml'),
      make.text('sourceHash', 64),
      make.text('author', 256),
      make.text('comment', 1024, nullable),
      make.instant('publishedAt'),
    ]);
    await make.create(
      'sign_in_records',
      [
        make.id('id', primary),
        make.instant('at'),
        make.text('reference', 32),
        make.text('provider', 32),
        make.text('entityId', 1024),
        make.text('entityHash', 64),
        make.id('accountId', nullable),
        make.id('userId', nullable),
        make.text('outcome', 16),
        make.text('code', 64, nullable),
        make.whole('rulesVersion'),
        make.whole('policyVersion', nullable),
        make.large('release'),
        make.large('keptIds'),
        make.large('missing'),
      ],
      {
        foreignKeys: [make.reference('fk_sign_in_records_account', 'accountId', 'accounts', CASCADE)],
        indices: [
          { name: 'ix_sign_in_records_at', columnNames: ['at', 'id'] },
          { name: 'ix_sign_in_records_entity', columnNames: ['entityHash', 'at'] },
          { name: 'ix_sign_in_records_account', columnNames: ['accountId', 'at'] },
          { name: 'ix_sign_in_records_reference', columnNames: ['reference'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('sign_in_records');
    await runner.dropTable('attribute_rules');
  }
}
