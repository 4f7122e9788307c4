import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant, Json, Text } from '../database/index';
import type { Notice } from '../platform/index';

/** Something that one server tells the others. */
@Entity('server_notices')
export class ServerNoticeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Text(64) fromServer!: string;
  /** By the clock of the database. */
  @Instant() at!: Date;
  @Json() notice!: Notice;
}
