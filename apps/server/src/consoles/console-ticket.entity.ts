import type { ConsoleMode } from '@virlab/contracts';
import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { MachineEntity } from '../machines/index';
import { Id, Instant, PrimaryText, Text, Whole } from '../database/index';

/** The right to open one console once: bound to a session, a machine and one activation of it. */
@Entity('console_tickets')
export class ConsoleTicketEntity {
  /** sha256 of the ticket. */
  @PrimaryText(64) ticketHash!: string;
  @Id() machineId!: string;
  @ManyToOne(() => MachineEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'machineId', foreignKeyConstraintName: 'fk_console_tickets_machine' })
  machine?: Relation<MachineEntity>;
  @Whole() activation!: number;
  @Id() sessionId!: string;
  @Id() userId!: string;
  @Text(8) mode!: ConsoleMode;
  @Instant() createdAt!: Date;
  @Index('ix_console_tickets_expires') @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) redeemedAt!: Date | null;
}
