import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, LessThan } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Sessions } from '../identity/index';
import { Clock, VirlabError } from '../platform/index';
import { BreakGlassAccountEntity } from './break-glass-account.entity';
import { BreakGlassSessionEntity } from './break-glass-session.entity';
import { hashSecret, newSealedSecret } from './sealed-secret';

/** A drill makes its account, uses it and removes it within seconds; one that was killed leaves it for no longer. */
export const DRILL_ACCOUNT_MS = 5 * 60_000;

/** The accounts for an emergency. Made and disabled on the server only, by its command line. */
@Injectable()
export class BreakGlassAccounts {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Makes an account, or gives a disabled one a new secret. Answers the secret, which exists nowhere else.
   *
   * @throws VirlabError `break-glass-exists`
   */
  async create(name: string, by: string, isDrill = false): Promise<string> {
    const secret = newSealedSecret();
    const secretHash = await hashSecret(secret);
    await retryTransaction(this.source, async (manager) => {
      const before = await manager.findOneBy(BreakGlassAccountEntity, { name });
      if (before && !before.disabledAt) throw new VirlabError('break-glass-exists', { publicDetail: name });
      await manager.save(BreakGlassAccountEntity, {
        ...{ name, secretHash, isDrill },
        createdAt: this.clock.now(),
        createdBy: by,
        usedAt: null,
        disabledAt: null,
      });
      if (!isDrill) await this.record(name, before ? 'renewed' : 'created', by, manager);
    });
    return secret;
  }

  /** All but those of drills, by name. */
  list(): Promise<BreakGlassAccountEntity[]> {
    return this.source.manager.find(BreakGlassAccountEntity, {
      where: { isDrill: false },
      order: { name: 'ASC' },
    });
  }

  /** How many could be used now. */
  count(): Promise<number> {
    return this.source.manager.countBy(BreakGlassAccountEntity, { isDrill: false, disabledAt: IsNull() });
  }

  /** An account that may be used now; null when there is none of that name. */
  async find(name: string, manager: EntityManager = this.source.manager) {
    const found = await manager.findOneBy(BreakGlassAccountEntity, { name, disabledAt: IsNull() });
    if (!found?.isDrill) return found;
    const age = this.clock.now().getTime() - found.createdAt.getTime();
    return found.usedAt === null && age < DRILL_ACCOUNT_MS ? found : null;
  }

  /** Notes a use; false when the account was disabled or, for a drill's, used in the meantime. */
  async noteUse({ name, isDrill }: BreakGlassAccountEntity, manager: EntityManager): Promise<boolean> {
    const { affected } = await manager.update(
      BreakGlassAccountEntity,
      { name, disabledAt: IsNull(), ...(isDrill ? { usedAt: IsNull() } : {}) },
      { usedAt: this.clock.now() },
    );
    return affected === 1;
  }

  /** Whether whoever is in by the account may stay. */
  isEnabled(name: string): Promise<boolean> {
    return this.source.manager.existsBy(BreakGlassAccountEntity, { name, disabledAt: IsNull() });
  }

  /**
   * Disables an account, and ends whoever is in by it. Answers how many were.
   *
   * @throws VirlabError `break-glass-not-found`
   */
  async disable(name: string, by: string): Promise<number> {
    await retryTransaction(this.source, async (manager) => {
      const { affected } = await manager.update(
        BreakGlassAccountEntity,
        { name, disabledAt: IsNull() },
        { disabledAt: this.clock.now() },
      );
      if (affected !== 1) throw new VirlabError('break-glass-not-found', { publicDetail: name });
      await this.record(name, 'disabled', by, manager);
    });
    const open = await this.source.manager.findBy(BreakGlassSessionEntity, {
      account: name,
      endedAt: IsNull(),
    });
    let ended = 0;
    const actor = { displayName: by, as: 'command line' };
    for (const { sessionId } of open) {
      if (await this.sessions.end(sessionId, 'account-disabled', actor)) ended += 1;
    }
    return ended;
  }

  /** Removes the account of a drill. */
  async removeDrill(name: string): Promise<void> {
    // The server is about to note the end of the drill's session, on the same database.
    await retryTransaction(this.source, (manager) =>
      manager.delete(BreakGlassAccountEntity, { name, isDrill: true }),
    );
  }

  /** Removes what drills left that were killed on the way. */
  async sweepDrills(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DRILL_ACCOUNT_MS);
    await retryTransaction(this.source, (manager) =>
      manager.delete(BreakGlassAccountEntity, { isDrill: true, createdAt: LessThan(before) }),
    );
  }

  private record(name: string, change: string, by: string, manager: EntityManager): Promise<void> {
    return this.audit.record(
      {
        kind: 'break-glass.changed',
        actor: { displayName: by, as: 'command line' },
        subject: { kind: 'break-glass', id: name, title: name },
        facts: { change },
      },
      manager,
    );
  }
}
