import type { RefusalReason, Snapshot, Snapshots as SnapshotsView } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { DriverPool } from '../../hypervisors/index';
import { sessionRefOf } from '../../identity/index';
import { Clock, newId, VirlabError, type Viewer } from '../../platform/index';
import { settingsOf } from '../../pools/index';
import { judgeAction } from '../judge-action';
import { type Effect, isRefused, type LifecycleAction, presentState } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository, subjectOf } from '../machine.repository';
import { Machines, type SeenMachine } from '../machines';
import { Reconciler } from '../reconciling/reconciler';
import { FAILED_FOR_MS } from './forget-failed';
import { MachineSnapshotEntity } from './snapshots.entity';

type SnapshotAction = Exclude<LifecycleAction, 'start'> & ('snapshot' | 'restore' | 'remove-snapshot');

/** How often an order is judged anew because the machine changed under its hands. */
const MOST_TRIES = 8;

/** Snapshots of machines: listed, and ordered as everything else is, by writing down first. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly source: DataSource,
    private readonly machines: Machines,
    private readonly rows: MachineRepository,
    private readonly drivers: DriverPool,
    private readonly reconciler: Reconciler,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `machine-not-found` */
  async list(viewer: Viewer, machineId: string): Promise<SnapshotsView> {
    const seen = await this.machines.seenBy(viewer, machineId);
    const kept = await this.ofMachine(machineId);
    const failedSince = new Date(this.clock.now().getTime() - FAILED_FOR_MS);
    const allowed = (action: SnapshotAction, nothing: boolean) => {
      const verdict = this.judge(seen, action, countKept(kept));
      const reason: RefusalReason | null = isRefused(verdict) ? verdict : nothing ? 'already-so' : null;
      return reason === null ? { allowed: true } : { allowed: false, reason };
    };
    return {
      snapshots: kept
        .map((snapshot) => ({ snapshot, told: present(snapshot, seen.machine) }))
        .filter(({ snapshot, told }) => told.state !== 'failed' || snapshot.orderedAt > failedSince)
        .map(({ told }) => told),
      most: settingsOf(seen.pool).snapshots,
      take: allowed('snapshot', false),
      restore: allowed(
        'restore',
        kept.every(({ takenAt }) => takenAt === null),
      ),
      remove: allowed('remove-snapshot', kept.length === 0),
    };
  }

  /**
   * @throws VirlabError `snapshot-exists`; `machine-not-found`; `not-entitled`, `host-unavailable`,
   *   `action-not-possible` with the reason in its context, and for `snapshots-full` how many there are and may be
   */
  take(viewer: Viewer, machineId: string, name: string): Promise<MachineEntity> {
    return this.order(viewer, machineId, 'snapshot', name);
  }

  /** @throws VirlabError `snapshot-not-found`, and as `take` */
  restore(viewer: Viewer, machineId: string, name: string): Promise<MachineEntity> {
    return this.order(viewer, machineId, 'restore', name);
  }

  /** @throws VirlabError as `restore` */
  remove(viewer: Viewer, machineId: string, name: string): Promise<MachineEntity> {
    return this.order(viewer, machineId, 'remove-snapshot', name);
  }

  private async order(
    viewer: Viewer,
    machineId: string,
    action: SnapshotAction,
    name: string,
  ): Promise<MachineEntity> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const written = await this.orderOnce(
        viewer,
        await this.machines.seenBy(viewer, machineId),
        action,
        name,
      );
      if (!written) continue;
      this.reconciler.enqueue(written);
      return written;
    }
    throw new VirlabError('action-not-possible', { context: { reason: 'still-saving', action } });
  }

  private async orderOnce(
    viewer: Viewer,
    seen: SeenMachine,
    action: SnapshotAction,
    name: string,
  ): Promise<MachineEntity | null> {
    const { machine, host, entitlement } = seen;
    const kept = await this.ofMachine(machine.id);
    const state = presentState(machine, host.health);
    const event = {
      kind: 'machine.action' as const,
      actor: { id: viewer.userId, displayName: viewer.displayName, as: seen.relation },
      subject: subjectOf(machine),
      sessionRef: sessionRefOf({ id: viewer.sessionId }),
      facts: { action, state, snapshot: name },
      ...(entitlement ? { ruleId: entitlement.ruleId, policyVersion: entitlement.policyVersion } : {}),
    };
    const verdict = this.judge(seen, action, countKept(kept));
    const refused = refusalOf(verdict, action, kept, name);
    if (refused) {
      const code = refused.context?.['reason'] ?? refused.code;
      await this.audit.record({ ...event, outcome: 'refused', code });
      if (code === 'snapshots-full') {
        Object.assign(refused.context ?? {}, {
          has: String(countKept(kept)),
          most: String(settingsOf(seen.pool).snapshots),
        });
      }
      throw refused;
    }
    if (isRefused(verdict)) return null;
    const changes = {
      ...{ wanted: verdict.wanted, order: verdict.order, orderArgument: name, wantedAt: this.clock.now() },
      ...{ attempts: 0, failureCode: null, failureMessage: null },
      ...(verdict.isNewStart ? { stages: [] } : {}),
    };
    const within = async (manager: EntityManager) => {
      if (action === 'snapshot') await this.note(manager, machine.id, name, viewer.displayName);
      return true;
    };
    return this.rows.write(machine, changes, { health: host.health, why: action, event, within });
  }

  private async note(manager: EntityManager, machineId: string, name: string, byName: string): Promise<void> {
    const orderedAt = this.clock.now();
    await manager.insert(MachineSnapshotEntity, {
      ...{ id: newId(), machineId, name, byName, orderedAt, takenAt: null, bytes: null },
    });
  }

  private judge(seen: SeenMachine, action: SnapshotAction, kept: number): Effect | RefusalReason {
    const { machine, host, pool, entitlement } = seen;
    const most = settingsOf(pool).snapshots;
    const verdict = judgeAction(action, {
      ...{ machine, health: host.health, isEntitled: entitlement !== null },
      cannot: this.drivers.of(host).cannot,
    });
    if (isRefused(verdict) || action !== 'snapshot') return verdict;
    if (most === 0) return 'snapshots-off';
    if (machine.diskSince === null || machine.activation === 0) return 'never-started';
    return kept >= most ? 'snapshots-full' : verdict;
  }

  private ofMachine(machineId: string): Promise<MachineSnapshotEntity[]> {
    const order = { orderedAt: 'ASC', id: 'ASC' } as const;
    return this.source.manager.find(MachineSnapshotEntity, { where: { machineId }, order });
  }
}

/** One that failed takes no room. */
function countKept(snapshots: readonly MachineSnapshotEntity[]): number {
  return snapshots.filter(({ takenAt }) => takenAt !== null).length;
}

function refusalOf(
  verdict: Effect | RefusalReason,
  action: SnapshotAction,
  kept: readonly MachineSnapshotEntity[],
  name: string,
): VirlabError | null {
  const found = kept.find((snapshot) => snapshot.name === name);
  if (action === 'snapshot' && found) return new VirlabError('snapshot-exists', { detail: name });
  const isThere = found && (action === 'remove-snapshot' || found.takenAt !== null);
  if (action !== 'snapshot' && !isThere) return new VirlabError('snapshot-not-found', { detail: name });
  if (!isRefused(verdict)) return null;
  if (verdict === 'not-entitled') return new VirlabError('not-entitled', { context: { reason: verdict } });
  const code = verdict === 'host-silent' ? 'host-unavailable' : 'action-not-possible';
  return new VirlabError(code, { context: { reason: verdict, action } });
}

function present(snapshot: MachineSnapshotEntity, machine: MachineEntity): Snapshot {
  const { name, takenAt, byName, bytes } = snapshot;
  const isAbout = (order: MachineEntity['order']) =>
    machine.order === order && machine.orderArgument === name;
  const before = isAbout('snapshot') ? 'taking' : 'failed';
  const state = isAbout('remove-snapshot') ? 'removing' : takenAt === null ? before : 'kept';
  return {
    ...{ name, state, by: byName },
    ...(takenAt ? { takenAt: takenAt.toISOString() } : {}),
    ...(bytes === null ? {} : { bytes }),
  };
}
