import type { Machine, MachineAction, RefusalReason } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';

/** What a job can be about: what has an end that can be seen. */
export type JobAction = Extract<MachineAction, 'start' | 'shutdown'>;

/** Somebody whose machine the job is about; without one there is nothing to ask. */
export interface JobTarget {
  key: string;
  name: string;
  machine?: Machine | undefined;
}

export type JobCause =
  | { kind: 'no-machine' }
  | { kind: 'refused'; reason: RefusalReason | undefined; code: string }
  | { kind: 'failed'; code: string; message: string };

export interface JobItem extends JobTarget {
  state: 'asked' | 'under-way' | 'done' | 'failed';
  cause?: JobCause;
}

/** The state in which a machine is where the job wants it. */
const GOALS: Record<JobAction, Machine['state']> = { start: 'running', shutdown: 'stopped' };

/**
 * One action asked of many machines at once. A machine is done when it is seen in the state that was asked for, not
 * when the request was taken; what is done stays done, whatever happens to the machine later.
 */
export class MachineJob {
  private items: readonly JobItem[];
  private readonly listeners = new Set<() => void>();

  /** @param act - asks one machine; resolves to it as the answer tells, rejects with ApiError */
  constructor(
    readonly action: JobAction,
    targets: readonly JobTarget[],
    private readonly act: (id: string, action: JobAction) => Promise<Machine>,
  ) {
    this.items = targets.map((target) => ({ ...target, state: 'asked' }));
  }

  /** The items as they are now; the same array until something changes. */
  readonly snapshot = (): readonly JobItem[] => this.items;

  /** Calls back after every change. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks all machines at once; resolves when every request was answered. */
  async run(): Promise<void> {
    await Promise.all(this.items.map((item) => this.ask(item)));
  }

  /** Asks once more those that failed. */
  async retry(): Promise<void> {
    const failed = this.items.filter(({ state }) => state === 'failed');
    await Promise.all(failed.map((item) => this.ask(item)));
  }

  /** Takes in what was heard about a machine. */
  heard(machine: Machine): void {
    const item = this.items.find((one) => one.machine?.id === machine.id);
    if (item?.state !== 'under-way') return;
    const { failure } = machine;
    if (machine.state === GOALS[this.action]) this.change(item.key, { state: 'done' });
    else if (machine.state === 'failed')
      this.change(item.key, {
        state: 'failed',
        cause: { kind: 'failed', code: failure?.code ?? '', message: failure?.message ?? '' },
      });
  }

  private async ask({ key, machine }: JobItem): Promise<void> {
    if (!machine) {
      this.change(key, { state: 'failed', cause: { kind: 'no-machine' } });
      return;
    }
    this.change(key, { state: 'asked' });
    try {
      const answer = await this.act(machine.id, this.action);
      this.change(key, { state: 'under-way' });
      this.heard(answer);
    } catch (error) {
      this.change(key, refusalOf(error));
    }
  }

  private change(key: string, changes: Pick<JobItem, 'state' | 'cause'>): void {
    this.items = this.items.map((item) => {
      if (item.key !== key) return item;
      const { cause: _, ...rest } = item;
      return { ...rest, ...changes };
    });
    for (const listener of this.listeners) listener();
  }
}

/** A machine that is so already is where the job wants it. */
function refusalOf(error: unknown): Pick<JobItem, 'state' | 'cause'> {
  if (!(error instanceof ApiError)) throw error;
  const reason = error.problem.context?.['reason'] as RefusalReason | undefined;
  if (reason === 'already-so') return { state: 'done' };
  return { state: 'failed', cause: { kind: 'refused', reason, code: error.code } };
}

/** How many items are in each state. */
export function countItems(items: readonly JobItem[]) {
  const count = (state: JobItem['state']) => items.filter((item) => item.state === state).length;
  return {
    total: items.length,
    done: count('done'),
    underWay: count('under-way') + count('asked'),
    failed: count('failed'),
  };
}
