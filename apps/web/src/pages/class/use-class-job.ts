import type { ClassView } from '@virlab/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useActOnMachine } from '../../data/classes';
import { useAnnounce } from '../../shell/announcer';
import { countItems, type JobAction, type JobItem, type JobTarget, MachineJob } from './machine-job';

const NO_ITEMS: readonly JobItem[] = [];
const never = () => () => undefined;
const noItems = () => NO_ITEMS;

/** The job of the page, if any: begins it, feeds it what is heard, tells its progress to screen readers. */
export function useClassJob(view: ClassView, words: (job: MachineJob, items: readonly JobItem[]) => string) {
  const act = useActOnMachine();
  const announce = useAnnounce();
  const [job, setJob] = useState<MachineJob>();
  const items = useSyncExternalStore(job?.subscribe ?? never, job?.snapshot ?? noItems);

  useEffect(() => {
    for (const { machine } of view.members) if (machine) job?.heard(machine);
  }, [job, view]);

  // At the start, each quarter, and the end.
  const { total, underWay } = countItems(items);
  const quarter = total === 0 ? -1 : Math.floor((4 * (total - underWay)) / total);
  const said = job ? words(job, items) : '';
  useEffect(() => {
    if (quarter >= 0) announce(said);
    // Only a new quarter is worth a word, not every count in between.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [job, quarter, announce]);

  const begin = (action: JobAction, targets: readonly JobTarget[]) => {
    const next = new MachineJob(action, targets, act);
    setJob(next);
    void next.run();
  };
  return { job, items, begin, close: () => setJob(undefined) };
}
