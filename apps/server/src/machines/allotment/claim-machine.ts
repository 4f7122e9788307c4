import { Injectable } from '@nestjs/common';
import type { NewAuditEvent } from '../../audit/index';
import { isDuplicateKey } from '../../database/index';
import { Hosts } from '../../hypervisors/index';
import { Bus, Clock } from '../../platform/index';
import { settingsOf, type FullPool } from '../../pools/index';
import { leaseFrom } from '../terms/lease-terms';
import { isOff } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository, subjectOf } from '../machine.repository';
import { MachineStock } from './machine-stock';
import { withOwner } from './new-machine';

/** More than so many others being quicker in a row means that there is none left. */
const MOST_TRIES = 64;

/** Whose a free machine is to be. */
export interface Claim {
  userId: string;
  ordinal: number;
  rightUntil: Date | null;
  /** What the trail is to know; its subject is the machine. */
  event?: Omit<NewAuditEvent, 'subject'>;
}

/**
 * Gives one of the free machines of a pool to somebody: the row is written only where it is still as it was read, so two
 * people never get the same one, on one server or several.
 */
@Injectable()
export class ClaimMachine {
  constructor(
    private readonly stock: MachineStock,
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** Answers `none` when there is no free one, `had` when the person has a machine of that ordinal already. */
  async run(pool: FullPool, claim: Claim): Promise<MachineEntity | 'none' | 'had'> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const free = await this.stock.free(pool.id);
      // Not always the first one: many ask at once when a lesson begins.
      const [best] = free;
      const alike = free.filter(({ observed }) => observed === best?.observed);
      const machine = alike[Math.floor(Math.random() * alike.length)];
      if (!machine) return 'none';
      try {
        const written = await this.take(machine, pool, claim);
        if (written) return written;
      } catch (error) {
        if (isDuplicateKey(error)) return 'had';
        throw error;
      }
    }
    return 'none';
  }

  private async take(
    machine: MachineEntity,
    pool: FullPool,
    { userId, ordinal, rightUntil, event }: Claim,
  ): Promise<MachineEntity | null> {
    const now = this.clock.now();
    const { health } = await this.hosts.get(machine.hostId);
    // What is off begins its lease at its first start, as every machine does.
    const leaseUntil = isOff(machine.observed) ? null : leaseFrom(settingsOf(pool), now, rightUntil);
    const written = await this.rows.write(
      machine,
      { ...withOwner(userId, ordinal, now), leaseUntil },
      {
        ...{ health, why: 'taken' },
        ...(event ? { event: { ...event, subject: subjectOf(machine) } } : {}),
      },
    );
    if (written) this.bus.tell({ type: 'machines-changed', userId });
    return written;
  }
}
