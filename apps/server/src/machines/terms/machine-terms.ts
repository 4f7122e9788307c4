import type { Machine, RefusalReason } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/index';
import { Clock } from '../../platform/index';
import { type FullPool, settingsOf } from '../../pools/index';
import { isOpen, opensNext } from './hours-of-pool';
import { isLeaseOver, leaseFrom, type Offer, removalOf, renewalOf, renewalsLeft } from './lease-terms';
import { endsOf, holdOf, pushOf } from './limits-stop';
import { isOff } from '../machine-lifecycle';
import type { ListedMachine } from '../listed-machine';
import type { MachineEntity } from '../machine.entity';

/** How a right to a pool stands, as far as terms depend on it. */
export interface RightStanding {
  /** When it ends; null for no end, and when there is none. */
  validUntil: Date | null;
  /** How it ended, when it did. */
  end: { graceUntil: Date } | null;
}

type Told = Pick<
  Machine,
  | 'kind'
  | 'part'
  | 'lab'
  | 'waitsFor'
  | 'lease'
  | 'stops'
  | 'limitEndsAt'
  | 'opensAt'
  | 'removedAt'
  | 'mayGiveBack'
  | 'heldUntil'
>;

/** On what terms a machine is somebody’s: lease, limits, opening hours, by the campus clock. */
@Injectable()
export class MachineTerms {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  get zone(): string {
    return this.settings.campusTimeZone;
  }

  /** When a pool opens next; null while it is open. */
  opensAt(pool: Pick<FullPool, 'settings'>): Date | null {
    return opensNext(settingsOf(pool).opens, this.clock.now(), this.zone);
  }

  /** Why a machine is not to be started now, whatever its state; null when it may be. */
  whyOff(machine: Pick<MachineEntity, 'leaseUntil'>, pool: Pick<FullPool, 'settings'>): RefusalReason | null {
    const now = this.clock.now();
    if (isLeaseOver(machine, now)) return 'lease-ended';
    return isOpen(settingsOf(pool).opens, now, this.zone) ? null : 'pool-closed';
  }

  /** What a start writes besides: the lease of a first one, and nothing of the limits of the last run. */
  atStart(
    machine: Pick<MachineEntity, 'leaseUntil'>,
    pool: Pick<FullPool, 'settings'>,
    rightUntil: Date | null,
  ): Partial<MachineEntity> {
    const leaseUntil = machine.leaseUntil ?? leaseFrom(settingsOf(pool), this.clock.now(), rightUntil);
    return { leaseUntil, stopsAt: null, stopsBecause: null, pushedUntil: null, lastInputAt: null };
  }

  renewal(machine: ListedMachine, pool: Pick<FullPool, 'settings'>, rightUntil: Date | null): Offer {
    return renewalOf(machine, settingsOf(pool), this.clock.now(), rightUntil);
  }

  push(machine: ListedMachine, pool: Pick<FullPool, 'settings'>, rightUntil: Date | null): Offer {
    const given = { zone: this.zone, rightUntil };
    return pushOf(machine, settingsOf(pool), this.clock.now(), given);
  }

  /** What more time gives a machine whose class is shut down after its lesson at `stopsAt`. */
  hold(
    machine: ListedMachine,
    pool: Pick<FullPool, 'settings'>,
    rightUntil: Date | null,
    stopsAt: Date,
  ): Offer {
    const given = { zone: this.zone, rightUntil, stopsAt };
    return holdOf(machine, settingsOf(pool), this.clock.now(), given);
  }

  /** The terms of a machine as the API tells them. */
  present(machine: ListedMachine, pool: FullPool, right: RightStanding): Told {
    const settings = settingsOf(pool);
    const now = this.clock.now();
    const opensAt = this.opensAt(pool);
    const removal = removalOf(machine, { ...settings, kind: pool.kind }, now, right.end);
    const isRunning = !isOff(machine.observed) && machine.wanted !== 'stopped';
    const [end] = isRunning
      ? endsOf(machine, settings, now, this.zone).filter(({ because }) =>
          ['time-limit', 'closing'].includes(because),
        )
      : [];
    return {
      kind: pool.kind,
      ...(machine.part === '' ? {} : { part: machine.part, lab: labOf(machine) }),
      ...(machine.waitsFor === null ? {} : { waitsFor: machine.waitsFor }),
      ...(machine.leaseUntil === null ? {} : { lease: this.leaseOf(machine, pool, right.validUntil) }),
      ...(isRunning ? this.stopsOf(machine, pool, right.validUntil) : {}),
      ...(end ? { limitEndsAt: end.at.toISOString() } : {}),
      ...(opensAt ? { opensAt: opensAt.toISOString() } : {}),
      ...(removal && machine.diskSince ? { removedAt: removal.at.toISOString() } : {}),
      ...(isRunning && machine.pushedUntil !== null && machine.pushedUntil > now
        ? { heldUntil: machine.pushedUntil.toISOString() }
        : {}),
      ...(pool.kind === 'shared' && machine.ownerId !== null ? { mayGiveBack: true } : {}),
    };
  }

  private leaseOf(
    machine: ListedMachine,
    pool: FullPool,
    rightUntil: Date | null,
  ): NonNullable<Told['lease']> {
    return {
      until: (machine.leaseUntil ?? this.clock.now()).toISOString(),
      renewalsLeft: renewalsLeft(machine, settingsOf(pool)),
      renew: offerOf(this.renewal(machine, pool, rightUntil)),
    };
  }

  private stopsOf(machine: ListedMachine, pool: FullPool, rightUntil: Date | null): Pick<Told, 'stops'> {
    const { stopsAt, stopsBecause } = machine;
    if (!stopsAt || !stopsBecause) return {};
    const notYet = offerOf(this.push(machine, pool, rightUntil));
    return { stops: { at: stopsAt.toISOString(), because: stopsBecause, notYet } };
  }
}

/** The same for all machines of one lab, and for no others. */
function labOf({ poolId, ownerId, ordinal }: ListedMachine): string {
  return `${poolId}~${ownerId ?? ''}~${ordinal}`;
}

function offerOf(offer: Offer): { allowed: boolean; reason?: RefusalReason; until?: string } {
  return 'refused' in offer
    ? { allowed: false, reason: offer.refused }
    : { allowed: true, until: offer.until.toISOString() };
}
