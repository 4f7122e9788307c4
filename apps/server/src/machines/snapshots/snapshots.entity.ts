import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Instant, LargeWhole, PrimaryText, Text } from '../../database/index';
import { MachineEntity } from '../machine.entity';

/** A snapshot of a machine's disk, written down before it is taken. */
@Entity('machine_snapshots')
@Index('ux_machine_snapshots_name', ['machineId', 'name'], { unique: true })
export class MachineSnapshotEntity {
  @PrimaryText() id!: string;
  @Id() machineId!: string;
  @ManyToOne(() => MachineEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'machineId', foreignKeyConstraintName: 'fk_machine_snapshots_machine' })
  machine?: Relation<MachineEntity>;
  @Text(64) name!: string;
  /** Who asked for it. */
  @Text(256) byName!: string;
  @Instant() orderedAt!: Date;
  /** Null until the host has it; for good when it could not be taken. */
  @Instant({ nullable: true }) takenAt!: Date | null;
  /** What it costs on the host's disk; null where the host cannot tell. */
  @LargeWhole({ nullable: true }) bytes!: number | null;
}
