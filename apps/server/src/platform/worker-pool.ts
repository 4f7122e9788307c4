import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import path from 'node:path';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from './log';
import { VirlabError } from './virlab-error';
import { openOutcome, performTask, type WorkerOutcome } from './worker-outcome';
import type { WorkerLane, WorkerTask } from './worker-task';
import { QueueFull, ThreadEnded, WorkerThreads } from './worker-threads';

/** Above this many, checks of sign-ins wait for the database and not for a processor. */
const MOST_PROMPT_THREADS = 4;
/**
 * At some 10 ms each the last one waits two seconds; a browser that comes beyond is told to come again, which costs
 * nothing, where letting it wait would cost memory.
 */
const MOST_PROMPT_WAITING = 200;
const MOST_BACKGROUND_WAITING = 50;
/** At some 15 ms each the last one waits two seconds; who comes beyond keeps the picture of before. */
const MOST_PICTURES_WAITING = 120;

/** How each lane is manned. One core is left to the server itself. */
const LANES = {
  prompt: {
    file: 'worker.js',
    threads: Math.min(MOST_PROMPT_THREADS, Math.max(2, availableParallelism() - 1)),
    idleThreads: 1,
    mostWaiting: MOST_PROMPT_WAITING,
    memoryMiB: 128,
    niceness: 0,
  },
  background: {
    file: 'worker.js',
    threads: 1,
    idleThreads: 0,
    mostWaiting: MOST_BACKGROUND_WAITING,
    memoryMiB: 256,
    niceness: 10,
  },
  pictures: {
    file: 'worker.js',
    threads: 1,
    idleThreads: 0,
    mostWaiting: MOST_PICTURES_WAITING,
    memoryMiB: 256,
    niceness: 10,
  },
  resident: {
    file: 'resident-worker.js',
    threads: 1,
    idleThreads: 0,
    mostWaiting: 1,
    memoryMiB: 512,
    // Somebody looks on while it works: beside others who want the processor, 10 would leave it next to nothing.
    niceness: 5,
  },
} as const satisfies Record<WorkerLane, object>;

/**
 * Runs tasks in threads of their own. Started from TypeScript sources, as specs do, there is no built thread to start:
 * tasks then run in this process, on copies all the same.
 */
@Injectable()
export class WorkerPool implements OnApplicationBootstrap, OnApplicationShutdown {
  protected readonly entry: string | undefined = findEntry();
  private readonly lanes = new Map<WorkerLane, WorkerThreads>();

  constructor(private readonly log: Log) {}

  /** The first sign-in after a start does not wait for a thread. */
  onApplicationBootstrap(): void {
    if (this.entry) this.threadsOf('prompt', this.entry);
  }

  /**
   * Runs a task. A failed one says so; nothing is tried twice.
   *
   * @param options.port - given to the task, to talk to it while it runs
   * @throws what the task throws on purpose (its `refusals`), as the class it was
   * @throws VirlabError `too-busy` when too many wait already
   * @throws VirlabError `work-given-up` when it took longer than its deadline, or more memory than a thread has
   * @throws the signal's reason when it is aborted
   */
  async run<Payload, Result>(
    task: WorkerTask<Payload, Result>,
    payload: Payload,
    { signal, port }: { signal?: AbortSignal; port?: MessagePort } = {},
  ): Promise<Result> {
    const outcome = await this.perform(task, payload, signal, port);
    return openOutcome(outcome, task.refusals) as Result;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((threads) => threads.close()));
  }

  private async perform<Payload, Result>(
    task: WorkerTask<Payload, Result>,
    payload: Payload,
    signal: AbortSignal | undefined,
    port: MessagePort | undefined,
  ): Promise<WorkerOutcome> {
    if (!this.entry) {
      signal?.throwIfAborted();
      return structuredClone(await performTask(task, structuredClone(payload), port));
    }
    try {
      const threads = this.threadsOf(task.lane, this.entry);
      const call = { task: task.name, payload, ...(port ? { port } : {}) };
      return await threads.call(call, task.deadlineMs, signal);
    } catch (error) {
      // What a call carries may hold keys, so only the name of its task is told.
      const detail = `${task.name}: ${(error as Error).message}`;
      if (error instanceof QueueFull) throw new VirlabError('too-busy', { detail, cause: error });
      if (error instanceof ThreadEnded) {
        this.log.warn({ task: task.name, why: error.message }, 'a worker task was given up');
        throw new VirlabError('work-given-up', { detail, cause: error });
      }
      throw error;
    }
  }

  private threadsOf(lane: WorkerLane, entry: string): WorkerThreads {
    const known = this.lanes.get(lane);
    if (known) return known;
    const { file, ...options } = LANES[lane];
    const threads = new WorkerThreads({ entry: path.join(path.dirname(entry), file), ...options }, (error) =>
      this.log.error({ err: error, lane }, 'a worker thread failed'),
    );
    this.lanes.set(lane, threads);
    return threads;
  }
}

/**
 * The built `worker.js` beside or above this file; undefined when this runs from TypeScript sources.
 *
 * @throws Error when the installation lacks it
 */
function findEntry(): string | undefined {
  if (import.meta.filename.endsWith('.ts')) return undefined;
  for (const folder of [import.meta.dirname, path.dirname(import.meta.dirname)]) {
    const entry = path.join(folder, 'worker.js');
    if (existsSync(entry)) return entry;
  }
  throw new Error('worker.js is missing: the installation is not complete');
}
