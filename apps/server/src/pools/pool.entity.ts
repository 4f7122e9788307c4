import type { PoolKind, PoolSettings } from '@virlab/contracts';
import { Entity, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HostEntity } from '../hypervisors/index';
import { Instant, Json, PrimaryText, Text } from '../database/index';
import { TemplateEntity } from './template.entity';

/** A set of like machines; people are entitled to pools, never to single machines. */
@Entity('pools')
export class PoolEntity {
  /** A short name such as `cs101-linux`, as policies refer to it. */
  @PrimaryText(128) id!: string;
  @Text(256) title!: string;
  @Text(128) templateId!: string;
  @ManyToOne(() => TemplateEntity)
  @JoinColumn({ name: 'templateId', foreignKeyConstraintName: 'fk_pools_template' })
  template?: Relation<TemplateEntity>;
  @Text(128) hostId!: string;
  @ManyToOne(() => HostEntity)
  @JoinColumn({ name: 'hostId', foreignKeyConstraintName: 'fk_pools_host' })
  host?: Relation<HostEntity>;
  /** The class it is for; null for none. */
  @Text(128, { nullable: true }) classId!: string | null;
  @Text(16, { default: 'personal' }) kind!: PoolKind;
  /** Hosts besides `hostId` that its machines may be placed on; null for none. */
  @Json({ nullable: true }) hostIds!: string[] | null;
  /** Null for the usual settings. */
  @Json({ nullable: true }) settings!: PoolSettings | null;
  @Instant() updatedAt!: Date;
}
