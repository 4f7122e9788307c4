import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../../database/index';
import { UserEntity } from '../../identity/index';
import { PoolEntity } from '../../pools/index';

/** A person who waits for a machine of a shared pool. The place lapses when they ask no more. */
@Entity('pool_queue')
@Index('ux_pool_queue_pool_user', ['poolId', 'userId'], { unique: true })
export class PoolQueueEntity {
  @PrimaryText() id!: string;
  @Text(128) poolId!: string;
  @ManyToOne(() => PoolEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poolId', foreignKeyConstraintName: 'fk_pool_queue_pool' })
  pool?: Relation<PoolEntity>;
  @Index('ix_pool_queue_user') @Id() userId!: string;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_pool_queue_user' })
  user?: Relation<UserEntity>;
  /** When they asked first; decides who comes first. */
  @Instant() askedAt!: Date;
  /** When they asked last. */
  @Instant() seenAt!: Date;
}
