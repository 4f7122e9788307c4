import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryText, Text } from '../database/index';
import { UserEntity } from './user.entity';

/**
 * A subject at one provider (OWASP ASVS 6.8.1: provider's namespace and identifier together). `key` is
 * sha256(provider, issuer, identifierType, identifier): the whole would be too long for an index.
 */
@Entity('accounts')
export class AccountEntity {
  @PrimaryText() id!: string;
  @Id() userId!: string;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'userId', foreignKeyConstraintName: 'fk_accounts_user' })
  user?: Relation<UserEntity>;
  @Index('ux_accounts_key', { unique: true }) @Text(64) key!: string;
  @Text(32) provider!: string;
  @Text(1024) issuer!: string;
  @Text(64) identifierType!: string;
  @Text(1024) identifier!: string;
  @Instant() createdAt!: Date;
}
