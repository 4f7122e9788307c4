import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDuplicateKey } from '../database/index';
import { Log } from '../platform/index';
import { databaseNow, isShared } from './database-time';
import { ServerIdentity } from './server-identity';
import { ServerTurnEntity } from './server-turn.entity';

/** A server that says nothing for so long has lost its turn. */
export const TURN_MS = 10_000;
/** Three chances to say it. */
const RENEW_MS = TURN_MS / 3;

/**
 * Work that only one of the servers on a database does at a time. On SQLite, which belongs to one server, it is only
 * kept from being done twice at once in this process.
 */
@Injectable()
export class OnlyOne {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly source: DataSource,
    private readonly server: ServerIdentity,
    private readonly log: Log,
  ) {}

  /**
   * Does the work unless another server does it, or this one already. With `restMs`, the period of periodic work, the
   * turn stays with this server until the next time, and goes to another one only when it does not come.
   *
   * @param key - what the work is called: `machines: sweep h1`
   * @returns whether the work was done here; throws what it throws
   */
  async run(key: string, work: () => Promise<void>, { restMs = 0 } = {}): Promise<boolean> {
    if (this.underWay.has(key)) return false;
    this.underWay.add(key);
    try {
      if (!isShared(this.source)) {
        await work();
        return true;
      }
      if (!(await this.take(key))) return false;
      await this.holding(key, work);
      await this.hold(key, restMs > 0 ? restMs + TURN_MS : 0);
      return true;
    } finally {
      this.underWay.delete(key);
    }
  }

  private async holding(key: string, work: () => Promise<void>): Promise<void> {
    const timer = setInterval(() => {
      this.hold(key, TURN_MS).catch((error: unknown) =>
        this.log.warn({ err: error, key }, 'a turn could not be kept'),
      );
    }, RENEW_MS);
    timer.unref();
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
  }

  private async take(key: string): Promise<boolean> {
    const now = databaseNow(this.source);
    // The database's clock may have been put back: a turn that would last for a day has run out.
    const { affected } = await this.source
      .createQueryBuilder()
      .update(ServerTurnEntity)
      .set({ holder: this.server.id, heldUntil: () => `${now} + ${TURN_MS}` })
      .where(`id = :key AND (holder = :me OR heldUntil <= ${now} OR heldUntil > ${now} + 86400000)`, {
        key,
        me: this.server.id,
      })
      .execute();
    return affected === 1 || (await this.add(key));
  }

  private async add(key: string): Promise<boolean> {
    try {
      await this.source
        .createQueryBuilder()
        .insert()
        .into(ServerTurnEntity)
        .values({
          id: key,
          holder: this.server.id,
          heldUntil: () => `${databaseNow(this.source)} + ${TURN_MS}`,
        })
        .execute();
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private async hold(key: string, milliseconds: number): Promise<void> {
    await this.source
      .createQueryBuilder()
      .update(ServerTurnEntity)
      .set({ heldUntil: () => `${databaseNow(this.source)} + ${milliseconds}` })
      .where('id = :key AND holder = :me', { key, me: this.server.id })
      .execute();
  }
}
