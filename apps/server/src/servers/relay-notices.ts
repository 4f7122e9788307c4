import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { Bus, Log, type Notice, Schedule } from '../platform/index';
import { databaseNow, isShared } from './database-time';
import { ServerIdentity } from './server-identity';
import { ServerNoticeEntity } from './server-notice.entity';

/** Half of it is what a browser on another server waits for on average. */
export const LISTEN_MS = 250;
/** What changes in one go is told in one go. */
const GATHER_MS = 20;
/** Numbers are given when a notice is written and seen when it is committed: a smaller one may come this much later. */
const LATE_MS = 5_000;
const FORGET_MS = 60_000;
/** A server that could not read for so long has everything else to read anew too. */
const KEEP_MS = 3_600_000;
const MOST_AT_ONCE = 500;

/**
 * Carries what is told inside one server to the others on the same database, by a table that each of them reads again
 * and again. What is told is only that something changed: told twice it does no harm, and what a server that dies did
 * not write any more is made up for when its work is taken over.
 */
@Injectable()
export class RelayNotices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly unsent = new Map<string, Notice>();
  private readonly seen = new Map<number, number>();
  private floor = 0;
  private isListening = false;
  private isReplaying = false;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  private stopHearing: () => void = () => undefined;

  constructor(
    private readonly source: DataSource,
    private readonly server: ServerIdentity,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.source.isInitialized || !isShared(this.source)) return;
    this.stopHearing = this.bus.hear((notice) => this.onNotice(notice));
    this.schedule.every(LISTEN_MS, 'servers: listen', () => this.listen());
    this.schedule.every(FORGET_MS, 'servers: forget', () => this.forget());
    await this.listen();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopHearing();
    clearTimeout(this.timer);
    await this.send();
  }

  private onNotice(notice: Notice): void {
    if (this.isReplaying) return;
    this.unsent.set(JSON.stringify(notice), notice);
    this.timer ??= setTimeout(() => void this.send(), GATHER_MS);
  }

  private send(): Promise<void> {
    this.timer = undefined;
    this.sending = this.sending
      .then(() => this.write())
      .catch((error: unknown) => {
        this.log.warn({ err: error }, 'other servers could not be told');
        this.timer ??= setTimeout(() => void this.send(), LISTEN_MS);
      });
    return this.sending;
  }

  private async write(): Promise<void> {
    const notices = [...this.unsent].slice(0, MOST_AT_ONCE);
    if (notices.length === 0) return;
    await this.source
      .createQueryBuilder()
      .insert()
      .into(ServerNoticeEntity)
      .values(
        notices.map(([, notice]) => ({
          fromServer: this.server.id,
          at: () => databaseNow(this.source),
          notice,
        })),
      )
      .execute();
    for (const [key] of notices) this.unsent.delete(key);
    if (this.unsent.size > 0) return this.write();
  }

  /** Tells here what the others have told since the last time. */
  private async listen(): Promise<void> {
    if (!this.isListening) {
      const last = await this.rows.findOne({ where: {}, order: { id: 'DESC' }, select: { id: true } });
      this.floor = last?.id ?? 0;
      this.isListening = true;
      return;
    }
    const now = performance.now();
    for (const [id, at] of this.seen) {
      if (now - at < LATE_MS) continue;
      this.floor = Math.max(this.floor, id);
      this.seen.delete(id);
    }
    const found = await this.rows.find({ where: { id: MoreThan(this.floor) }, order: { id: 'ASC' } });
    for (const { id, fromServer, notice } of found) {
      if (this.seen.has(id)) continue;
      this.seen.set(id, now);
      if (fromServer !== this.server.id) this.replay(notice);
    }
  }

  private replay(notice: Notice): void {
    this.isReplaying = true;
    try {
      this.bus.tell(notice);
    } finally {
      this.isReplaying = false;
    }
  }

  private async forget(): Promise<void> {
    await this.source
      .createQueryBuilder()
      .delete()
      .from(ServerNoticeEntity)
      .where(`at < ${databaseNow(this.source)} - ${KEEP_MS}`)
      .execute();
  }

  private get rows() {
    return this.source.getRepository(ServerNoticeEntity);
  }
}
