import type { DryRun } from '@virlab/contracts';

/** Bands a side, besides `none` and `other`. */
const MOST_BANDS = 12;
export const NONE = 'none';
export const OTHER = 'other';

type What = DryRun['flow']['moves'][number]['what'];
type Flow = DryRun['flow'];

/** One thread of the flow: what a right became. */
export interface Thread {
  from: string;
  to: string;
  what: What;
}

/**
 * What the rights of one person become, as threads from left to right. A right that stays leads to itself; what is lost
 * leads to what is gained in its place, one for one in order of name, or to `none`; what is gained beyond that comes from
 * `none`; and who has nothing on either side is one thread from `none` to `none`.
 *
 * @param changed - the rights that stay with another quota or lease
 */
export function threadsOf(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): Thread[] {
  const threads: Thread[] = [];
  for (const ref of before) {
    if (after.has(ref)) threads.push({ from: ref, to: ref, what: changed.has(ref) ? 'change' : 'same' });
  }
  const lost = [...before].filter((ref) => !after.has(ref)).sort();
  const gained = [...after].filter((ref) => !before.has(ref)).sort();
  for (let at = 0; at < Math.max(lost.length, gained.length); at += 1) {
    const [from = NONE, to = NONE] = [lost[at], gained[at]];
    threads.push({ from, to, what: from === NONE ? 'gain' : to === NONE ? 'lose' : 'change' });
  }
  if (before.size === 0 && after.size === 0) threads.push({ from: NONE, to: NONE, what: 'same' });
  return threads;
}

/**
 * Counts threads. A band counts rights, so whoever has two machines is in two bands; `none` counts what has nothing on
 * the other side, which is people as long as nobody has several machines. The moves out of a band make its size, and so
 * do those into it.
 */
export class FlowTally {
  private readonly counts = new Map<string, Thread & { people: number }>();

  constructor(private readonly titles: ReadonlyMap<string, string>) {}

  add(threads: readonly Thread[]): void {
    for (const thread of threads) {
      const key = `${thread.from} ${thread.to} ${thread.what}`;
      const known = this.counts.get(key);
      if (known) known.people += 1;
      else this.counts.set(key, { ...thread, people: 1 });
    }
  }

  /** The flow with the bands that matter most: those in which something moves first, then the largest. */
  present(): Flow {
    const shown = this.shown();
    const bandOf = (ref: string) => (ref === NONE || shown.has(ref) ? ref : OTHER);
    const moves = new Map<string, Flow['moves'][number]>();
    for (const { from, to, what, people } of this.counts.values()) {
      const move = { from: bandOf(from), to: bandOf(to), what };
      const key = `${move.from} ${move.to} ${what}`;
      const known = moves.get(key);
      if (known) known.people += people;
      else moves.set(key, { ...move, people });
    }
    const refs = [...shown, OTHER, NONE];
    const size = (side: 'from' | 'to', ref: string) =>
      sum([...moves.values()].filter((move) => move[side] === ref).map(({ people }) => people));
    const kept = (ref: string) => moves.get(`${ref} ${ref} change`)?.people ?? 0;
    const band = (ref: string, people: number, delta: number, changed: number) => ({
      ref,
      title: this.titles.get(ref) ?? ref,
      people,
      delta,
      changed,
    });
    return {
      before: refs.flatMap((ref) => (size('from', ref) === 0 ? [] : [band(ref, size('from', ref), 0, 0)])),
      after: refs.flatMap((ref) => {
        const people = size('to', ref);
        return people === 0 && size('from', ref) === 0
          ? []
          : [band(ref, people, people - size('from', ref), kept(ref))];
      }),
      moves: [...moves.values()].sort(
        (a, b) => refs.indexOf(a.from) - refs.indexOf(b.from) || refs.indexOf(a.to) - refs.indexOf(b.to),
      ),
    };
  }

  private shown(): Set<string> {
    const weights = new Map<string, { moving: number; people: number }>();
    for (const { from, to, what, people } of this.counts.values()) {
      for (const ref of new Set([from, to])) {
        if (ref === NONE) continue;
        const weight = weights.get(ref) ?? { moving: 0, people: 0 };
        weight.people += people;
        if (what !== 'same') weight.moving += people;
        weights.set(ref, weight);
      }
    }
    const ranked = [...weights].sort(
      ([a, x], [b, y]) => y.moving - x.moving || y.people - x.people || (a < b ? -1 : 1),
    );
    const chosen = ranked
      .slice(0, MOST_BANDS)
      .sort(([a, x], [b, y]) => y.people - x.people || (a < b ? -1 : 1));
    return new Set(chosen.map(([ref]) => ref));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
