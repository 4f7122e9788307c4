import type { ConsoleMode, ConsoleTicket } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Settings } from '../config/index';
import { Machines } from '../machines/index';
import { Clock, newSecret, sha256, VirlabError, type Viewer } from '../platform/index';
import { ConsoleTicketEntity } from './console-ticket.entity';
import { TICKET_LIFE_MS } from './ticket-life';

/**
 * Gives a one-use ticket for the console of a running machine, to its owner. Refuses with `machine-not-found`,
 * `not-entitled`, `not-allowed` (whoever teaches a class sees its machines, but not their screens) or
 * `console-not-running`.
 */
@Injectable()
export class IssueTicket {
  constructor(
    private readonly source: DataSource,
    private readonly machines: Machines,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async run(viewer: Viewer, machineId: string, mode: ConsoleMode): Promise<ConsoleTicket> {
    const { machine, relation } = await this.machines.forViewer(viewer, machineId);
    if (relation !== 'owner')
      throw new VirlabError('not-allowed', { detail: 'only the owner opens a console' });
    if (!machine.display || !['running', 'paused'].includes(machine.observed)) {
      throw new VirlabError('console-not-running');
    }
    const ticket = newSecret();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + TICKET_LIFE_MS);
    await this.source.transaction(async (manager) => {
      await manager.insert(ConsoleTicketEntity, {
        ticketHash: sha256(ticket),
        machineId,
        activation: machine.activation,
        sessionId: viewer.sessionId,
        userId: viewer.userId,
        mode,
        createdAt: now,
        expiresAt,
        redeemedAt: null,
      });
      await this.audit.record(
        {
          kind: 'console.ticket',
          actor: { id: viewer.userId, displayName: viewer.displayName, as: relation },
          subject: { kind: 'machine', id: machine.id, title: machine.name },
          sessionRef: sha256(viewer.sessionId).slice(0, 16),
          facts: { mode, activation: String(machine.activation) },
        },
        manager,
      );
    });
    const display = machine.display.kind === 'text' ? 'text' : 'picture';
    const origin = this.settings.origin.replace(/^http/, 'ws');
    return { ticket, url: `${origin}/consoles/${ticket}`, expiresAt: expiresAt.toISOString(), mode, display };
  }
}
