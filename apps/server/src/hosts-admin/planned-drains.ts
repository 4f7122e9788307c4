import type { PlannedDrain } from '@virlab/contracts';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager, LessThanOrEqual } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { type HostEntity, Hosts, SaveHost } from '../hypervisors/index';
import { actorOf } from '../identity/index';
import { Clock, Schedule, VirlabError, type Viewer } from '../platform/index';
import { PlannedDrainEntity } from './planned-drain.entity';

const LOOK_MS = 10_000;
const LONGEST_AHEAD_MS = 366 * 86_400_000;

/**
 * Drains hosts at a set time, in the name of who planned it. Whatever is done to the mode of a host meanwhile takes the plan
 * back; a server that was off at the time does it when it is on again.
 */
@Injectable()
export class PlannedDrains implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly save: SaveHost,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_MS, 'hosts: planned drains', () => this.run());
  }

  /** What is planned, the next one first. */
  async all(): Promise<PlannedDrain[]> {
    const plans = await this.source.manager.find(PlannedDrainEntity, { order: { at: 'ASC', hostId: 'ASC' } });
    return plans.map(({ hostId, at, byName }) => ({ hostId, at: at.toISOString(), by: byName }));
  }

  /** Plans it, in place of an earlier plan. Throws VirlabError `host-not-found`, `host-not-active`, `bad-request`. */
  async plan(hostId: string, at: Date, viewer: Viewer): Promise<void> {
    const ahead = at.getTime() - this.clock.now().getTime();
    if (ahead <= 0 || ahead > LONGEST_AHEAD_MS) {
      const message = `expected a moment from now on within a year, not ${at.toISOString()}`;
      throw new VirlabError('bad-request', { errors: [{ path: 'at', message }] });
    }
    await retryTransaction(this.source, async (manager) => {
      const host = await this.hosts.get(hostId, manager);
      if (host.mode !== 'active')
        throw new VirlabError('host-not-active', { detail: `host ${hostId} is ${host.mode}` });
      const { id: byId, displayName: byName, as: byAs } = actorOf(viewer).actor;
      await manager.delete(PlannedDrainEntity, { hostId });
      await manager.insert(PlannedDrainEntity, { hostId, at, byId, byName, byAs });
      await this.tell(host, { change: 'planned', at: at.toISOString() }, viewer, manager);
    });
  }

  /** Takes the plan back; none is fine. Throws VirlabError `host-not-found`. */
  async cancel(hostId: string, viewer: Viewer): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const host = await this.hosts.get(hostId, manager);
      const { affected } = await manager.delete(PlannedDrainEntity, { hostId });
      if (affected) await this.tell(host, { change: 'cancelled' }, viewer, manager);
    });
  }

  /** Forgets the plan: something else was done to the mode of the host. */
  async forget(hostId: string, manager: EntityManager): Promise<void> {
    await manager.delete(PlannedDrainEntity, { hostId });
  }

  /** Does what is due. */
  async run(): Promise<void> {
    const due = await this.source.manager.findBy(PlannedDrainEntity, {
      at: LessThanOrEqual(this.clock.now()),
    });
    for (const { hostId, at } of due) await this.drain(hostId, at);
  }

  private async drain(hostId: string, at: Date): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const plan = await manager.findOneBy(PlannedDrainEntity, { hostId, at });
      // Whoever takes the row away does it: another server may be at it as well.
      const { affected } = await manager.delete(PlannedDrainEntity, { hostId, at });
      if (!plan || affected !== 1) return;
      const host = await this.hosts.get(hostId, manager);
      if (host.mode !== 'active') return;
      await this.save.save({ ...host, mode: 'draining' }, manager);
      await this.audit.record(
        {
          kind: 'host.mode',
          actor: {
            ...(plan.byId === null ? {} : { id: plan.byId }),
            displayName: plan.byName,
            as: plan.byAs,
          },
          subject: { kind: 'host', id: hostId, title: host.title },
          facts: { from: host.mode, to: 'draining', vms: '0', planned: at.toISOString() },
        },
        manager,
      );
    });
  }

  private async tell(
    { id, title }: HostEntity,
    facts: Record<string, string>,
    viewer: Viewer,
    manager: EntityManager,
  ): Promise<void> {
    const subject = { kind: 'host', id, title };
    await this.audit.record({ kind: 'host.drain', ...actorOf(viewer), subject, facts }, manager);
  }
}
