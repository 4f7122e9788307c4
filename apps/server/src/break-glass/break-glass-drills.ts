import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Clock, newId } from '../platform/index';
import { BreakGlassDrillEntity } from './break-glass-drill.entity';

/** Drills, and how they went. */
@Injectable()
export class BreakGlassDrills {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** Keeps how a drill went; `failedStep` is null when all went well. */
  async note(by: string, failedStep: string | null): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      await manager.insert(BreakGlassDrillEntity, { id: newId(), at: this.clock.now(), by, failedStep });
      await this.audit.record(
        {
          kind: 'break-glass.drilled',
          outcome: failedStep === null ? 'ok' : 'failed',
          actor: { displayName: by, as: 'command line' },
          ...(failedStep === null ? {} : { facts: { step: failedStep } }),
        },
        manager,
      );
    });
  }

  /** The last drill of all, and the last that went well; undefined when there was none. */
  async last(): Promise<{
    passed: BreakGlassDrillEntity | undefined;
    any: BreakGlassDrillEntity | undefined;
  }> {
    const newest = { order: { at: 'DESC' as const }, take: 1 };
    const { manager } = this.source;
    const [passed] = await manager.find(BreakGlassDrillEntity, {
      ...newest,
      where: { failedStep: IsNull() },
    });
    const [any] = await manager.find(BreakGlassDrillEntity, newest);
    return { passed, any };
  }
}
