import type { ErrorCode, MachineAction, RefusalReason } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { sessionRefOf } from '../identity/index';
import { DriverPool } from '../hypervisors/index';
import { Clock, VirlabError, type Viewer } from '../platform/index';
import { isOff, presentState } from './machine-lifecycle';
import { MachineSpecs } from './reconciling/machine-spec';
import type { MachineEntity } from './machine.entity';
import { MachineRepository, subjectOf } from './machine.repository';
import { MachineTerms } from './terms/machine-terms';
import { Machines, type SeenMachine } from './machines';
import { judgeAction } from './judge-action';
import { PlaceMachine } from './placement/place-machine';
import { Reconciler } from './reconciling/reconciler';

/** How often an action is judged anew because the machine changed under its hands. */
const MOST_TRIES = 8;

const CODES: Partial<Record<RefusalReason, ErrorCode>> = {
  'not-entitled': 'not-entitled',
  'host-silent': 'host-unavailable',
};

/** What an order comes along with. */
export interface Along {
  /** The job that it is part of, for the trail. */
  job?: string;
  /** More to be written in the same transaction; what it throws undoes the order. May run several times. */
  within?: (manager: EntityManager) => Promise<void>;
}

/**
 * Takes one order for a machine: judged by the right of its owner and the state it has now, written down before
 * anything is done, told to the trail, then left to the reconciler.
 */
@Injectable()
export class ActOnMachine {
  constructor(
    private readonly machines: Machines,
    private readonly rows: MachineRepository,
    private readonly drivers: DriverPool,
    private readonly terms: MachineTerms,
    private readonly specs: MachineSpecs,
    private readonly place: PlaceMachine,
    private readonly reconciler: Reconciler,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the machine as it is wanted now.
   *
   * @throws VirlabError `machine-not-found`; `not-entitled`, `host-unavailable`, `action-not-possible` with the reason
   *   and the state in its context
   */
  async run(
    viewer: Viewer,
    machineId: string,
    action: MachineAction,
    along: Along = {},
  ): Promise<MachineEntity> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const seen = await this.machines.seenBy(viewer, machineId);
      const written = await this.take(viewer, seen, action, along);
      if (!written) continue;
      this.reconciler.enqueue(written);
      return written;
    }
    throw new VirlabError('action-not-possible', {
      detail: `machine ${machineId} changed ${MOST_TRIES} times while ${action} was judged`,
      context: { reason: 'still-starting' },
    });
  }

  private async take(
    viewer: Viewer,
    seen: SeenMachine,
    action: MachineAction,
    { job, within }: Along,
  ): Promise<MachineEntity | null> {
    const { machine, pool, host, entitlement } = seen;
    const { health } = host;
    const verdict = judgeAction(action, {
      machine,
      health,
      isEntitled: entitlement !== null,
      cannot: this.drivers.of(host).cannot,
      whyOff: this.terms.whyOff(machine, pool),
    });
    const event = this.eventOf(viewer, seen, job, { action, state: presentState(machine, health) });
    const also = within ? { within: (manager: EntityManager) => within(manager).then(() => true) } : {};
    if (typeof verdict === 'string') {
      await this.audit.record({ ...event, outcome: 'refused', code: verdict });
      throw new VirlabError(CODES[verdict] ?? 'action-not-possible', {
        context: {
          ...{ reason: verdict, state: presentState(machine, health), action },
          ...(verdict === 'pool-closed' ? { opensAt: this.terms.opensAt(pool)?.toISOString() ?? '' } : {}),
        },
      });
    }
    const changes = {
      ...{ wanted: verdict.wanted, order: verdict.order, wantedAt: this.clock.now(), attempts: 0 },
      ...{ failureCode: null, failureMessage: null },
      ...(verdict.isNewStart ? { stages: [] } : {}),
      ...(action === 'start' ? this.terms.atStart(machine, pool, entitlement?.validUntil ?? null) : {}),
    };
    if (verdict.wanted === 'running' && isUnplaced(machine)) {
      const need = await this.specs.needOf(machine, pool);
      if (need) return this.place.withOrder(machine, pool, need, { changes, why: action, event, ...also });
    }
    return this.rows.write(machine, changes, { health, why: action, event, ...also });
  }

  private eventOf(
    viewer: Viewer,
    { machine, relation, entitlement }: SeenMachine,
    job: string | undefined,
    facts: Record<string, string>,
  ): NewAuditEvent {
    return {
      kind: 'machine.action',
      actor: { id: viewer.userId, displayName: viewer.displayName, as: relation },
      subject: subjectOf(machine),
      sessionRef: sessionRefOf({ id: viewer.sessionId }),
      facts: { ...facts, ...(job === undefined ? {} : { job }) },
      ...(entitlement ? { ruleId: entitlement.ruleId, policyVersion: entitlement.policyVersion } : {}),
    };
  }
}

/** Nothing of it runs, and it has no room anywhere yet. */
function isUnplaced({ observed, order, reservedMemoryMiB }: MachineEntity): boolean {
  return isOff(observed) && order === null && reservedMemoryMiB === 0;
}
