import { Entity, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../database/index';
import { HostEntity } from '../hypervisors/index';

/** A host that is to be drained at a set time; at most one plan a host. */
@Entity('planned_drains')
export class PlannedDrainEntity {
  @PrimaryText(128) hostId!: string;
  @ManyToOne(() => HostEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'hostId', foreignKeyConstraintName: 'fk_planned_drains_host' })
  host?: Relation<HostEntity>;
  @Instant() at!: Date;
  /** Who planned it, as the trail names them: it is done in their name. */
  @Id({ nullable: true }) byId!: string | null;
  @Text(256) byName!: string;
  @Text(64) byAs!: string;
}
