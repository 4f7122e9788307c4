import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index';
import type { MachineEntity } from '../machine.entity';
import { ANNOUNCED_MS } from './limits-stop';

/** What is forgotten of announcements that nobody asks about any more. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** What this process saw of an announced end. */
interface Seen {
  stopsAt: number;
  /** By the clock that nobody can set. */
  seenAt: number;
  /** How much of the announcement had to pass from then on. */
  leadMs: number;
}

/** An announced end now: to come, come, or to be announced anew for a later moment. */
export type Due = { due: boolean } | { anew: Date };

/**
 * Tells when an announced end has come. The wall clock alone does not: it may jump forward (a host that slept, a time server that
 * came back, an operator's hand), and then everything that was announced would be shut down at once, unannounced to the people in
 * front of it. So an end comes only when the wall clock has reached it *and* this process has seen as much time really pass as
 * there was left when it saw the announcement first. An end that was over already at the first sight was announced by nobody who
 * was there to say it (the server was down, or the clock jumped before): it gets its ten minutes anew. A clock that is set back
 * only makes it later, which costs nobody their work.
 */
@Injectable()
export class DueStops {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly clock: Clock) {}

  of({ id, stopsAt }: Pick<MachineEntity, 'id' | 'stopsAt'>): Due {
    if (stopsAt === null) return { due: false };
    const wall = this.clock.now().getTime();
    const monotonic = this.clock.monotonic();
    const at = stopsAt.getTime();
    const known = this.seen.get(id);
    if (known?.stopsAt !== at) {
      this.forgetOld(monotonic);
      if (at <= wall) return { anew: this.announce(id, wall, monotonic) };
      this.seen.set(id, { stopsAt: at, seenAt: monotonic, leadMs: Math.min(at - wall, ANNOUNCED_MS) });
      return { due: false };
    }
    if (at > wall) return { due: false };
    const leftMs = known.leadMs - (monotonic - known.seenAt);
    if (leftMs <= 0) return { due: true };
    const anew = wall + leftMs;
    // What has passed since it was seen first goes on counting.
    this.seen.set(id, { ...known, stopsAt: anew });
    return { anew: new Date(anew) };
  }

  private announce(id: string, wall: number, monotonic: number): Date {
    const stopsAt = wall + ANNOUNCED_MS;
    this.seen.set(id, { stopsAt, seenAt: monotonic, leadMs: ANNOUNCED_MS });
    return new Date(stopsAt);
  }

  private forgetOld(monotonic: number): void {
    for (const [id, { seenAt }] of this.seen) if (monotonic - seenAt > FORGOTTEN_MS) this.seen.delete(id);
  }
}
