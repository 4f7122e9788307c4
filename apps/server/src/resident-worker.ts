import { holdPeopleTask } from './dry-runs/worker-tasks/hold-people';
import { serveWorkerTasks } from './platform/serve-worker-tasks';

/** What a thread of the `resident` lane answers its calls with; somebody waits for it to start, so it loads no more. */
export default serveWorkerTasks([holdPeopleTask]);
