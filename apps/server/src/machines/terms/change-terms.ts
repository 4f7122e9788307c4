import type { AuditKind, RefusalReason } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { AuditRecorder, type NewAuditEvent } from '../../audit/index';
import { sessionRefOf } from '../../identity/index';
import { Bus, Clock, VirlabError, type Viewer } from '../../platform/index';
import { ClassLessons } from './class-lessons';
import type { Offer } from './lease-terms';
import { isOff } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository, subjectOf } from '../machine.repository';
import { MachineTerms } from './machine-terms';
import { Machines, type SeenMachine } from '../machines';
import { withOwner } from '../allotment/new-machine';
import { Reconciler } from '../reconciling/reconciler';

/** How often a wish is judged anew because the machine changed under its hands. */
const MOST_TRIES = 8;

/** What a wish about terms writes, and what the trail is told. */
interface Judged {
  changes: Partial<MachineEntity>;
  facts: Record<string, string>;
}

/**
 * What a person may do about the terms of a machine: renew its lease, put off its announced end, give it back. Judged by its
 * owner's right and the terms as they are, written only where nothing changed meanwhile.
 */
@Injectable()
export class ChangeTerms {
  constructor(
    private readonly machines: Machines,
    private readonly rows: MachineRepository,
    private readonly terms: MachineTerms,
    private readonly lessons: ClassLessons,
    private readonly reconciler: Reconciler,
    private readonly audit: AuditRecorder,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `machine-not-found`, `not-entitled`; `action-not-possible` with the reason in its context */
  renew(viewer: Viewer, machineId: string): Promise<MachineEntity> {
    return this.change('machine.renewed', viewer, machineId, ({ machine, pool, entitlement }) => {
      const until = this.require(this.terms.renewal(machine, pool, entitlement?.validUntil ?? null), machine);
      const isOfLease = machine.stopsBecause === 'lease' ? { stopsAt: null, stopsBecause: null } : {};
      return {
        changes: { leaseUntil: until, renewals: machine.renewals + 1, removeSince: null, ...isOfLease },
        facts: { until: until.toISOString() },
      };
    });
  }

  /** @throws VirlabError as `renew` */
  notYet(viewer: Viewer, machineId: string): Promise<MachineEntity> {
    return this.change('machine.not-yet', viewer, machineId, ({ machine, pool, entitlement }) => {
      const until = this.require(this.terms.push(machine, pool, entitlement?.validUntil ?? null), machine);
      return {
        changes: { pushedUntil: until, stopsAt: null, stopsBecause: null },
        facts: { until: until.toISOString(), because: machine.stopsBecause ?? '' },
      };
    });
  }

  /**
   * Keeps a machine on beyond the end of its class's lesson; for who teaches the class. Null where no lesson ends it.
   *
   * @throws VirlabError as `renew`
   */
  async hold(viewer: Viewer, machineId: string): Promise<MachineEntity | null> {
    const { machine: found, pool: of } = await this.machines.forViewer(viewer, machineId);
    const lesson = await this.lessons.of(of.classId);
    if (found.stopsBecause !== 'lesson' && !lesson?.shutDownAt) return null;
    return this.change('machine.not-yet', viewer, machineId, ({ machine, pool, entitlement, relation }) => {
      const isAnnounced = machine.stopsBecause === 'lesson' && machine.stopsAt !== null;
      const stopsAt = isAnnounced ? machine.stopsAt : (lesson?.shutDownAt ?? null);
      if (stopsAt === null) throw refusal('not-announced', machine);
      if (relation !== 'teacher') throw refusal('stop-is-fixed', machine);
      if (isOff(machine.observed) && machine.wanted === 'stopped') throw refusal('not-running', machine);
      const rightUntil = entitlement?.validUntil ?? null;
      const until = this.require(this.terms.hold(machine, pool, rightUntil, stopsAt), machine);
      return {
        changes: { pushedUntil: until, ...(isAnnounced ? { stopsAt: until } : {}) },
        facts: { until: until.toISOString(), because: 'lesson' },
      };
    });
  }

  /** A machine of a shared pool is nobody's at once, and free when it is clean again. */
  async giveBack(viewer: Viewer, machineId: string): Promise<void> {
    let ownerId: string | null = null;
    const written = await this.change('machine.given-back', viewer, machineId, ({ machine, pool }) => {
      if (pool.kind !== 'shared') throw refusal('not-shared', machine);
      ownerId = machine.ownerId;
      return { changes: givenBack(this.clock.now()), facts: { why: 'asked' } };
    });
    this.reconciler.enqueue(written);
    if (ownerId) this.bus.tell({ type: 'machines-changed', userId: ownerId });
  }

  private async change(
    kind: AuditKind,
    viewer: Viewer,
    machineId: string,
    judge: (seen: SeenMachine) => Judged,
  ): Promise<MachineEntity> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const seen = await this.machines.forViewer(viewer, machineId);
      const event = eventOf(kind, viewer, seen);
      let judged: Judged;
      try {
        judged = judge(seen);
      } catch (error) {
        if (error instanceof VirlabError) {
          await this.audit.record({
            ...event,
            outcome: 'refused',
            code: error.context?.['reason'] ?? error.code,
          });
        }
        throw error;
      }
      const { changes, facts } = judged;
      const { health } = seen.host;
      const written = await this.rows.write(seen.machine, changes, {
        ...{ health, why: kind, event: { ...event, facts } },
      });
      if (written) return written;
    }
    throw new VirlabError('action-not-possible', {
      detail: `machine ${machineId} changed ${MOST_TRIES} times while ${kind} was judged`,
      context: { reason: 'already-so' },
    });
  }

  private require(offer: Offer, machine: MachineEntity): Date {
    if ('refused' in offer) throw refusal(offer.refused, machine);
    return offer.until;
  }
}

/** What is written of a machine of a shared pool when it is given back: nobody's, off, and to be made clean. */
export function givenBack(now: Date): Partial<MachineEntity> {
  return {
    ...withOwner(null, 0, now),
    ...{ wanted: 'stopped', order: 'revert', wantedAt: now, attempts: 0, stages: [] },
    ...{ failureCode: null, failureMessage: null },
  };
}

function refusal(reason: RefusalReason, machine: MachineEntity): VirlabError {
  return new VirlabError('action-not-possible', { context: { reason, machine: machine.name } });
}

function eventOf(
  kind: AuditKind,
  viewer: Viewer,
  { machine, relation, entitlement }: SeenMachine,
): NewAuditEvent {
  return {
    kind,
    actor: { id: viewer.userId, displayName: viewer.displayName, as: relation },
    subject: subjectOf(machine),
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
    ...(entitlement ? { ruleId: entitlement.ruleId, policyVersion: entitlement.policyVersion } : {}),
  };
}
