import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText } from '../database/index';
import { AnnouncementEntity } from './announcement.entity';

/** Somebody to whom an announcement was sent. */
@Entity('announced_people')
@Index('ux_announced_people', ['announcementId', 'userId'], { unique: true })
@Index('ix_announced_people_user', ['userId', 'readAt'])
export class AnnouncedPersonEntity {
  @PrimaryText() id!: string;
  @Id() announcementId!: string;
  @ManyToOne(() => AnnouncementEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'announcementId', foreignKeyConstraintName: 'fk_announced_people_announcement' })
  announcement?: Relation<AnnouncementEntity>;
  @Id() userId!: string;
  /** When the person marked it as read; null until then. */
  @Instant({ nullable: true }) readAt!: Date | null;
}
