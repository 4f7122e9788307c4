import { Injectable } from '@nestjs/common';
import { Clock, sha256, VirlabError } from '../platform/index';

/** Slips of the finger that nobody has to wait for. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** After so long without a failure all is forgiven. */
const FORGOTTEN_MS = 60 * 60_000;
/** Pairs of account and address that are remembered; the oldest goes first. */
const MOST_PAIRS = 10_000;

interface Failures {
  count: number;
  lastAt: number;
}

/**
 * Makes whoever fails wait, longer each time: 15 s after the fourth failure, twice as long after each further one, up to
 * a quarter of an hour. Counted for an account from an address, so that a stranger elsewhere cannot lock the operators
 * out in the hour when they need it; names that do not exist are counted alike. In memory: a secret of 160 bits is not
 * guessed in the few tries that a restart gives back.
 */
@Injectable()
export class FailedTries {
  private readonly pairs = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** @throws VirlabError `break-glass-locked` while the next try has to wait */
  require(account: string, address: string): void {
    const failures = this.pairs.get(keyOf(account, address));
    if (!failures) return;
    const left = failures.lastAt + waitAfter(failures.count) - this.clock.now().getTime();
    if (left <= 0) return;
    throw new VirlabError('break-glass-locked', {
      publicDetail: `the next try is taken in ${Math.ceil(left / 1000)} s`,
    });
  }

  /** Notes a failure. Called before the secret is looked at, so that tries at the same moment all count. */
  note(account: string, address: string): void {
    const key = keyOf(account, address);
    const now = this.clock.now().getTime();
    const before = this.pairs.get(key);
    const isFresh = before !== undefined && now - before.lastAt < FORGOTTEN_MS;
    // Put at the end, so that the first is the one that was longest quiet.
    this.pairs.delete(key);
    this.pairs.set(key, { count: isFresh ? before.count + 1 : 1, lastAt: now });
    if (this.pairs.size <= MOST_PAIRS) return;
    const [oldest] = this.pairs.keys();
    if (oldest !== undefined) this.pairs.delete(oldest);
  }

  /** Forgives what failed before a success. */
  forgive(account: string, address: string): void {
    this.pairs.delete(keyOf(account, address));
  }
}

function waitAfter(count: number): number {
  if (count <= FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_TRIES - 1));
}

function keyOf(account: string, address: string): string {
  return sha256(account, address);
}
