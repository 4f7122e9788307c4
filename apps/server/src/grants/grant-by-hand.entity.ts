import { Entity, Index } from 'typeorm';
import { Id, Instant, PrimaryText, Text, Whole } from '../database/index';

/**
 * A right that somebody gave by hand, to a person or to everybody of a class, apart from the rules. Never deleted: it
 * ends by its time or is revoked, and stays to be read.
 */
@Entity('grants_by_hand')
@Index('ix_grants_by_hand_to', ['toKind', 'toId'])
@Index('ix_grants_by_hand_until', ['endedAt', 'validUntil'])
export class GrantByHandEntity {
  @PrimaryText() id!: string;
  @Text(8) toKind!: 'person' | 'class';
  /** Id of the person or of the class; without a foreign key, so that what was given can be read after its person. */
  @Text(128) toId!: string;
  /** What the person or class was called when it was given. */
  @Text(256) toTitle!: string;
  @Text(8) targetKind!: 'role' | 'class' | 'pool';
  @Text(128) targetRef!: string;
  @Text(256) targetTitle!: string;
  /** In a class: learner, ta or teacher. */
  @Text(16, { nullable: true }) asRole!: 'learner' | 'ta' | 'teacher' | null;
  /** Of a pool: how many machines. */
  @Whole({ nullable: true }) vms!: number | null;
  @Text(512) reason!: string;
  @Id() grantedById!: string;
  @Text(256) grantedByName!: string;
  @Instant() grantedAt!: Date;
  @Instant() validUntil!: Date;
  /** When it stopped: revoked, or noticed past its time; null while neither was. It gives nothing after `validUntil` either way. */
  @Instant({ nullable: true }) endedAt!: Date | null;
  /** Who revoked it; null when its time ended it. */
  @Id({ nullable: true }) revokedById!: string | null;
  @Text(256, { nullable: true }) revokedByName!: string | null;
}
