import { serveWorkerTasks } from './platform/serve-worker-tasks';
import type { WorkerTask } from './platform/worker-task';

/** Every task that a thread of the pool can run. */
const tasks: readonly WorkerTask<never, unknown>[] = [];

/** What a thread answers each call with; the pool starts this file. */
export default serveWorkerTasks(tasks);
