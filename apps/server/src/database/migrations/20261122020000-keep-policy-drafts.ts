import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** The draft of the policy, what is said about it, and who let each version pass. */
export class KeepPolicyDrafts20261122020000 implements MigrationInterface {
  name = 'KeepPolicyDrafts20261122020000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await runner.addColumns('policy_versions', [
      new TableColumn(make.text('approvedBy', 256, nullable)),
      new TableColumn(make.whole('rolledBackTo', nullable)),
      new TableColumn(make.large('cases', nullable)),
    ]);
    await make.create('policy_drafts', [
      make.text('id', 8, primary),
      make.whole('revision'),
      make.whole('turn'),
      make.whole('baseVersion'),
      make.large('source', nullable),
      make.text('sourceHash', 64, nullable),
      make.large('cases'),
      make.large('authors'),
      make.large('asked', nullable),
      make.large('approved', nullable),
      make.instant('updatedAt', nullable),
    ]);
    await runner.query(
      `INSERT INTO policy_drafts (id, revision, turn, baseVersion, cases, authors) VALUES ('draft', 0, 0, 0, '[]', '[]')`,
    );
    await make.create(
      'policy_draft_comments',
      [
        make.id('id', primary),
        make.whole('version', nullable),
        make.id('userId'),
        make.text('displayName', 256),
        make.instant('at'),
        make.text('text', 2000),
      ],
      { indices: [{ name: 'ix_policy_draft_comments_version', columnNames: ['version', 'at'] }] },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('policy_draft_comments');
    await runner.dropTable('policy_drafts');
    await runner.dropColumns('policy_versions', ['approvedBy', 'rolledBackTo', 'cases']);
  }
}
