import type { MessagePort } from 'node:worker_threads';
import type { RefusalClass, WorkerTask } from './worker-task';

/** What comes back from a thread: plain data, since an error loses its class and its fields on the way. */
export type WorkerOutcome =
  | { ok: true; result: unknown }
  | {
      ok: false;
      refusal: number;
      message: string;
      fields: Record<string, unknown>;
      cause: string | undefined;
    }
  | { ok: false; refusal: undefined; name: string; message: string; stack: string | undefined };

/** Runs a task and says how it ended; never throws. */
export async function performTask(
  task: WorkerTask<never, unknown>,
  payload: unknown,
  port?: MessagePort,
): Promise<WorkerOutcome> {
  try {
    return { ok: true, result: await task.run(payload as never, port) };
  } catch (thrown) {
    return packError(thrown, task.refusals);
  }
}

/**
 * What a task answered, on the side of its caller.
 *
 * @throws what the task threw: a refusal as the class it was, anything else as an Error with its name and stack
 */
export function openOutcome(outcome: WorkerOutcome, refusals: readonly RefusalClass[]): unknown {
  if (outcome.ok) return outcome.result;
  if (outcome.refusal === undefined) {
    const { name, message, stack } = outcome;
    throw Object.assign(new Error(message), { name, stack });
  }
  const { refusal, message, fields, cause } = outcome;
  const error = new Error(message, cause === undefined ? undefined : { cause: new Error(cause) });
  const thrownClass = refusals[refusal];
  if (thrownClass) Object.setPrototypeOf(error, thrownClass.prototype as object);
  throw Object.assign(error, fields);
}

function packError(thrown: unknown, refusals: readonly RefusalClass[]): WorkerOutcome {
  const refusal = refusals.findIndex((known) => thrown instanceof known);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack, cause } = error;
  if (refusal === -1) return { ok: false, refusal: undefined, name, message, stack };
  const told = cause === undefined ? undefined : cause instanceof Error ? cause.message : String(cause);
  return { ok: false, refusal, message, fields: { ...error }, cause: told };
}
