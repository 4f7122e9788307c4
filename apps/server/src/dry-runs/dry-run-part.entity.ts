import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, LargeText, PrimaryText, Whole } from '../database/index';
import { DryRunEntity } from './dry-run.entity';

/** Some of the people whose rights a dry run moves: personal data, so they are kept for a day only. */
@Entity('dry_run_parts')
@Index('ux_dry_run_parts_run', ['runId', 'position'], { unique: true })
export class DryRunPartEntity {
  @PrimaryText() id!: string;
  @Id() runId!: string;
  @ManyToOne(() => DryRunEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'runId', foreignKeyConstraintName: 'fk_dry_run_parts_run' })
  run?: Relation<DryRunEntity>;
  /** 0 for the first. */
  @Whole() position!: number;
  /** How many rights of these people move. */
  @Whole() rights!: number;
  /** MovedPerson[] as JSON, gzip, base64. */
  @LargeText() people!: string;
}
