import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { ClassEntity } from '../classes/index';
import { Instant, PrimaryText, Text, Whole } from '../database/index';

/** A lesson of a class as it was planned, in days and times of the campus clock. */
@Entity('lessons')
@Index('ix_lessons_class', ['classId'])
@Index('ux_lessons_name', ['classId', 'name'], { unique: true })
export class LessonEntity {
  @PrimaryText() id!: string;
  @Text(128) classId!: string;
  @ManyToOne(() => ClassEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'classId', foreignKeyConstraintName: 'fk_lessons_class' })
  class?: Relation<ClassEntity>;
  /** By which a resource file knows it; null for one that was planned on the page. */
  @Text(128, { nullable: true }) name!: string | null;
  @Text(128) title!: string;
  @Text(128) place!: string;
  @Text(8) repeats!: 'once' | 'weekly';
  /** `2026-11-24`; of weekly lessons the first one. */
  @Text(10) date!: string;
  @Text(10, { nullable: true }) lastDate!: string | null;
  @Text(5, { name: 'fromTime' }) from!: string;
  @Text(5, { name: 'toTime' }) to!: string;
  @Whole() readyMinutes!: number;
  @Whole({ nullable: true }) shutDownMinutes!: number | null;
  @Instant() updatedAt!: Date;
}
