import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text } from '../database/index';

/** A class (course) that people attend and teach. Who does is said by entitlements. */
@Entity('classes')
export class ClassEntity {
  /** A short name such as `cs101`, as policies refer to it. */
  @PrimaryText(128) id!: string;
  @Text(64) code!: string;
  @Text(256) title!: string;
  @Instant() updatedAt!: Date;
}
