import { Entity, PrimaryColumn } from 'typeorm';
import { Instant, Json } from '../database/index';

/** A resource document as it was applied: what `export` writes back. */
@Entity('resources')
export class ResourceEntity {
  @PrimaryColumn({ type: 'varchar', length: 32 }) kind!: string;
  @PrimaryColumn({ type: 'varchar', length: 512 }) name!: string;
  @Json() document!: unknown;
  @Instant() appliedAt!: Date;
}
