import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Bus, Clock } from '../platform/index';
import { AggregateCopy } from './aggregate-copy';
import { FederationCopies } from './federation-copies';
import { FederationEntity } from './federation.entity';

/** Percent of the validity at whose passing somebody should hear that nothing newer came. */
const LEVELS = [100, 90, 50] as const;

/** Tells the trail, once for each level, that metadata ages and nothing newer comes. */
@Injectable()
export class RaiseAlarm {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly copies: FederationCopies,
  ) {}

  async run({ id, title, validUntil }: FederationEntity): Promise<void> {
    const level = await this.levelOf(id);
    if (level === undefined) return;
    const isFirst = await retryTransaction(this.source, async (manager) => {
      // Of several servers the first one tells it.
      const found = { id, alarm: LessThan(level) };
      const { affected } = await manager.update(FederationEntity, found, { alarm: level });
      if (affected !== 1) return false;
      const subject = { kind: 'federation', id, title };
      const facts = {
        percent: String(level),
        ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
      };
      const over = level === 100 ? ({ outcome: 'failed', code: 'metadata-expired' } as const) : {};
      await this.audit.record({ kind: 'federation.ageing', subject, facts, ...over }, manager);
      return true;
    });
    // Whoever came from it can sign in no more, and the directory says so.
    if (isFirst && level === 100) this.bus.tell({ type: 'providers-saved' });
  }

  /** The highest level that was passed since what is held was taken. */
  private async levelOf(id: string): Promise<number | undefined> {
    const copy = this.copies.copyOf(id);
    const state = copy instanceof AggregateCopy ? await this.copies.folderOf(id).readState() : undefined;
    if (!(copy instanceof AggregateCopy) || !state) return undefined;
    const taken = new Date(state.takenAt).getTime();
    const passed = (this.clock.now().getTime() - taken) / (copy.validUntil.getTime() - taken);
    return LEVELS.find((level) => passed * 100 >= level || !(passed >= 0));
  }
}
