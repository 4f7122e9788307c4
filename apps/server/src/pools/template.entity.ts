import { Entity } from 'typeorm';
import { Instant, PrimaryText, Text, Whole } from '../database/index';

/** What the machines of a pool are clones of. */
@Entity('templates')
export class TemplateEntity {
  @PrimaryText(128) id!: string;
  @Text(256) title!: string;
  /** The qcow2 base image, as the hypervisor's host sees it. */
  @Text(1024) imagePath!: string;
  @Whole() memoryMiB!: number;
  @Whole() vcpus!: number;
  /** What the guest writes to its serial port when it is ready; null when it says nothing. */
  @Text(128, { nullable: true }) readyLine!: string | null;
  @Instant() updatedAt!: Date;
}
