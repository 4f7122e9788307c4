import type { WorkerTask } from '../../platform/index';
import { ServeThread } from '../thread/serve-thread';

/** Holds everybody who is known and answers what is asked about them through its port, until that is closed. */
export const holdPeopleTask: WorkerTask<null, void> = {
  name: 'dry-runs: hold known people',
  lane: 'resident',
  deadlineMs: Infinity,
  refusals: [],
  async run(_nothing, port) {
    if (!port) throw new Error('nobody can ask without a port');
    await new ServeThread(port).run();
  },
};
