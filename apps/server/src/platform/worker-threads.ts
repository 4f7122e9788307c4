import { Piscina } from 'piscina';
import type { WorkerOutcome } from './worker-outcome';
import type { WorkerCall } from './worker-task';

/** How many threads of which size do the work of one lane. */
export interface WorkerThreadsOptions {
  /** The built file that answers calls. */
  entry: string;
  threads: number;
  /** Kept ready when there is nothing to do. */
  idleThreads: number;
  /** Calls that may wait for a thread; what comes beyond is turned away at once. */
  mostWaiting: number;
  /** Memory of one thread, in MiB; a task that needs more ends with its thread. */
  memoryMiB: number;
  /** Added to the thread's nice value: 0 is as urgent as the server itself, 19 the least urgent. */
  niceness: number;
}

/** There were as many waiting as may wait. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}
/** The thread ended before its task did: by the deadline, by a crash, or because the server stops. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** How long a thread more than `idleThreads` is kept for what may come. */
const IDLE_MS = 60_000;

/**
 * The threads of one lane. The queue is ours: piscina does not count calls that can be aborted against its limit, and
 * a deadline must not run while a call waits.
 */
export class WorkerThreads {
  private readonly pool: Piscina<WorkerCall, WorkerOutcome>;
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private isClosed = false;

  constructor(
    private readonly options: WorkerThreadsOptions,
    onFault: (error: Error) => void,
  ) {
    const { entry, threads, idleThreads, memoryMiB, niceness } = options;
    this.pool = new Piscina<WorkerCall, WorkerOutcome>({
      filename: entry,
      minThreads: idleThreads,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      niceIncrement: niceness,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
      // What reads messages of strangers needs nothing of what the server was started with.
      env: {},
    });
    // A thread that dies with nothing to do fails no call; piscina starts another one.
    this.pool.on('error', onFault);
  }

  /**
   * @throws QueueFull
   * @throws ThreadEnded
   * @throws the signal's reason when it was aborted, whether the call waited or ran
   */
  async call(call: WorkerCall, deadlineMs: number, signal?: AbortSignal): Promise<WorkerOutcome> {
    signal?.throwIfAborted();
    await this.turn(signal);
    const end = new AbortController();
    const onAbort = () => end.abort();
    const timer = deadlineMs === Infinity ? undefined : setTimeout(onAbort, deadlineMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      signal?.throwIfAborted();
      const transferList = call.port ? [call.port] : [];
      return await this.pool.run(call, { signal: end.signal, transferList });
    } catch (error) {
      signal?.throwIfAborted();
      const why = end.signal.aborted ? `not done within ${deadlineMs} ms` : (error as Error).message;
      throw new ThreadEnded(why, { cause: error });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      this.passOn();
    }
  }

  /** Ends all threads at once; calls under way and waiting fail. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.pool.destroy();
  }

  private async turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.running < this.options.threads) this.running += 1;
    else if (this.waiting.length < this.options.mostWaiting) await this.wait(signal);
    else throw new QueueFull(`${this.waiting.length} calls wait already`);
    if (!this.isClosed) return;
    this.passOn();
    throw new ThreadEnded('the server stops');
  }

  /** Hands the turn over without giving it back in between, so that nobody who comes just then takes it. */
  private passOn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }

  private wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onTurn = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.waiting.splice(this.waiting.indexOf(onTurn), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(onTurn);
    });
  }
}
