import { Entity } from 'typeorm';
import { PrimaryText, Text, Whole } from '../database/index';

/** The one row's id. */
export const TRAIL = 'trail';

/**
 * Where the trail ends: the sequence and hash of its last event. Whoever adds an event changes this row first, and so
 * waits for others who do; without it, rows cut off at the end of the trail could not be told.
 */
@Entity('audit_heads')
export class AuditHeadEntity {
  @PrimaryText(8) id!: string;
  @Whole() sequence!: number;
  @Text(64) hash!: string;
}
