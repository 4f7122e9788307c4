import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TableColumns } from './table-columns';

const nullable = { isNullable: true };
const primary = { isPrimary: true };

/** Lessons, what was done for each time they take place, and what was announced to whom. */
export class KeepLessons20261122034000 implements MigrationInterface {
  name = 'KeepLessons20261122034000';

  async up(runner: QueryRunner): Promise<void> {
    const make = new TableColumns(runner);
    const ofClass = (name: string) => make.reference(name, 'classId', 'classes', { onDelete: 'CASCADE' });
    await make.create(
      'lessons',
      [
        make.id('id', primary),
        make.text('classId', 128),
        make.text('title', 128),
        make.text('place', 128),
        make.text('repeats', 8),
        make.text('date', 10),
        make.text('lastDate', 10, nullable),
        make.text('fromTime', 5),
        make.text('toTime', 5),
        make.whole('readyMinutes'),
        make.whole('shutDownMinutes', nullable),
        make.instant('updatedAt'),
      ],
      {
        foreignKeys: [ofClass('fk_lessons_class')],
        indices: [{ name: 'ix_lessons_class', columnNames: ['classId'] }],
      },
    );
    await make.create(
      'lesson_runs',
      [
        make.id('id', primary),
        make.id('lessonId'),
        make.instant('startsAt'),
        make.instant('preparedAt', nullable),
        make.instant('shutDownAt', nullable),
      ],
      { indices: [{ name: 'ux_lesson_runs', columnNames: ['lessonId', 'startsAt'], isUnique: true }] },
    );
    await make.create(
      'announcements',
      [
        make.id('id', primary),
        make.text('classId', 128),
        make.text('text', 1000),
        make.id('byId'),
        make.text('byName', 256),
        make.instant('at'),
        make.flag('toAll'),
      ],
      {
        foreignKeys: [ofClass('fk_announcements_class')],
        indices: [{ name: 'ix_announcements_class', columnNames: ['classId', 'at'] }],
      },
    );
    await make.create(
      'announced_people',
      [
        make.id('id', primary),
        make.id('announcementId'),
        make.id('userId'),
        make.instant('readAt', nullable),
      ],
      {
        foreignKeys: [
          make.reference('fk_announced_people_announcement', 'announcementId', 'announcements', {
            onDelete: 'CASCADE',
          }),
        ],
        indices: [
          { name: 'ux_announced_people', columnNames: ['announcementId', 'userId'], isUnique: true },
          { name: 'ix_announced_people_user', columnNames: ['userId', 'readAt'] },
        ],
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['announced_people', 'announcements', 'lesson_runs', 'lessons']) {
      await runner.dropTable(table);
    }
  }
}
