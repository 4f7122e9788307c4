import type { TemplateDisplay } from '@virlab/contracts';
import { Entity, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, PrimaryColumnWhole, PrimaryText, Text, Whole } from '../database/index';
import { TemplateEntity } from './template.entity';

/** What a template was made of from some moment on. Never changed: a change is a new version. */
@Entity('template_versions')
export class TemplateVersionEntity {
  @PrimaryText(128) templateId!: string;
  @ManyToOne(() => TemplateEntity)
  @JoinColumn({ name: 'templateId', foreignKeyConstraintName: 'fk_template_versions_template' })
  template?: Relation<TemplateEntity>;
  @PrimaryColumnWhole() number!: number;
  /** The qcow2 base image, as the hypervisor's host sees it. */
  @Text(1024) imagePath!: string;
  @Whole() memoryMiB!: number;
  @Whole() vcpus!: number;
  /** Null for the size of the image. */
  @Whole({ nullable: true }) diskGiB!: number | null;
  /** What the guest writes to its serial port when it is ready; null when it says nothing. */
  @Text(128, { nullable: true }) readyLine!: string | null;
  @Text(16) display!: TemplateDisplay;
  @Text(1024, { nullable: true }) comment!: string | null;
  /** Null when a resource file said it, or Virlab itself. */
  @Id({ nullable: true }) byId!: string | null;
  @Text(256) byName!: string;
  @Instant() at!: Date;
}
