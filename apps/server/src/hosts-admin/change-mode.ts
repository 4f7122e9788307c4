import type { hostModeChangeSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Hosts, SaveHost } from '../hypervisors/index';
import { actorOf } from '../identity/index';
import { HostMachines } from '../machines/index';
import { Clock, type Viewer } from '../platform/index';
import { PlannedDrains } from './planned-drains';

const MINUTE_MS = 60_000;

/**
 * Puts a host into another mode. Draining, it takes no new machines; in maintenance its machines are shut down as well,
 * which their people are told ahead; put back, that is taken back.
 */
@Injectable()
export class ChangeMode {
  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly save: SaveHost,
    private readonly machines: HostMachines,
    private readonly plans: PlannedDrains,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `host-not-found` */
  async run(id: string, wish: z.output<typeof hostModeChangeSchema>, viewer: Viewer): Promise<void> {
    const { mode, minutes } = wish;
    await retryTransaction(this.source, async (manager) => {
      const host = await this.hosts.get(id, manager);
      const { result } = await this.save.save({ ...host, mode }, manager);
      await this.plans.forget(id, manager);
      const stopsAt = new Date(this.clock.now().getTime() + minutes * MINUTE_MS);
      const machines =
        mode === 'maintenance'
          ? await this.machines.announceStop(id, stopsAt, manager)
          : await this.machines.withdrawStop(id, manager);
      if (result === 'unchanged' && machines === 0) return;
      await this.audit.record(
        {
          kind: 'host.mode',
          ...actorOf(viewer),
          subject: { kind: 'host', id, title: host.title },
          facts: {
            ...{ from: host.mode, to: mode, vms: String(machines) },
            ...(mode === 'maintenance' ? { endsAt: stopsAt.toISOString() } : {}),
          },
        },
        manager,
      );
    });
  }
}
