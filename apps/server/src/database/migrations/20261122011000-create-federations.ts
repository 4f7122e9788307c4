import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };

/** Federations, what an admin chose about their identity providers, and the exception for CBC. */
export class CreateFederations20261122011000 implements MigrationInterface {
  name = 'CreateFederations20261122011000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create('federations', [
      make.text('id', 64, { isPrimary: true }),
      make.text('title', 256),
      make.text('kind', 8),
      make.text('location', 2048),
      make.large('signingCertificates'),
      make.whole('maxValidityDays'),
      make.flag('enabled'),
      make.instant('updatedAt'),
      make.instant('lastAttemptAt', nullable),
      make.instant('lastSuccessAt', nullable),
      make.instant('nextAttemptAt', nullable),
      make.text('lastErrorCode', 64, nullable),
      make.text('lastErrorDetail', 1024, nullable),
      make.whole('failures'),
      make.instant('validUntil', nullable),
      make.whole('entityCount'),
      make.whole('providerCount'),
      make.whole('refusedCount'),
      make.text('etag', 256, nullable),
      make.whole('alarm'),
    ]);
    await make.create('provider_settings', [
      make.text('entityId', 512, { isPrimary: true }),
      make.flag('enabled'),
      make.flag('allowsCbc'),
      make.flag('signsAssertionOnly'),
      make.instant('updatedAt'),
    ]);
    await runner.addColumn('identity_providers', new TableColumn(make.flag('allowsCbc', { default: '0' })));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('identity_providers', 'allowsCbc');
    await runner.dropTable('provider_settings');
    await runner.dropTable('federations');
  }
}
