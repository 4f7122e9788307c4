import { performTask, type WorkerOutcome } from './worker-outcome';
import type { WorkerCall, WorkerTask } from './worker-task';

/**
 * What a thread of the pool answers its calls with.
 *
 * @throws Error when two tasks have one name
 */
export function serveWorkerTasks(
  tasks: readonly WorkerTask<never, unknown>[],
): (call: WorkerCall) => Promise<WorkerOutcome> {
  const known = new Map(tasks.map((task) => [task.name, task]));
  if (known.size !== tasks.length) throw new Error('two worker tasks have one name');
  return async ({ task: name, payload, port }) => {
    const task = known.get(name);
    if (!task) throw new Error(`no worker task is called "${name}": does the thread of its lane list it?`);
    return performTask(task, payload, port);
  };
}
