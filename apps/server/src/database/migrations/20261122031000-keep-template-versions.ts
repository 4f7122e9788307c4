import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** What moved from templates to their versions. */
const MOVED = ['imagePath', 'memoryMiB', 'vcpus', 'readyLine'];

/** Versions of templates, the first of which is what each template was; and the images that they are made of. */
export class KeepTemplateVersions20261122031000 implements MigrationInterface {
  name = 'KeepTemplateVersions20261122031000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    await make.create(
      'template_versions',
      [
        make.text('templateId', 128, primary),
        make.whole('number', primary),
        make.text('imagePath', 1024),
        make.whole('memoryMiB'),
        make.whole('vcpus'),
        make.whole('diskGiB', nullable),
        make.text('readyLine', 128, nullable),
        make.text('display', 16),
        make.text('comment', 1024, nullable),
        make.id('byId', nullable),
        make.text('byName', 256),
        make.instant('at'),
      ],
      { foreignKeys: [make.reference('fk_template_versions_template', 'templateId', 'templates')] },
    );
    await runner.query(
      `INSERT INTO template_versions (templateId, number, imagePath, memoryMiB, vcpus, readyLine, display, byName, at)
       SELECT id, 1, imagePath, memoryMiB, vcpus, readyLine, 'vga', 'Virlab', updatedAt FROM templates`,
    );
    const whole = this.wholeOf(runner);
    await runner.query("ALTER TABLE templates ADD COLUMN icon varchar(32) NOT NULL DEFAULT 'terminal'");
    await runner.query(`ALTER TABLE templates ADD COLUMN currentVersion ${whole} NOT NULL DEFAULT 1`);
    await runner.query(`ALTER TABLE templates ADD COLUMN latestVersion ${whole} NOT NULL DEFAULT 1`);
    for (const column of MOVED) await runner.query(`ALTER TABLE templates DROP COLUMN ${column}`);
    await runner.query('ALTER TABLE machines ADD COLUMN templateId varchar(128)');
    await runner.query(
      `UPDATE machines SET templateVersion = 1,
         templateId = (SELECT pools.templateId FROM pools WHERE pools.id = machines.poolId)
       WHERE diskSince IS NOT NULL`,
    );

    await make.create(
      'images',
      [
        make.id('id', primary),
        make.text('name', 256),
        make.text('folder', 1024),
        make.text('pathKey', 64),
        make.text('source', 8),
        make.text('state', 16),
        make.instant('bytes'),
        make.instant('virtualBytes', nullable),
        make.text('sha256', 64, nullable),
        make.large('stages'),
        make.id('byId'),
        make.text('byName', 256),
        make.instant('at'),
        make.text('workedBy', 64, nullable),
        make.instant('workedUntil', nullable),
      ],
      { indices: [{ name: 'ux_images_path', columnNames: ['pathKey'], isUnique: true }] },
    );
  }

  /** Going back keeps of each template its current version alone. */
  async down(runner: QueryRunner): Promise<void> {
    const whole = this.wholeOf(runner);
    await runner.dropTable('images');
    await runner.query("ALTER TABLE templates ADD COLUMN imagePath varchar(1024) NOT NULL DEFAULT ''");
    await runner.query(`ALTER TABLE templates ADD COLUMN memoryMiB ${whole} NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE templates ADD COLUMN vcpus ${whole} NOT NULL DEFAULT 0`);
    await runner.query('ALTER TABLE templates ADD COLUMN readyLine varchar(128)');
    for (const column of MOVED) {
      await runner.query(
        `UPDATE templates SET ${column} = (SELECT v.${column} FROM template_versions v
         WHERE v.templateId = templates.id AND v.number = templates.currentVersion)`,
      );
    }
    for (const column of ['icon', 'currentVersion', 'latestVersion']) {
      await runner.query(`ALTER TABLE templates DROP COLUMN ${column}`);
    }
    await runner.query('UPDATE machines SET templateVersion = NULL');
    await runner.query('ALTER TABLE machines DROP COLUMN templateId');
    await runner.dropTable('template_versions');
  }

  private wholeOf(runner: QueryRunner): 'integer' | 'int' {
    return runner.dataSource.options.type === 'better-sqlite3' ? 'integer' : 'int';
  }
}
