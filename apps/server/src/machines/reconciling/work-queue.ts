/** What became of one run: when to look again (milliseconds), or null when only news can make that worth it. */
export type LookAgain = number | null;

/**
 * Work by id: each id at most once at a time, and once more when it was asked for meanwhile. Ids have lanes of their
 * own, so that what hangs in one does not hold up the others.
 */
export class WorkQueue {
  private readonly waiting = new Map<string, Set<string>>();
  private readonly running = new Map<string, Set<string>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly runs = new Set<Promise<void>>();
  private isStopped = false;

  /**
   * @param work - must not throw
   * @param perLane - how many ids of one lane are worked on at a time
   */
  constructor(
    private readonly work: (id: string) => Promise<LookAgain>,
    private readonly perLane: number,
  ) {}

  add(lane: string, id: string): void {
    if (this.isStopped) return;
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    idsOf(this.waiting, lane).add(id);
    this.fill(lane);
  }

  /** Takes no more work, and waits for what is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.waiting.clear();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    await Promise.all(this.runs);
  }

  private fill(lane: string): void {
    const waiting = idsOf(this.waiting, lane);
    const running = idsOf(this.running, lane);
    for (const id of waiting) {
      if (running.size >= this.perLane) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      running.add(id);
      const run = this.runOnce(lane, id).finally(() => this.runs.delete(run));
      this.runs.add(run);
    }
  }

  private async runOnce(lane: string, id: string): Promise<void> {
    const again = await this.work(id);
    idsOf(this.running, lane).delete(id);
    if (this.isStopped) return;
    if (again !== null && !idsOf(this.waiting, lane).has(id)) {
      const timer = setTimeout(() => this.add(lane, id), again);
      timer.unref();
      this.timers.set(id, timer);
    }
    this.fill(lane);
  }
}

function idsOf(lanes: Map<string, Set<string>>, lane: string): Set<string> {
  const found = lanes.get(lane);
  if (found) return found;
  const made = new Set<string>();
  lanes.set(lane, made);
  return made;
}
