import type { AuditKind } from '@virlab/contracts';
import { Entity, Index } from 'typeorm';
import { Instant, Json, PrimaryColumnWhole, Text, Whole } from '../database/index';

/** One row of the trail. Rows are only ever added; each carries the hash of the one before it. */
@Entity('audit_events')
export class AuditEventEntity {
  @PrimaryColumnWhole() sequence!: number;
  @Index('ix_audit_events_at') @Instant() at!: Date;
  @Index('ix_audit_events_kind') @Text(40) kind!: AuditKind;
  @Text(8) outcome!: 'ok' | 'refused' | 'failed';
  @Text(64, { nullable: true }) code!: string | null;
  @Index('ix_audit_events_actor') @Text(36, { nullable: true }) actorId!: string | null;
  @Text(256) actorName!: string;
  @Text(64) actorAs!: string;
  @Text(32, { nullable: true }) subjectKind!: string | null;
  @Text(512, { nullable: true }) subjectId!: string | null;
  @Text(512, { nullable: true }) subjectTitle!: string | null;
  @Text(64, { nullable: true }) address!: string | null;
  @Whole({ nullable: true }) port!: number | null;
  @Text(32, { nullable: true }) requestId!: string | null;
  @Text(16, { nullable: true }) sessionRef!: string | null;
  @Text(128, { nullable: true }) ruleId!: string | null;
  @Whole({ nullable: true }) policyVersion!: number | null;
  @Json() facts!: Record<string, string>;
  @Text(64) previousHash!: string;
  @Text(64) hash!: string;
}
