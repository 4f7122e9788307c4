import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** A known person. Who they are is said by their accounts; nothing here is used to recognise them. */
@Entity('users')
export class UserEntity {
  @PrimaryText() id!: string;
  @Text(256) displayName!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) lastSignInAt!: Date | null;
}
