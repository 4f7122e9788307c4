import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { ClassEntity } from '../classes/index';
import { Flag, Id, Instant, PrimaryText, Text } from '../database/index';

/** What was said to a class, or to some of it. */
@Entity('announcements')
@Index('ix_announcements_class', ['classId', 'at'])
export class AnnouncementEntity {
  @PrimaryText() id!: string;
  @Text(128) classId!: string;
  @ManyToOne(() => ClassEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'classId', foreignKeyConstraintName: 'fk_announcements_class' })
  class?: Relation<ClassEntity>;
  @Text(1000) text!: string;
  @Id() byId!: string;
  @Text(256) byName!: string;
  @Instant() at!: Date;
  /** Whether it was meant for everybody of the class; who came later was not told. */
  @Flag() toAll!: boolean;
}
