import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index';
import { MachineRepository } from '../machine.repository';

/** The usual time of a start changes slowly, and is asked for at every step of one. */
const FRESH_MS = 15_000;

/** How long machines of a pool usually take from the order to readiness. */
@Injectable()
export class UsualStart {
  private readonly known = new Map<string, { seconds: Promise<number | null>; until: number }>();

  constructor(
    private readonly rows: MachineRepository,
    private readonly clock: Clock,
  ) {}

  /** Median of the pool's last starts in seconds; null before there was one. */
  async seconds(poolId: string): Promise<number | null> {
    const now = this.clock.now().getTime();
    const known = this.known.get(poolId);
    if (known && known.until > now) return known.seconds;
    // Kept before it is known: of many who are told of a start at once, one asks.
    const seconds = this.rows.recentStartSeconds(poolId).then(medianOf);
    const asked = { seconds, until: now + FRESH_MS };
    this.known.set(poolId, asked);
    seconds.catch(() => this.known.get(poolId) === asked && this.known.delete(poolId));
    return seconds;
  }
}

/** The middle one of some numbers, or the mean of the middle two; null for none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = sorted[Math.ceil(middle) - 1] ?? upper;
  return (lower + upper) / 2;
}
