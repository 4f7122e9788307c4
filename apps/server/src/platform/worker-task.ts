import type { MessagePort } from 'node:worker_threads';

/**
 * `prompt`: somebody waits for it. `background`: nobody does; it runs with less of the processor, one at a time.
 * `pictures`: screens of machines are made small, of which there are many and none is urgent.
 * `resident`: it stays for as long as it is asked things through its port, in a thread of its own.
 */
export type WorkerLane = 'prompt' | 'background' | 'pictures' | 'resident';

/** A class of errors that a task may throw on purpose, whose own fields are plain data. */
export type RefusalClass = abstract new (...given: never[]) => Error;

/**
 * Work for a thread of its own, so that whatever it costs delays nobody's console. It is a pure function: what goes in
 * and what comes out are copied (structured clone), so both are plain data. A file `<room>/worker-tasks/<name>.ts`
 * exports one, and `src/worker.ts` lists it, or `src/resident-worker.ts`.
 */
export interface WorkerTask<Payload, Result> {
  /** Unique among all tasks; stands in the log. */
  readonly name: string;
  readonly lane: WorkerLane;
  /**
   * Milliseconds after which its thread is ended and the task fails; counted from when it begins to run. Infinity for
   * one that stays: who asks it has to end it.
   */
  readonly deadlineMs: number;
  /** What it may throw on purpose; arrives as the class it was, with its code. */
  readonly refusals: readonly RefusalClass[];
  /** `port` leads to the caller while the task runs, when the caller gave one. */
  run(payload: Payload, port?: MessagePort): Result | Promise<Result>;
}

/** What goes to a thread. */
export interface WorkerCall {
  task: string;
  payload: unknown;
  port?: MessagePort;
}
