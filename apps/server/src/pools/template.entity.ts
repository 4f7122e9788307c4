import type { TemplateIcon } from '@virlab/contracts';
import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text, Whole } from '../database/index';

/** What the machines of a pool are clones of; what it is made of stands in its versions. */
@Entity('templates')
export class TemplateEntity {
  @PrimaryText(128) id!: string;
  @Text(256) title!: string;
  @Text(32, { default: 'terminal' }) icon!: TemplateIcon;
  /** The version that new disks are cloned from. */
  @Whole({ default: 1 }) currentVersion!: number;
  /** The highest number that there ever was: none is given twice. */
  @Whole({ default: 1 }) latestVersion!: number;
  @Instant() updatedAt!: Date;
}
