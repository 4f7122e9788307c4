import type { ConsoleMode } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan } from 'typeorm';
import type { DisplayEndpoint, HostEntity } from '../hypervisors/index';
import { type MachineEntity, Machines } from '../machines/index';
import { Clock, sha256, VirlabError, type Viewer } from '../platform/index';
import { ConsoleTicketEntity } from './console-ticket.entity';

/** A ticket that was good: what to connect to, and for how long it may stay. */
export interface Redeemed {
  machine: MachineEntity;
  /** Where it runs. */
  host: HostEntity;
  display: DisplayEndpoint;
  mode: ConsoleMode;
}

/**
 * Takes a ticket for good. Every condition is checked anew here, so that nothing between giving and taking can slip by:
 * `ticket-unknown`, `ticket-other-session`, `ticket-expired`, `ticket-used`, then the owner's right (`not-entitled`), the
 * activation (`ticket-stale`) and the state (`console-not-running`). A ticket shown from another session is not used up.
 */
@Injectable()
export class RedeemTicket {
  constructor(
    private readonly source: DataSource,
    private readonly machines: Machines,
    private readonly clock: Clock,
  ) {}

  async run(viewer: Viewer, ticket: string): Promise<Redeemed> {
    const tickets = this.source.getRepository(ConsoleTicketEntity);
    const ticketHash = sha256(ticket);
    const row = await tickets.findOneBy({ ticketHash });
    if (!row) throw new VirlabError('ticket-unknown');
    if (row.sessionId !== viewer.sessionId) throw new VirlabError('ticket-other-session');
    const now = this.clock.now();
    if (row.expiresAt <= now) throw new VirlabError('ticket-expired');
    const { affected } = await tickets.update({ ticketHash, redeemedAt: IsNull() }, { redeemedAt: now });
    if (affected !== 1) throw new VirlabError('ticket-used');
    const { machine, host } = await this.machines.forViewer(viewer, row.machineId);
    if (machine.activation !== row.activation) throw new VirlabError('ticket-stale');
    if (!machine.display || !['running', 'paused'].includes(machine.observed)) {
      throw new VirlabError('console-not-running');
    }
    return { machine, host, display: machine.display, mode: row.mode };
  }

  /** Forgets tickets that ran out over an hour ago; until then a late one is told that it is late. */
  async sweep(): Promise<void> {
    const anHourAgo = new Date(this.clock.now().getTime() - 3_600_000);
    await this.source.getRepository(ConsoleTicketEntity).delete({ expiresAt: LessThan(anHourAgo) });
  }
}
