import { Entity, Index } from 'typeorm';
import { Id, Instant, PrimaryText } from '../database/index';

/** What was done for one time that a lesson takes place; each of it is done once, by whoever writes it first. */
@Entity('lesson_runs')
@Index('ux_lesson_runs', ['lessonId', 'startsAt'], { unique: true })
export class LessonRunEntity {
  @PrimaryText() id!: string;
  @Id() lessonId!: string;
  @Instant() startsAt!: Date;
  @Instant({ nullable: true }) preparedAt!: Date | null;
  @Instant({ nullable: true }) shutDownAt!: Date | null;
}
